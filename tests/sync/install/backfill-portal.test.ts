import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PortalData } from '../../../src/sandbox/portal-data.ts';
import { countMirrored } from '../../../src/storage/target-list/account-lists.ts';
import { getPortal } from '../../../src/storage/portal/portals.ts';
import { getSyncStep } from '../../../src/storage/mirror/sync-steps.ts';
import { backfillPortal } from '../../../src/sync/install/backfill-portal.ts';
import { startTestApp, type Json, type TestApp } from '../../fixtures/running-app.ts';
import { createSmallPortal, daysAgo } from '../../fixtures/small-portal.ts';

const MORE_COMPANIES = 130;
const MORE_CONTACTS = 1_150;

/** The small portal, and enough beside it that every kind of page has a second one. Contacts 9000 and on work nowhere. */
function createLargePortal(): PortalData {
  const data = createSmallPortal();
  const times = { createdAt: daysAgo(300), updatedAt: daysAgo(30) };
  for (let n = 0; n < MORE_COMPANIES; n += 1) {
    const properties = { name: `Company ${n}`, numberofemployees: String(10 * n), annualrevenue: String(1e6 * n) };
    data.objects.companies.push({ id: String(1_000 + n), properties, ...times });
  }
  for (let n = 0; n < MORE_CONTACTS; n += 1) {
    const id = String(8_000 + n);
    data.objects.contacts.push({ id, properties: { email: `p${n}@x.example`, firstname: `P${n}` }, ...times });
    const toId = String(1_000 + (n % MORE_COMPANIES));
    if (n < 1_000)
      data.associations.push({
        fromType: 'contacts',
        fromId: id,
        toType: 'companies',
        toId,
        primary: true,
        label: null,
      });
  }
  return data;
}

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ data: createLargePortal() });
  await app.install();
});
afterAll(() => app.stop());

const listPages = (type: string): URLSearchParams[] =>
  app.proxy.requests
    .filter(({ method, path }) => method === 'GET' && path.startsWith(`/crm/objects/2026-09/${type}?`))
    .map(({ path }) => new URL(path, app.url).searchParams);

describe('a first sync that is cut off between two pages', () => {
  let cursor: string | null | undefined;

  test('keeps what it has stored and where it stands', async () => {
    app.proxy.decideFault = ({ path }) =>
      path.startsWith('/crm/objects/2026-09/contacts?') && listPages('contacts').length > 11 ? 400 : null;
    await expect(backfillPortal(app.context, app.portalId)).rejects.toMatchObject({ status: 400 });
    expect((await countMirrored(app.context.db.kysely, app.portalId)).contacts).toBe(1_000);
    const step = await getSyncStep(app.context.db.kysely, app.portalId, 'contacts');
    expect(step).toMatchObject({ done: 1_000, finishedAt: null });
    cursor = step?.cursor;
    expect(cursor).toEqual(expect.any(String));
    expect((await getPortal(app.context.db.kysely, app.portalId))?.status).toBe('syncing');
    expect((await app.call('/api/cards/account?companyId=101')).body).toMatchObject({ state: 'syncing', fit: null });
  });

  test('goes on at the page it had reached and ends with everything, once', async () => {
    app.proxy.decideFault = () => null;
    app.proxy.requests.length = 0;
    await backfillPortal(app.context, app.portalId);
    expect(listPages('companies')).toEqual([]);
    expect(listPages('contacts')[0]?.get('after')).toBe(JSON.parse(cursor ?? '').after);
    const step = await getSyncStep(app.context.db.kysely, app.portalId, 'contacts');
    expect(step).toMatchObject({ done: MORE_CONTACTS + 5, cursor: null });
    expect(await countMirrored(app.context.db.kysely, app.portalId)).toEqual({
      companies: MORE_COMPANIES + 4,
      contacts: MORE_CONTACTS + 5,
      deals: 1,
      // Two visits and a form one by one, two opens by their counter.
      activities: { meetings: 1, calls: 1, emails: 1, events: 3, marketing_events: 1, counter: 2 },
    });
  });

  test('that is stopped in good order runs again where it stopped', async () => {
    await app.context.db.kysely.deleteFrom('sync_steps').where('step', '<>', 'companies').execute();
    await expect(backfillPortal(app.context, app.portalId, AbortSignal.abort())).rejects.toMatchObject({
      name: 'AbortError',
    });
    await backfillPortal(app.context, app.portalId);
    expect((await countMirrored(app.context.db.kysely, app.portalId)).contacts).toBe(MORE_CONTACTS + 5);
  });
});

test('every company has its properties in the portal, written a hundred at a time', () => {
  const written = app.proxy.requests.filter(({ path }) => path.endsWith('/companies/batch/update'));
  const sizes = written.map(({ body }) => JSON.parse(body).inputs.length);
  expect(sizes).toEqual([100, MORE_COMPANIES + 4 - 100]);
  for (const company of app.standIn.store.records.companies.all()) {
    expect(company.properties['roundtable_stage'], `company ${company.id}`).toBeTruthy();
    expect(company.properties['roundtable_scored_at']).toBeTruthy();
  }
  expect(app.standIn.violations).toEqual([]);
});

async function readAll(kind: 'accounts' | 'contacts'): Promise<{ rows: Json[]; pages: number }> {
  const rows: Json[] = [];
  let after = '';
  for (let pages = 1; ; pages += 1) {
    const { body } = await app.call(`/api/settings/export/${kind}?after=${after}`);
    rows.push(...body[kind]);
    if (body.next === null) return { rows, pages };
    after = body.next;
  }
}

describe('an export', () => {
  test('has every account once, with lines that sum to each total', async () => {
    const { rows, pages } = await readAll('accounts');
    expect(pages).toBe(2);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
    expect(rows).toHaveLength(MORE_COMPANIES + 4);
    for (const { id, reasons } of rows) {
      for (const [score, { lines, total }] of Object.entries<Json>(reasons)) {
        const sum = lines.reduce((points: number, line: Json) => points + line.points, 0);
        expect(sum, `${score} of ${id}`).toBe(total ?? 0);
      }
    }
  });

  test('has every contact once, those without a company too', async () => {
    const { rows, pages } = await readAll('contacts');
    expect(pages).toBe(3);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(MORE_CONTACTS + 5);
    expect(rows.find(({ id }) => id === '5')).toMatchObject({
      function: 'legal',
      suggestedRoles: ['LEGAL_AND_COMPLIANCE'],
    });
  });
});

test('no tier has more accounts than seats, and the settings say why a seat is empty', async () => {
  const { body } = await app.call('/api/settings/sync');
  expect(body.accountsByTier['1']).toBeGreaterThan(0);
  for (const { tier, seats, taken, note } of body.seats) {
    expect(taken).toBeLessThanOrEqual(seats);
    expect(taken).toBe(body.accountsByTier[tier]);
    if (taken < seats) expect(note).toContain(`${seats - taken} empty`);
  }
  expect(Object.values<number>(body.accountsByTier).reduce((sum, n) => sum + n)).toBe(MORE_COMPANIES + 4);
});
