import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recordRefusals } from '../../../src/storage/portal/refusals.ts';
import { examineData } from '../../../src/sync/data-trust/examine-data.ts';
import { startTestApp, type Json, type TestApp } from '../../fixtures/running-app.ts';
import { createSmallPortal, daysAgo } from '../../fixtures/small-portal.ts';

const PATH = '/api/settings/data-trust';
let app: TestApp;

beforeAll(async () => {
  const data = createSmallPortal();
  const add = (id: string, properties: Record<string, string>): void => {
    data.objects.companies.push({ id, properties, createdAt: daysAgo(9), updatedAt: daysAgo(9) });
  };
  add('201', { name: 'Acme twin', domain: 'ACME.example', industry: 'BANKING', numberofemployees: '5' });
  add('202', { name: 'Freelancer', domain: 'gmail.com', industry: 'BANKING', numberofemployees: '1' });
  add('203', { name: 'Freelancer two', domain: 'gmail.com', industry: 'BANKING' });
  add('204', { name: 'Nameless', numberofemployees: '80' });
  const champion = data.objects.contacts.find(({ id }) => id === '2');
  const history = champion?.history;
  if (history !== undefined) history['hs_buying_role'] = [{ value: 'CHAMPION', timestamp: daysAgo(500) }];
  app = await startTestApp({ data });
  await app.installAndSync();
});
afterAll(() => app.stop());

async function readGaps(): Promise<Map<string, Json>> {
  const { body } = await app.call(PATH);
  return new Map(body.gaps.map((gap: Json) => [gap.check, gap]));
}
const idsOf = (gap: Json): string[] => gap.examples.map(({ id }: Json) => id);

describe('what the records lack', () => {
  test('is not told before they were examined, and anybody may have them examined', async () => {
    expect((await app.call(PATH)).body).toEqual({ at: null, gaps: [] });
    const asked = await app.call(`${PATH}/examine`, { method: 'POST', body: {}, userEmail: 'ben@vendor.example' });
    expect(asked.status).toBe(202);
  });

  test('is counted by what lacks, with links to the worst', async () => {
    const at = Date.now();
    await recordRefusals(app.context.db.kysely, app.portalId, [
      { objectType: 'companies', recordId: '103', property: 'a', message: 'Owner first.', at: at - 5 },
      { objectType: 'companies', recordId: '103', property: 'b', message: 'Owner last.', at },
      { objectType: 'property', recordId: 'roundtable_fit', property: 'roundtable_fit', message: 'is text', at },
    ]);
    await examineData(app.context, app.portalId);
    const gaps = await readGaps();
    const companies = [...app.standIn.store.records.companies.active()];
    const lacking = (property: string): string[] =>
      companies.filter(({ properties }) => !properties[property]).map(({ id }) => id);
    const scored = await sql<{ company_id: string }>`select company_id from account_scores
      where portal_id = ${app.portalId} and tier is not null`.execute(app.context.db.kysely);
    const tiered = new Set(scored.rows.map(({ company_id: id }) => id));
    expect(Object.fromEntries([...gaps].map(([check, { count }]) => [check, count]))).toEqual({
      lone_contacts: 1,
      lost_activities: expect.any(Number),
      free_mail: 2,
      shared_domains: 2,
      without_domain: 1,
      without_industry: 1,
      without_size: 1,
      without_icp_tier: lacking('hs_ideal_customer_profile').length,
      without_owner: lacking('hubspot_owner_id').filter((id) => tiered.has(id)).length,
      stale_roles: 1,
      refused: 1,
    });
    expect(idsOf(gaps.get('lone_contacts'))).toEqual(['5']);
    expect(gaps.get('lone_contacts').examples[0].recordTypeId).toBe('0-1');
    expect(gaps.get('shared_domains').examples).toEqual([
      { id: '101', name: 'Acme', detail: 'acme.example × 2', tier: null, recordTypeId: '0-2' },
    ]);
    expect(idsOf(gaps.get('free_mail')).toSorted()).toEqual(['202', '203']);
    expect(idsOf(gaps.get('without_domain'))).toEqual(['204']);
    const { rows } = await sql<{ tier: number | null }>`select tier from account_scores
      where portal_id = ${app.portalId} and company_id = '204'`.execute(app.context.db.kysely);
    expect(gaps.get('without_domain').examples[0].tier).toBe(rows[0]?.tier ?? null);
    expect(idsOf(gaps.get('without_size'))).toEqual(['203']);
    expect(gaps.get('without_owner').examples[0]?.tier).not.toBeNull();
    expect(gaps.get('stale_roles').examples[0]).toMatchObject({ id: '2', detail: 'Champion' });
    expect(gaps.get('refused').examples).toMatchObject([{ id: '103', name: 'Cold', detail: 'Owner last.' }]);
  });

  test('gives the guided start how many contacts have each role', async () => {
    const { roles } = (await app.call('/api/settings/guide')).body;
    const champion = roles.find(({ role }: Json) => role === 'CHAMPION');
    expect(champion.set).toBe(1);
    expect(roles.every(({ suggested }: Json) => Number.isInteger(suggested))).toBe(true);
  });
});
