import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { ImportError } from './import-error.ts';

const EXPECTED = 'UTF-8 text, as HubSpot exports it (in a spreadsheet: save as "CSV UTF-8")';

/** The text of a UTF-8 file, chunk by chunk, without its byte order mark. Throws ImportError at the first invalid byte. */
export async function* decodeUtf8(path: string): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let line = 1;
  let isFirst = true;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    if (isFirst && isUtf16(chunk)) {
      throw new ImportError({
        file: basename(path),
        line: 1,
        column: null,
        problem: 'UTF-16 text',
        expected: EXPECTED,
      });
    }
    isFirst = false;
    const text = decodeOrThrow(() => decoder.decode(chunk, { stream: true }), path, chunk, line);
    line += countLineBreaks(text);
    yield text;
  }
  const rest = decodeOrThrow(() => decoder.decode(), path, Buffer.alloc(0), line);
  if (rest !== '') yield rest;
}

function isUtf16(chunk: Buffer): boolean {
  return (chunk[0] === 0xff && chunk[1] === 0xfe) || (chunk[0] === 0xfe && chunk[1] === 0xff);
}

function decodeOrThrow(decode: () => string, path: string, chunk: Buffer, firstLine: number): string {
  try {
    return decode();
  } catch (error) {
    const replaced = chunk.toString('utf8');
    const before = replaced.slice(0, Math.max(0, replaced.indexOf('\uFFFD')));
    const line = firstLine + countLineBreaks(before);
    throw new ImportError(
      { file: basename(path), line, column: null, problem: 'bytes that are no UTF-8', expected: EXPECTED },
      error,
    );
  }
}

function countLineBreaks(text: string): number {
  return text.split('\n').length - 1;
}
