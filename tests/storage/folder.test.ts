import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDatabase } from '../../src/storage/connection/database.ts';
import { listCompanyIds } from '../../src/storage/mirror/companies.ts';

describe('the folder of the embedded database', () => {
  let folder = '';
  let holder: ChildProcess | null = null;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'roundtable-folder-'));
  });
  afterEach(async () => {
    holder?.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  });

  /** Another process that opens the folder, writes companies one by one and tells each that was acknowledged. */
  async function startHolder(written: string[]): Promise<ChildProcess> {
    const child = fork(fileURLToPath(new URL('folder-holder.ts', import.meta.url)), [folder], { execArgv: [] });
    await new Promise<void>((resolve, reject) => {
      child.on('message', (companyId: string) => {
        written.push(companyId);
        if (written.length === 20) resolve();
      });
      child.once('exit', () => reject(new Error('the holder ended by itself')));
    });
    return child;
  }

  test('is refused to a second opener, who is told who has it, and is free after a kill -9 with nothing lost', async () => {
    const written: string[] = [];
    holder = await startHolder(written);
    await expect(openDatabase({ folder })).rejects.toMatchObject({
      code: 'FOLDER_IN_USE',
      message: expect.stringContaining(`process ${holder.pid}`) as string,
    });
    const ended = new Promise((resolve) => {
      holder?.once('exit', resolve);
    });
    holder.kill('SIGKILL');
    await ended;
    const database = await openDatabase({ folder });
    const held = await listCompanyIds(database.kysely, 1, null, 100_000);
    expect(written.filter((companyId) => !held.includes(companyId))).toEqual([]);
    await expect(openDatabase({ folder })).rejects.toMatchObject({ code: 'FOLDER_IN_USE' });
    await database.close();
  });

  test('is made anew where its first start was killed, and refused where files are gone', async () => {
    const child = fork(fileURLToPath(new URL('folder-holder.ts', import.meta.url)), [folder], { execArgv: [] });
    holder = child;
    while (!existsSync(join(folder, 'pgdata'))) await new Promise((resolve) => setTimeout(resolve, 5));
    const ended = new Promise((resolve) => {
      child.once('exit', resolve);
    });
    child.kill('SIGKILL');
    await ended;
    // Killed in the middle, whenever that was: what is there is a part.
    expect(existsSync(join(folder, 'first-start'))).toBe(true);
    await rm(join(folder, 'pgdata', 'global'), { recursive: true, force: true });
    const database = await openDatabase({ folder });
    expect(await listCompanyIds(database.kysely, 1, null, 10)).toEqual([]);
    await database.close();
    expect(existsSync(join(folder, 'first-start'))).toBe(false);
    await rm(join(folder, 'pgdata', 'global'), { recursive: true });
    await expect(openDatabase({ folder })).rejects.toMatchObject({ code: 'FOLDER_INCOMPLETE' });
  });

  test('is free after close, and keeps what was written', async () => {
    const first = await openDatabase({ folder });
    await first.checkpoint();
    await first.close();
    const second = await openDatabase({ folder });
    await expect(listCompanyIds(second.kysely, 1, null, 1)).resolves.toEqual([]);
    await second.close();
    await expect(listCompanyIds(second.kysely, 1, null, 1)).rejects.toMatchObject({ code: 'DATABASE_GONE' });
  });
});
