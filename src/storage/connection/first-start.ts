import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../errors.ts';

/** What is in the folder was never a whole database, or is one no more. */
export class FolderIncompleteError extends AppError {
  constructor(dataDir: string) {
    super(
      `The folder ${dataDir} holds no whole database: a first start was cut off there, or files are missing. Restore a ` +
        'backup, or delete the folder to begin with an empty one.',
      { code: 'FOLDER_INCOMPLETE', retry: 'never' },
    );
  }
}

/**
 * Where the embedded database of a locked folder is. While it is made for the first time a file says so: where that was cut off,
 * nothing was stored yet, and it is made anew. Call `finish` once it is open.
 * @throws FolderIncompleteError where files are missing of which nobody knows that they were never there
 */
export function beginStart(folder: string): { dataDir: string; finish: () => void } {
  const dataDir = join(folder, 'pgdata');
  const beginning = join(folder, 'first-start');
  if (existsSync(beginning)) rmSync(dataDir, { recursive: true, force: true });
  if (!existsSync(dataDir)) writeFileSync(beginning, '');
  else if (!existsSync(join(dataDir, 'PG_VERSION')) || !existsSync(join(dataDir, 'global', 'pg_control'))) {
    throw new FolderIncompleteError(dataDir);
  }
  return { dataDir, finish: () => rmSync(beginning, { force: true }) };
}
