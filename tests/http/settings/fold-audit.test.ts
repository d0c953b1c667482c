import { array, assert, asyncProperty, constant, constantFrom, integer, oneof, record } from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { foldAudit, type AuditSource, type FoldedEntry } from '../../../src/http/settings/fold-audit.ts';
import { appendAudits, listAudit } from '../../../src/storage/portal/audit-log.ts';
import { foldMoment } from '../../../src/storage/portal/audit-moment.ts';
import { startTestApp, type TestApp } from '../../fixtures/running-app.ts';
import { createSmallPortal } from '../../fixtures/small-portal.ts';

/** More than are read at once, so that the database folds. */
const A_FULL_CHUNK = 200;
const EVERYTHING = { text: '', playIds: [], actions: [] };

let app: TestApp;
let at = Date.now();
beforeAll(async () => {
  app = await startTestApp({ data: createSmallPortal() });
  await app.installAndSync();
});
afterAll(() => app.stop());

const details = record(
  {
    from: oneof({ arbitrary: constant<number | null>(2), weight: 8 }, constantFrom(1, null)),
    to: oneof({ arbitrary: constant<unknown>(3), weight: 8 }, constantFrom<unknown[]>('3', { tier: 3 })),
    reason: constantFrom('rank 3', 'rank 4'),
    proposalId: integer({ min: 1, max: 3 }),
    requestId: constantFrom('a', 'b'),
  },
  { requiredKeys: ['from', 'to'] },
);
/** How many moments before the newest, so that several entries share one and they come in order. */
const logged = record({
  moment: integer({ min: 0, max: 2 }),
  actor: oneof({ arbitrary: constant('roundtable'), weight: 15 }, constant('sam@vendor.example')),
  action: constantFrom('list changed', 'proposal approved'),
  subject: oneof(
    { arbitrary: constantFrom('company:101', 'company:102'), weight: 8 },
    constantFrom('list', 'play:surge'),
  ),
  details,
});

async function readAll(source: AuditSource): Promise<FoldedEntry[]> {
  const rows: FoldedEntry[] = [];
  let before: number | null = null;
  do {
    const page = await foldAudit(source, before);
    rows.push(...page.rows);
    before = page.next;
  } while (before !== null);
  return rows;
}

test('the database folds a moment as the app does', async () => {
  const { kysely } = app.context.db;
  const { portalId } = app;
  let folded = 0;
  const property = asyncProperty(array(logged, { minLength: 1, maxLength: 120, size: 'max' }), async (entries) => {
    const since = (await listAudit(kysely, portalId, 1))[0]?.seq ?? 0;
    const inOrder = entries.toSorted((one, other) => one.moment - other.moment);
    await appendAudits(
      kysely,
      portalId,
      inOrder.map(({ moment, ...entry }) => ({ ...entry, at: at + moment })),
    );
    at += 1_000;
    const byDatabase: AuditSource = {
      list: async (limit, before) => {
        const [newest] = await listAudit(kysely, portalId, 1, before);
        return newest === undefined || newest.seq <= since
          ? []
          : Array.from({ length: Math.min(limit, A_FULL_CHUNK) }, () => newest);
      },
      foldMoment: (before, limits) => foldMoment(kysely, portalId, before, EVERYTHING, limits),
    };
    const byApp: AuditSource = {
      list: async (limit, before) =>
        (await listAudit(kysely, portalId, limit, before)).filter(({ seq }) => seq > since),
      foldMoment: () => expect.unreachable('so few entries are folded by the app'),
    };
    const rows = await readAll(byApp);
    expect(await readAll(byDatabase)).toEqual(rows);
    folded += rows.filter(({ alike }) => alike !== null).length;
  });
  await assert(property, { numRuns: 60 });
  expect(folded).toBeGreaterThan(0);
});
