import { describe, expect, test } from 'vitest';
import { defaultModel } from '../../src/domain/model/default-model.ts';
import { mergeRecords } from '../../src/sandbox/hubspot/store/merge-records.ts';
import { loadPortalData } from '../../src/sandbox/hubspot/store/load-portal-data.ts';
import type { PortalStore } from '../../src/sandbox/hubspot/store/portal-store.ts';
import { createRecord } from '../../src/sandbox/hubspot/store/write-record.ts';
import { createRandom } from '../../src/sandbox/world/random.ts';
import { createSmallPortal } from '../fixtures/small-portal.ts';
import { readFacts } from './oracle/read-facts.ts';
import { readOpenTickets } from './oracle/read-tickets.ts';
import { scorePortal } from './oracle/score-portal.ts';
import { listDifferences } from './compare/difference.ts';
import { BY_PEOPLE } from './world/pick-record.ts';
import { generatePortal } from './world/generate-portal.ts';
import { linkRecords } from './world/link-records.ts';
import { withholdTickets } from './world/storm-tickets.ts';
import { editPortal } from './world/storm.ts';
import type { Storm } from './world/storm-types.ts';

const NOW = Date.now();
const OUTSIDE = { signals: [], activities: [], decisions: [], leavers: [] };

function openPortal(data = createSmallPortal()): PortalStore {
  return loadPortalData(data, { now: () => NOW, searchIndexLagMs: 0 });
}

/** A portal of a seed after so many edits, as text. */
function rage(seed: number, edits: number): string {
  const random = createRandom(seed);
  const store = openPortal(generatePortal(random, { portalId: 1, hasEvents: true }, NOW));
  const storm: Storm = { store, random, hasEvents: true, names: new Map(), erased: [], undo: new Map(), blowsLeft: 0 };
  for (let edit = 0; edit < edits; edit += 1) editPortal(storm);
  const records = Object.values(store.records).flatMap((table) => [...table.all()]);
  return JSON.stringify({ records, links: [...store.associations.saved()], erased: storm.erased });
}

describe('the oracle', () => {
  test('scores what the small portal was made for', () => {
    const scores = scorePortal(readFacts(openPortal(), OUTSIDE, NOW), defaultModel, () => null, NOW);
    expect(scores.get('101')).toMatchObject({
      intent: 0,
      missingRoles: expect.arrayContaining(['INFLUENCER']) as string[],
    });
    expect(scores.get('101')?.engagement).toBeGreaterThan(scores.get('103')?.engagement ?? 100);
    expect(scores.get('103')?.fit).toBeGreaterThan(scores.get('104')?.fit ?? 100);
  });

  test('knows whom somebody became in a merge: nothing they did is lost, and nothing counts twice', () => {
    const store = openPortal();
    const of = (companyId: string): number =>
      readFacts(store, OUTSIDE, NOW).find((account) => account.companyId === companyId)?.activities.length ?? 0;
    const [acme, bolt] = [of('101'), of('102')];
    const [primary, merged] = [store.records.contacts.get('1'), store.records.contacts.get('3')];
    if (primary === undefined || merged === undefined) throw new Error('the small portal lacks them');
    const survivor = mergeRecords(store, 'contacts', { primary, merged }, BY_PEOPLE);
    store.associations.remove('contacts', survivor.id, 'companies', '102');
    expect(of('101')).toBe(acme + bolt);
    expect(of('102')).toBe(0);
  });

  test('keeps to the tier that is held: it decides which roles are asked for', () => {
    const facts = readFacts(openPortal(), OUTSIDE, NOW);
    const missing = (tier: 1 | null): number =>
      scorePortal(facts, defaultModel, () => tier, NOW).get('104')?.missingRoles.length ?? 0;
    expect(missing(1)).toBeGreaterThan(missing(null));
  });
});

function nameTickets(store: PortalStore): string[] {
  return readOpenTickets(store).map(({ ticketId, companyId }) => `${ticketId} → ${companyId}`);
}

describe('open tickets', () => {
  test('are those of an open stage of their own pipeline, once for each company, and none where they are withheld', () => {
    const store = openPortal();
    const stages = [{ id: '4', label: 'Waiting', isClosed: false }];
    store.ticketPipelines.push({ id: '1', label: 'Onboarding', stages });
    const [here, there] = [
      createRecord(store, 'tickets', { hs_pipeline: '0', hs_pipeline_stage: '4' }, BY_PEOPLE),
      createRecord(store, 'tickets', { hs_pipeline: '1', hs_pipeline_stage: '4' }, BY_PEOPLE),
    ];
    for (const companyId of ['101', '102']) {
      linkRecords(store, ['tickets', here.id], ['companies', companyId]);
      linkRecords(store, ['tickets', there.id], ['companies', companyId]);
    }
    expect(nameTickets(store)).toEqual([`${there.id} → 101`, `${there.id} → 102`]);
    const [acme, , cold] = readFacts(store, OUTSIDE, NOW);
    expect(acme?.openTickets).toMatchObject([{ ticketId: there.id }]);
    expect(cold?.openTickets).toEqual([]);
    store.grant = { scopes: ['tickets'], userId: 77, userEmail: 'ava@vendor.example', installedAtMs: NOW };
    expect(nameTickets(store)).toHaveLength(2);
    withholdTickets({ store });
    expect(nameTickets(store)).toEqual([]);
  });
});

describe('a storm', () => {
  test('is the same for the same seed, and another for another', () => {
    expect(rage(7, 150)).toBe(rage(7, 150));
    expect(rage(8, 150)).not.toBe(rage(7, 150));
  });
});

describe('a comparison', () => {
  test('tells what is missing, what is too much, and which fields differ', () => {
    const expected = new Map([
      ['1', { name: 'Ann', at: 1 }],
      ['2', { name: 'Bob', at: 2 }],
    ]);
    const held = new Map([
      ['1', { name: 'Anna', at: 1 }],
      ['3', { name: 'Cid', at: 3 }],
    ]);
    expect(listDifferences('contacts', expected, held)).toEqual([
      'contacts 1: name is "Anna", not "Ann"',
      'contacts 2 is missing: {"name":"Bob","at":2}',
      'contacts 3 is held and ought not to be: {"name":"Cid","at":3}',
    ]);
    expect(listDifferences('contacts', expected, expected)).toEqual([]);
  });
});
