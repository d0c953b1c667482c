import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { sql } from 'kysely';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createApp } from '../../src/http/create-app.ts';
import { askDatabase } from '../../src/http/health/health-routes.ts';
import { signV3 } from '../../src/sandbox/hubspot/signature.ts';
import { createOperatorServer } from '../../src/telemetry/operator-server.ts';
import { startRestartablePostgres, type RestartablePostgres } from '../faults/support/restartable-postgres.ts';
import { PATIENCE_MS } from '../fixtures/patience.ts';
import { CREDENTIALS, startTestApp, type CallOptions, type TestApp } from '../fixtures/running-app.ts';

/** Of the pool; a card asks for one connection at a time. */
const CONNECTIONS = 8;
const UNAVAILABLE = {
  status: 503,
  body: {
    error: {
      code: 'DATABASE_UNAVAILABLE',
      message: 'Roundtable could not answer at this moment. Try again in a few seconds.',
    },
  },
};

const postgres = await startRestartablePostgres().catch((error: unknown) => String(error));

if (typeof postgres === 'string') {
  // oxlint-disable-next-line vitest/no-disabled-tests -- a machine on which PostgreSQL cannot start
  test.skip(`cards while PostgreSQL fails, skipped: ${postgres}`, () => undefined);
} else {
  describeFailures(postgres);
}

function describeFailures({ databaseUrl, restart, stop }: RestartablePostgres): void {
  let app: TestApp;
  let operator: Client;
  const readCard = (options: CallOptions = {}) => app.call('/api/cards/account?companyId=101', options);
  const connectOperator = async (): Promise<Client> => {
    const client = new Client({ connectionString: databaseUrl });
    // PostgreSQL is restarted under it.
    client.on('error', () => undefined);
    await client.connect();
    return client;
  };
  /** Holds a table that every card reads until `inTheMiddle` has ended. */
  const whileHeld = async (inTheMiddle: () => Promise<unknown>): Promise<void> => {
    await operator.query('begin');
    try {
      await operator.query('lock table companies in access exclusive mode');
      await inTheMiddle();
    } finally {
      await operator.query('rollback');
    }
  };
  /** The processes of PostgreSQL that wait for it, once there are as many. */
  const findWaiting = (count: number): Promise<number[]> =>
    vi.waitFor(async () => {
      const asked = `select pid from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`;
      // Within a transaction the view is else as it was when it was first looked at.
      await operator.query('select pg_stat_clear_snapshot()');
      const { rows } = await operator.query<{ pid: number }>(asked);
      expect(rows.length).toBe(count);
      return rows.map(({ pid }) => pid);
    }, PATIENCE_MS);

  beforeAll(async () => {
    app = await startTestApp({ database: { databaseUrl } });
    await app.installAndSync();
    operator = await connectOperator();
    expect((await readCard()).status).toBe(200);
  });
  afterAll(async () => {
    await operator.end();
    await app.stop();
    await stop();
  });

  test.each([
    ['whose connection PostgreSQL ends', 'select pg_terminate_backend($1)'],
    ['that takes longer than the operator allows a statement', 'select pg_cancel_backend($1)'],
  ])('a card %s is answered 503, and the next one is shown', async (_what, end) => {
    await whileHeld(async () => {
      const card = readCard();
      await operator.query(end, await findWaiting(1));
      const answer = await card;
      expect(answer).toMatchObject(UNAVAILABLE);
      expect(answer.headers.get('Retry-After')).toBe('5');
    });
    expect((await readCard()).status).toBe(200);
  });

  test('a read that lasts longer than anybody waits is answered 503; what changes something is waited for', async () => {
    const server = createApp(app.context, { readLimitMs: 200 }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const call = (method: string, path: string, body = '') => {
      const asked = `/api/cards/account${path}userId=77&portalId=${app.portalId}&userEmail=ava%40vendor.example&appId=${CREDENTIALS.appId}`;
      const now = Date.now();
      const signature = signV3(CREDENTIALS.clientSecret, { method, uri: app.url + asked, body }, now);
      const headers = { 'X-HubSpot-Signature-v3': signature, 'X-HubSpot-Request-Timestamp': String(now) };
      return fetch(`http://127.0.0.1:${port}${asked}`, { method, headers, ...(body !== '' && { body }) });
    };
    let noted: Promise<Response> = Promise.reject(new Error('not asked'));
    noted.catch(() => undefined);
    await whileHeld(async () => {
      const card = await call('GET', '?companyId=101&');
      expect({ status: card.status, body: await card.json() }).toEqual(UNAVAILABLE);
      const note = { companyId: '101', requestId: 'noted-late', kind: 'initiative', text: 'Noted in the end' };
      noted = call('POST', '/plan/note?', JSON.stringify(note));
      await findWaiting(1);
      await delay(2_000);
    });
    expect((await noted).status).toBe(200);
    server.close();
  });

  test('a card that found all connections in use for ten seconds is answered 503', async () => {
    let cards: ReturnType<typeof readCard>[] = [];
    await whileHeld(async () => {
      cards = Array.from({ length: CONNECTIONS }, () => readCard());
      await findWaiting(CONNECTIONS);
      expect(await readCard()).toMatchObject(UNAVAILABLE);
    });
    expect((await Promise.all(cards)).map(({ status }) => status)).toEqual(cards.map(() => 200));
  });

  test('a card whose idle connections have ended is shown: it asks on another', async () => {
    await operator.query(
      'select pg_terminate_backend(pid, 5000) from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database()',
    );
    expect((await readCard()).status).toBe(200);
  });

  test('a connection that PostgreSQL says it ends is given to nobody any more, though it still looks open', async () => {
    const { kysely } = app.context.db;
    const ended = `select pg_terminate_backend(pid) from pg_stat_activity where wait_event = 'PgSleep'`;
    const end = async () => {
      const sleeping = sql`select pg_sleep(600)`.execute(kysely);
      sleeping.catch(() => undefined);
      await vi.waitFor(async () => expect((await operator.query(ended)).rowCount).toBe(1), PATIENCE_MS);
      await expect(sleeping).rejects.toThrow('could not answer at this moment');
    };
    for (let time = 0; time < 2 * CONNECTIONS; time++) {
      await end();
      expect((await sql`select 1 as one`.execute(kysely)).rows).toEqual([{ one: 1 }]);
    }
  });

  test('while PostgreSQL restarts a card is shown late or answered 503, and the click after it counts', async () => {
    const restarted = restart();
    const { status } = await readCard();
    expect([200, 503]).toContain(status);
    await restarted;
    await operator.end();
    operator = await connectOperator();
    const { body } = await readCard();
    const click = { companyId: '101', playId: body.plays[0].playId, reason: 'other', requestId: 'after-the-restart' };
    expect(await app.call('/api/cards/account/plays/dismiss', { method: 'POST', body: click })).toMatchObject({
      status: 200,
    });
  });

  test('a click whose connection ends is answered 503, and counts once when it is sent again', async () => {
    const { body } = await readCard();
    const { playId } = body.plays[0];
    const click = { companyId: '101', playId, days: 7, requestId: 'sent-twice' };
    const snooze = () => app.call('/api/cards/account/plays/snooze', { method: 'POST', body: click });
    await whileHeld(async () => {
      const first = snooze();
      await operator.query('select pg_terminate_backend($1)', await findWaiting(1));
      expect(await first).toMatchObject(UNAVAILABLE);
    });
    expect((await snooze()).status).toBe(200);
    const { rows } = await operator.query('select 1 from play_feedback where play_id = $1', [playId]);
    expect(rows.length).toBe(1);
  });

  test('while PostgreSQL takes nobody in, `/readyz` answers 503 at both ports and `/livez` 200, and 200 again after it', async () => {
    const ports = createOperatorServer({
      metrics: () => Promise.reject(new Error()),
      ready: () => askDatabase(app.context),
    });
    await once(ports.listen(0, '127.0.0.1'), 'listening');
    const address = ports.address();
    const urls = [app.url, `http://127.0.0.1:${typeof address === 'object' ? address?.port : address}`];
    const ask = (path: string) => Promise.all(urls.map(async (url) => (await fetch(url + path)).status));
    expect(await ask('/readyz')).toEqual([200, 200]);
    await operator.end();
    await letIn(databaseUrl, false);
    expect(await ask('/readyz')).toEqual([503, 503]);
    expect(await ask('/livez')).toEqual([200, 200]);
    await letIn(databaseUrl, true);
    operator = await connectOperator();
    expect(await ask('/readyz')).toEqual([200, 200]);
    ports.close();
  });

  test('what does not pass by itself is our fault still: a table that is missing', async () => {
    await operator.query('alter table companies rename to companies_gone');
    expect(await readCard()).toMatchObject({ status: 500, body: { error: { code: 'INTERNAL' } } });
    await operator.query('alter table companies_gone rename to companies');
    expect((await readCard()).status).toBe(200);
  });
}

/** Whether the database takes connections; where it does not, those it has are ended. */
async function letIn(databaseUrl: string, isOpen: boolean): Promise<void> {
  const url = new URL(databaseUrl);
  const name = url.pathname.slice(1);
  url.pathname = '/postgres';
  const client = new Client({ connectionString: url.href });
  await client.connect();
  await client.query(`alter database ${name} allow_connections ${isOpen}`);
  if (!isOpen) {
    await client.query('select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = $1', [name]);
  }
  await client.end();
}
