import { Client } from 'pg';
import { afterAll, expect, test } from 'vitest';
import type { Config } from '../../src/config.ts';
import { examineDatabase } from '../../src/doctor/examine-database.ts';
import { openDatabase } from '../../src/storage/connection/database.ts';
import { startPostgres } from '../storage/start-postgres.ts';

const { server, reason } = await startPostgres();

if (server === null) {
  // oxlint-disable-next-line vitest/no-disabled-tests -- a machine on which PostgreSQL cannot start
  test.skip(`looking at PostgreSQL, skipped: ${reason}`, () => undefined);
} else {
  afterAll(() => server.stop());

  test('a clock of PostgreSQL that is far from this machine’s is a fault', async () => {
    const config = { database: { databaseUrl: await server.createDatabaseUrl() } } as Config;
    const look = async (aheadMs: number) =>
      (await examineDatabase(config, () => Date.now() + aheadMs)).find(({ subject }) => subject === 'database clock');
    expect(await look(0)).toMatchObject({ verdict: 'ok' });
    for (const aheadMs of [3_600_000, -3_600_000]) {
      expect(await look(aheadMs)).toMatchObject({ verdict: 'fault', fix: expect.stringContaining('NTP') });
    }
  });

  test('a wrong password is told from a server that does not answer, and so is a login that may make no tables', async () => {
    const url = new URL(await server.createDatabaseUrl());
    const operator = new Client({ connectionString: url.href });
    await operator.connect();
    await operator.query(`create role guest login password 'guest'`);
    await operator.end();
    const look = async (login: Partial<URL>) => {
      const databaseUrl = Object.assign(new URL(url), login).href;
      return (await examineDatabase({ database: { databaseUrl } } as Config, Date.now)).filter(
        ({ verdict }) => verdict === 'fault',
      );
    };
    expect(await look({ password: 'wrong' })).toMatchObject([{ text: expect.stringContaining('answers and refuses') }]);
    expect(await look({ port: '1' })).toMatchObject([{ text: expect.stringContaining('cannot be reached') }]);
    expect(await look({ username: 'guest', password: 'guest' })).toMatchObject([
      { text: expect.stringContaining('guest may not make tables'), fix: expect.stringContaining('owner to guest') },
      { subject: 'tables' },
    ]);
    const databaseUrl = Object.assign(new URL(url), { username: 'guest', password: 'guest' }).href;
    await expect(openDatabase({ databaseUrl })).rejects.toThrow(/has to own its database/);
  });
}
