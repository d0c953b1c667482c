import { sql } from 'kysely';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { appendAudit, appendAudits, type AuditEntry } from '../../../src/storage/portal/audit-log.ts';
import { listOwners, replaceOwners } from '../../../src/storage/mirror/owners.ts';
import { createSmallPortal } from '../../fixtures/small-portal.ts';
import { adoptList, giveKeys, seatAnew, SAM, withColleagues } from '../../fixtures/kept-list.ts';
import { startTestApp, type Json, type TestApp } from '../../fixtures/running-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ data: withColleagues(createSmallPortal()) });
  await app.installAndSync();
  await giveKeys(app);
  await seatAnew(app, [6, 5, 3]);
  await adoptList(app);
  const autoApply = { addTo: [1, 2, 3], moveTo: [1, 2, 3], remove: true };
  await app.call('/api/settings/keys/auto-apply', { method: 'POST', body: autoApply });
  await seatAnew(app, [1, 1, 1]);
});
afterAll(() => app.stop());

const entries = async (query = ''): Promise<Json[]> => (await app.call(`/api/settings/audit?${query}`)).body.entries;
/** Every page. */
async function readAll(query: string): Promise<Json[]> {
  const seen: Json[] = [];
  let before = '';
  do {
    const { body } = await app.call(`/api/settings/audit?${query}&before=${before}`);
    seen.push(...body.entries);
    before = body.next ?? '';
  } while (before !== '');
  return seen;
}
const latest = async (action: string): Promise<Json> => (await entries(`actions=${encodeURIComponent(action)}`))[0];
const linkTo = async (wanted: object): Promise<string> =>
  (await app.call('/api/settings/audit/export-link', { method: 'POST', body: wanted })).body.url;
async function download(wanted: object): Promise<Json[]> {
  const response = await fetch(await linkTo(wanted));
  expect(response.headers.get('content-disposition')).toBe('attachment; filename=audit-log.csv');
  return parse(await response.text(), { bom: true, columns: true });
}

describe('the audit log', () => {
  test('says why an account moved by itself, and what was chosen that let it', async () => {
    const { actor, details } = await latest('list changed');
    expect(actor).toBe('roundtable');
    expect(details.reason).toMatch(/rank|fit|seat/);
    expect(details.autoApply).toEqual({ addTo: [1, 2, 3], moveTo: [1, 2, 3], remove: true });
  });

  test('has one row for what was done to many accounts at once, which gives each of them', async () => {
    const { kysely } = app.context.db;
    const companies = await kysely
      .selectFrom('companies')
      .select('company_id')
      .where('portal_id', '=', app.portalId)
      .execute();
    const at = Date.now() + 1_000;
    const move = (index: number, from: number, when = at): AuditEntry => ({
      at: when,
      actor: 'roundtable',
      action: 'list changed',
      subject: `company:${companies[index % companies.length]?.company_id}`,
      details: { from, to: 3, reason: `Tier 3: rank ${index} in line` },
    });
    const many = Array.from({ length: 600 }, (_, index) => move(index, index % 2 === 0 ? 2 : 1));
    await appendAudits(kysely, app.portalId, [move(0, 2, at - 500), ...many, move(1, 2, at + 500)]);
    const shown = await entries('actions=list%20changed');
    expect(shown.slice(0, 4).map(({ alike, details }) => [alike?.count ?? 1, details.from, details.reason])).toEqual([
      [1, 2, 'Tier 3: rank 1 in line'],
      [300, 1, undefined],
      [300, 2, undefined],
      [1, 2, 'Tier 3: rank 0 in line'],
    ]);
    const { range } = shown[2].alike;
    const seen = await readAll(`alike=${range}`);
    expect(seen.map(({ details }) => details.reason)).toEqual(
      many
        .filter((_, index) => index % 2 === 0)
        .map(({ details }) => details['reason'])
        .toReversed(),
    );
    expect(seen.every(({ subject }) => !subject.startsWith('company:'))).toBe(true);
  });

  test('is read over pages that leave no entry out and tell none twice', async () => {
    const seen: number[] = [];
    for (const { id, alike } of await readAll('')) {
      const every = alike === null ? [id] : (await readAll(`alike=${alike.range}`)).map((each) => each.id);
      expect(every).toHaveLength(alike?.count ?? 1);
      seen.push(...every);
    }
    const rows = await app.context.db.kysely
      .selectFrom('audit_log')
      .select('seq')
      .where('portal_id', '=', app.portalId)
      .execute();
    expect(seen.toSorted((a, b) => a - b)).toEqual(rows.map(({ seq }) => seq).toSorted((a, b) => a - b));
  });

  test('names people as HubSpot does now: with the address where two share a name, and by it once they are gone', async () => {
    const { kysely } = app.context.db;
    const owners = await listOwners(kysely, app.portalId);
    expect(await latest('installed')).toMatchObject({ actor: 'ava@vendor.example', actorName: 'Ava Stone' });
    const twin = { ownerId: '9900', userId: null, email: 'ava.two@vendor.example', name: 'Ava Stone', active: true };
    await replaceOwners(kysely, app.portalId, [...owners, twin]);
    expect((await latest('installed')).actorName).toBe('Ava Stone (ava@vendor.example)');
    const rep = { userEmail: 'rep@vendor.example' };
    expect((await app.call('/api/settings/choices', rep)).body.askWhom).toBe('Ava Stone (ava@vendor.example)');
    await sql`delete from owners where portal_id = ${app.portalId} and name = 'Ava Stone'`.execute(kysely);
    expect((await latest('installed')).actorName).toBeNull();
    expect((await app.call('/api/settings/choices', rep)).body.askWhom).toBe('ava@vendor.example');
    await replaceOwners(kysely, app.portalId, owners);
  });

  test('is exported as it is looked for, newest first, with names, times of the portal and reasons; the log says so', async () => {
    const shown: Json[] = [];
    for (const row of await readAll('actions=list%20changed')) {
      shown.push(...(row.alike === null ? [row] : await readAll(`alike=${row.alike.range}`)));
    }
    shown.sort((one, other) => other.id - one.id);
    const rows = await download({ actions: 'list changed' });
    expect(rows).toHaveLength(shown.length);
    expect(rows.map((row) => row['Why'])).toEqual(shown.map(({ details }) => details.reason));
    expect(rows[0]).toMatchObject({ Who: 'roundtable', Address: '', 'What was done': 'list changed' });
    expect(rows[0]?.['When (Europe/Berlin)']).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d \+0[12]:00$/);
    const [approved] = await download({ text: 'Sam Sells', actions: 'proposal approved' });
    expect(approved).toMatchObject({ Who: 'Sam Sells', Address: SAM.userEmail, About: 'the target account list' });
    expect(await latest('audit log exported')).toMatchObject({ actorName: 'Ava Stone' });
  });

  test('is exported over every page, each entry once, and no spreadsheet runs what is in it', async () => {
    const { kysely } = app.context.db;
    const action = 'Slack stopped';
    const entry = { at: Date.now(), actor: '=1+1', action, subject: 'list', details: {} };
    for (let count = 0; count < 1_001; count += 1) await appendAudit(kysely, app.portalId, entry);
    const rows = await download({ actions: action });
    expect(rows).toHaveLength(1_001);
    expect(rows[0]?.['Who']).toBe("'=1+1");
  });

  test('is given to nobody whose link was not made by the app, or for another search', async () => {
    const asked = Date.now();
    const link = await app.call('/api/settings/audit/export-link', { method: 'POST', body: { actions: 'installed' } });
    expect(Date.parse(link.body.until)).toBeGreaterThanOrEqual(asked + 600_000);
    const url = new URL(link.body.url);
    expect((await fetch(url)).status).toBe(200);
    url.searchParams.set('actions', '');
    expect((await fetch(url)).status).toBe(401);
  });
});
