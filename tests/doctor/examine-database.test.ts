import { afterAll, expect, test } from 'vitest';
import type { Config } from '../../src/config.ts';
import { examineDatabase } from '../../src/doctor/examine-database.ts';
import { startPostgres } from '../storage/start-postgres.ts';

const { server, reason } = await startPostgres();

if (server === null) {
  // oxlint-disable-next-line vitest/no-disabled-tests -- a machine on which PostgreSQL cannot start
  test.skip(`the clock of PostgreSQL, skipped: ${reason}`, () => undefined);
} else {
  afterAll(() => server.stop());

  test('a clock of PostgreSQL that is far from this machine’s is a fault', async () => {
    const config = { database: { databaseUrl: await server.createDatabaseUrl() } } as Config;
    const look = async (aheadMs: number) =>
      (await examineDatabase(config, () => Date.now() + aheadMs)).find(({ subject }) => subject === 'database clock');
    expect(await look(0)).toMatchObject({ verdict: 'ok' });
    for (const aheadMs of [3_600_000, -3_600_000]) {
      expect(await look(aheadMs)).toMatchObject({ verdict: 'fault', mend: expect.stringContaining('NTP') });
    }
  });
}
