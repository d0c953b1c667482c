import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { AppError } from '../../errors.ts';

/** The folder of an embedded database is in use by another opener: two on one folder corrupt it silently. */
export class FolderInUseError extends AppError {
  constructor(folder: string, holder: string, cause: unknown) {
    super(
      `The data folder ${folder} is in use${holder === '' ? '' : ` by process ${holder}`}. Stop that process first, ` +
        'give this one another DATA_DIR, or use DATABASE_URL (PostgreSQL) to run several processes on the same data.',
      { code: 'FOLDER_IN_USE', retry: 'never', cause },
    );
  }
}

/**
 * Takes a folder for this opener until `release` or the end of the process, however it ends: the lock is a write lock
 * on an SQLite file, which the operating system drops with the process, so there is no stale lock and no process id
 * to be mistaken for another's.
 * @throws FolderInUseError where somebody has it, this process included
 */
export function lockFolder(folder: string): { release: () => void } {
  mkdirSync(folder, { recursive: true });
  const holderFile = join(folder, 'lock-holder.txt');
  const lock = new DatabaseSync(join(folder, 'lock.sqlite'), { timeout: 0 });
  try {
    lock.exec('begin exclusive');
  } catch (error) {
    lock.close();
    throw new FolderInUseError(folder, readHolder(holderFile), error);
  }
  writeFileSync(holderFile, `${process.pid}\n`);
  return { release: () => lock.close() };
}

function readHolder(holderFile: string): string {
  try {
    return readFileSync(holderFile, 'utf8').trim();
  } catch {
    return '';
  }
}
