import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { basename } from 'node:path';
import { pipeline } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { decodeUtf8 } from './decode-utf8.ts';
import { ImportError } from './import-error.ts';

/** One record of a CSV file: the line it begins on and its cells, trimmed. */
export interface CsvRow {
  line: number;
  cells: string[];
}

/** The records of a CSV file in order, including the header, without blank lines. Throws ImportError if the quoting is broken. */
export async function* readCsv(path: string): AsyncGenerator<CsvRow> {
  await requireReadable(path);
  const parser = parse({ bom: true, info: true, relax_column_count: true, skip_empty_lines: true });
  // The callback only keeps pipeline() from throwing: an error of the source destroys the parser and is thrown by the loop.
  pipeline(decodeUtf8(path), parser, () => {});
  let lastLine = 0;
  let countedTwice = 0;
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      // csv-parse counts a CRLF inside quotes as two lines.
      countedTwice += countMatches(record, /\r\n/g);
      lastLine = info.lines - countedTwice;
      const line = lastLine - countMatches(record, /\r\n|\r|\n/g);
      yield { line, cells: record.map((cell) => cell.trim()) };
    }
  } catch (error) {
    throw toImportError(error, path, lastLine, countedTwice);
  }
}

async function requireReadable(path: string): Promise<void> {
  try {
    await access(path, constants.R_OK);
  } catch (error) {
    const expected = `a file ${basename(path)} in the folder (a header alone will do)`;
    throw new ImportError(
      { file: basename(path), line: null, column: null, problem: 'missing or not readable', expected },
      error,
    );
  }
}

function countMatches(record: readonly string[], pattern: RegExp): number {
  return record.reduce((sum, cell) => sum + (cell.match(pattern)?.length ?? 0), 0);
}

/** An unclosed quote consumes the rest of the file: the faulty line is the one after the last valid record. */
function toImportError(error: unknown, path: string, lastLine: number, countedTwice: number): unknown {
  if (!(error instanceof CsvError)) return error;
  const reached = typeof error['lines'] === 'number' ? error['lines'] - countedTwice : null;
  const line = error.code === 'CSV_QUOTE_NOT_CLOSED' ? lastLine + 1 : reached;
  const column = typeof error['column'] === 'number' ? String(error['column'] + 1) : null;
  const expected = 'a cell that opens with a quote to close with one, and quotes inside it to be doubled ("")';
  return new ImportError(
    { file: basename(path), line, column, problem: `broken quoting (${error.code})`, expected },
    error,
  );
}
