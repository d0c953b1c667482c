import { appendFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { createLogger } from '../../src/telemetry/create-logger.ts';

export interface KeptErrors {
  log: Logger;
  /** Of the file that has every line. */
  path: string;
  /** Lines of JSON that were logged of the request with this id: the error's class, message and stack. */
  loggedOf: (requestId: string) => string[];
  /** Adds to the file. */
  note: (line: string) => void;
}

/** A logger for the app whose errors stay in a file after the run, and can be asked for by request. */
export function keepErrors(): KeptErrors {
  const path = join(mkdtempSync(join(tmpdir(), 'roundtable-fuzz-')), 'errors.jsonl');
  const lines = new Map<string, string[]>();
  const note = (line: string): void => appendFileSync(path, `${line.trimEnd()}\n`);
  const write = (line: string): void => {
    note(line);
    const { requestId = '' } = JSON.parse(line) as { requestId?: string };
    lines.set(requestId, [...(lines.get(requestId) ?? []), line.trimEnd()]);
  };
  note(`started ${new Date().toISOString()}`);
  return { log: createLogger('error', { write }), path, note, loggedOf: (requestId) => lines.get(requestId) ?? [] };
}
