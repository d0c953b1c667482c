import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import pino from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase, type Database } from '../../src/storage/connection/database.ts';
import { PORTAL_TABLES } from '../../src/storage/portal/erase.ts';
import { saveOAuthState } from '../../src/storage/portal/oauth-states.ts';
import { agePortal } from '../../src/sync/refresh/age-portal.ts';
import { forgetDeparted } from '../../src/sync/leave/forget-portal.ts';
import type { SyncContext } from '../../src/sync/sync-context.ts';
import { memoryDatabase } from '../fixtures/empty-cluster.ts';
import { plantEverywhere } from '../fixtures/plant-everywhere.ts';

const PORTAL = 7;
const DAY_MS = 86_400_000;
/** `| `activities` | … | … | 400 days after it happened |` of docs/privacy.md, or `| … | until it is saved; 90 days |`. */
const ENDS_BY_DAYS =
  /^\| `(\w+)` \| .+ \| (?:[^|]*; )?(?:400 days|90 days|30 days|two days)(?: after it happened)?(?:;[^|]*)? \|$/gm;
/** Dropped when the program is measured, and of which the last stays: tests of their own. */
const ELSEWHERE = ['program_measurements', 'score_log', 'tier_rounds'];

const now = (): number => Date.now() + 401 * DAY_MS;

let database: Database;
let context: SyncContext;
beforeAll(async () => {
  database = await openDatabase(memoryDatabase());
  const queue = { send: () => Promise.resolve() };
  context = { db: database, queue, now, scoringTime: now, log: pino({ level: 'silent' }) } as unknown as SyncContext;
});
afterAll(() => database.close());

test('after its days everything is gone of which docs/privacy.md gives a number of days', async () => {
  const page = readFileSync(new URL('../../docs/privacy.md', import.meta.url), 'utf8');
  const ending = [...page.matchAll(ENDS_BY_DAYS)].map(([, table = '']) => table);
  expect(ending).toEqual(expect.arrayContaining([...ELSEWHERE, 'activities', 'signals']));
  await plantEverywhere(database, PORTAL, 'Zelda Quux');
  for (const table of ['record_notes', 'slack_messages']) {
    await sql`update ${sql.table(table)} set status = 'written'`.execute(database.kysely);
  }
  await sql`update play_dues set outcome = 'reached'`.execute(database.kysely);
  await sql`update portals set status = 'active'`.execute(database.kysely);
  const before = await listHeld();
  await agePortal(context, PORTAL);
  const after = await listHeld();
  const dropped = [...before].filter((table) => !after.has(table));
  expect(dropped.sort()).toEqual(ending.filter((table) => !ELSEWHERE.includes(table)).sort());
});

test('an install that was begun and not ended is forgotten within the day', async () => {
  const state = { stateHash: 'a', codeVerifier: 'b', returnUrl: null, expiresAt: Date.now() - 1 };
  await saveOAuthState(database.kysely, state);
  await forgetDeparted(context);
  const { rows } = await sql`select from oauth_states`.execute(database.kysely);
  expect(rows).toEqual([]);
});

async function listHeld(): Promise<Set<string>> {
  const held = new Set<string>();
  for (const table of PORTAL_TABLES) {
    const { rows } = await sql`select from ${sql.table(table)} limit 1`.execute(database.kysely);
    if (rows.length > 0) held.add(table);
  }
  return held;
}
