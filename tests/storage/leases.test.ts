import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { openDatabase, type Database } from '../../src/storage/connection/database.ts';
import { createTokenCipher } from '../../src/storage/connection/token-cipher.ts';
import { saveWebhookEvents, takeUnprocessed } from '../../src/storage/mirror/webhook-events.ts';
import { insertPlayRun, leasePlayRun } from '../../src/storage/plays/play-runs.ts';
import { saveGrant, withGrantLock } from '../../src/storage/portal/grants.ts';
import { upsertPortal } from '../../src/storage/portal/portals.ts';
import { leaseNote } from '../../src/storage/portal/record-notes.ts';
import { leaseMessages } from '../../src/storage/portal/slack.ts';
import { memoryDatabase } from '../fixtures/empty-cluster.ts';

const PORTAL = 1;
/** Longer than every lease. */
const SKEW_MS = 10 * 60_000;
const LEASE_MS = 60_000;
const cipher = createTokenCipher([{ id: 'k1', key: randomBytes(32) }]);

/** A table of which several rows are leased at once. */
interface Several {
  /** Rows that wait, of these numbers. */
  add: (kysely: Database['kysely'], from: number, to: number) => Promise<void>;
  /** The numbers of those that were leased, two at most. */
  take: (kysely: Database['kysely']) => Promise<number[]>;
}

let db: Database;
/** Takes a thing to work on as a process of this name does; whether it was given it. */
const takes: Record<string, (holder: string) => Promise<boolean>> = {
  grants: async (holder) => {
    if (holder === 'first') {
      const { promise, resolve } = Promise.withResolvers<boolean>();
      // Held until the test is over: what it does takes long.
      const held = withGrantLock(db.kysely, cipher, PORTAL, async () => {
        resolve(true);
        await over;
      });
      locks.push(held);
      return promise;
    }
    const waits = withGrantLock(db.kysely, cipher, PORTAL, async () => true);
    locks.push(waits);
    return Promise.race([waits, delay(500, false)]);
  },
  play_runs: async (holder) => (await leasePlayRun(db.kysely, PORTAL, runId, { holder, leaseMs: LEASE_MS })) !== null,
  record_notes: async () => (await leaseNote(db.kysely, PORTAL, LEASE_MS)) !== null,
  slack_messages: async () => {
    const taken = await leaseMessages(db.kysely, PORTAL, { now: Date.now(), leaseMs: LEASE_MS, most: 1 });
    return taken.length > 0;
  },
  webhook_events: async () => (await takeUnprocessed(db.kysely, PORTAL, 1)).length > 0,
};
let runId: string;
const locks: Promise<unknown>[] = [];
const { promise: over, resolve: end } = Promise.withResolvers<void>();

/** Notes or messages that wait, of these numbers; the key of each is its number. */
async function addNotes(kysely: Database['kysely'], table: string, from: number, to: number): Promise<void> {
  await sql`insert into ${sql.table(table)} (portal_id, note_key, company_id, kind, details, happened_at, made_at, status)
    select ${PORTAL}, number, '1', 'surges', '{}', now(), now(), 'waiting'
    from generate_series(${from}::int, ${to}::int) number`.execute(kysely);
}

beforeAll(async () => {
  db = await openDatabase(memoryDatabase(), { outside: 'every' });
  const { kysely } = db;
  const now = Date.now();
  await upsertPortal(kysely, {
    portalId: PORTAL,
    status: 'active',
    hubDomain: null,
    timeZone: 'UTC',
    currency: 'EUR',
    installedBy: null,
    scopes: [],
    installedAt: now,
    statusSince: now,
  });
  await saveGrant(kysely, cipher, PORTAL, { accessToken: 'a', refreshToken: 'r', expiresAt: now });
  await saveWebhookEvents(kysely, PORTAL, [{ dedupeKey: 'one', body: {} }], now);
  const click = { requestId: 'click', companyId: '1', playId: 'a-play', contactIds: [], steps: [] };
  ({ runId } = (
    await insertPlayRun(kysely, PORTAL, { ...click, startedBy: 'ada', startedAt: now, stageFrom: null })
  ).run);
  for (const table of ['record_notes', 'slack_messages'] as const) await addNotes(kysely, table, 1, 1);
});
afterEach(() => vi.useRealTimers());
afterAll(async () => {
  end();
  await Promise.all(locks);
  await db.close();
});

test('every table whose rows are leased is tried here', async () => {
  const { rows } = await sql<{ name: string }>`select table_name as name from information_schema.columns
    where column_name = 'leased_until' and table_schema = 'public' order by 1`.execute(db.kysely);
  expect(rows.map(({ name }) => name)).toEqual(Object.keys(takes).toSorted());
});

test.each(Object.keys(takes))('a row of %s is leased to one, whatever the clock of the other says', async (table) => {
  const take = takes[table];
  expect(await take?.('first')).toBe(true);
  for (const skewMs of [SKEW_MS, -SKEW_MS]) {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + skewMs });
    expect(await take?.('second')).toBe(false);
    vi.useRealTimers();
  }
});

describe('of many rows that wait', () => {
  const WAITING = 10;
  const MOST = 2;
  const tables: Record<string, Several> = {
    slack_messages: {
      add: (kysely, from, to) => addNotes(kysely, 'slack_messages', from, to),
      take: async (kysely) => {
        const taken = await leaseMessages(kysely, PORTAL, { now: Date.now(), leaseMs: LEASE_MS, most: MOST });
        return taken.map(({ noteKey }) => Number(noteKey));
      },
    },
    webhook_events: {
      add: async (kysely, from, to) => {
        const events = Array.from({ length: to - from + 1 }, (_, index) => ({
          dedupeKey: `${from + index}`,
          body: {},
        }));
        await saveWebhookEvents(kysely, PORTAL, events, Date.now());
      },
      take: async (kysely) => (await takeUnprocessed(kysely, PORTAL, MOST)).map(({ seq }) => seq),
    },
  };

  // What the planner believes of the table decides how often it runs a subquery.
  test.each([0, 1])(
    'no more are leased than were asked for, the oldest first, where the tables were analyzed with %i rows',
    async (analyzed) => {
      const fresh = await openDatabase(memoryDatabase(), { outside: 'every' });
      const { kysely } = fresh;
      if (analyzed > 0) for (const { add } of Object.values(tables)) await add(kysely, 1, analyzed);
      await fresh.checkpoint();
      for (const [table, { add, take }] of Object.entries(tables)) {
        await add(kysely, analyzed + 1, WAITING);
        expect([table, await take(kysely), await take(kysely)]).toEqual([table, [1, 2], [3, 4]]);
      }
      await fresh.close();
    },
  );
});
