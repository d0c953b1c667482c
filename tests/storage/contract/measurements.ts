import { describe, expect, test } from 'vitest';
import { DEFAULT_MEASUREMENT_MODEL, measureProgram } from '../../../src/domain/measurement/measure-program.ts';
import type { CountedAccount, CountedFor } from '../../../src/domain/measurement/measurement-types.ts';
import { saveComputedAccounts, savePositions } from '../../../src/storage/accounts/account-scores.ts';
import { upsertActivities } from '../../../src/storage/mirror/activities.ts';
import { listWonDeals } from '../../../src/storage/mirror/won-deals.ts';
import { upsertCompanies } from '../../../src/storage/mirror/companies.ts';
import { upsertContacts } from '../../../src/storage/mirror/contacts.ts';
import type { Mover } from '../../../src/domain/measurement/rank-movers.ts';
import type { Database } from '../../../src/storage/connection/database.ts';
import { upsertDeals } from '../../../src/storage/mirror/deals.ts';
import {
  replaceContactCompanies,
  replaceDealCompanies,
  replaceDealContacts,
} from '../../../src/storage/mirror/links.ts';
import { loadMeasuredAccounts, loadStandingsSince } from '../../../src/storage/program/measured-accounts.ts';
import {
  countAccountsBehind,
  getEarlierMeasurement,
  getLatestMeasurement,
  listAccountsBehind,
  listMeasuresOfList,
  pruneMeasurements,
  saveMeasurement,
  type Measurement,
} from '../../../src/storage/program/measurements.ts';
import { savePersonScores } from '../../../src/storage/accounts/person-scores.ts';
import { logScores } from '../../../src/storage/accounts/score-log.ts';
import { activity, company, contact, deal } from './mirror.ts';
import { DAY_MS, NOW } from './portals.ts';
import { computed } from './scores.ts';

const WINDOW = {
  now: NOW,
  dealsFrom: NOW - 365 * DAY_MS,
  reachedFrom: NOW - 90 * DAY_MS,
  theirs: ['page_view', 'meeting_held'],
  ours: ['email_sent'],
} as const;

type Seat = 1 | 2 | 3 | null;

const link = (contactId: string, companyId: string, primary = true) => ({ contactId, companyId, primary });
const owns = (dealId: string, companyId: string) => ({ dealId, companyId, primary: true });
const tie = (contactId: string, label: string) => ({ dealId: '4', contactId, label });

function counted(companyId: string, tier: Seat, countedFor: CountedFor[]): CountedAccount {
  return { companyId, tier, stage: companyId === '2' ? 'engaged' : 'aware', countedFor, pipeline: 5, revenue: 2 };
}

const weekAgo = (points: number) => ({ daily: { account: { engagement: { weekAgo: points } } } });
const tell = ({ companyId, before, after }: Mover): string =>
  `${companyId}: ${before.tier} ${before.stage} ${before.engagement}, ${after.tier} ${after.stage} ${after.engagement}`;

export function describeMeasurements(get: () => Database): void {
  /** Gives accounts their tiers at a time, as a round of the assignment does. */
  const seat = (portalId: number, at: number, seats: Record<string, Seat>) =>
    get().transaction(async (trx) => {
      const positions = Object.entries(seats).map(([companyId, tier]) => {
        const tierSince = tier === null ? null : at;
        return { companyId, tier, tierSince, tierReason: '', priority: 50, rank: Number(companyId) };
      });
      await savePositions(trx, portalId, positions);
      await logScores(trx, portalId, Object.keys(seats), { cause: 'assigned', at, round: 1 });
    });
  const score = (portalId: number, at: number, changes: Record<string, Partial<ReturnType<typeof computed>>>) =>
    get().transaction((trx) =>
      saveComputedAccounts(
        trx,
        portalId,
        Object.entries(changes).map(([id, change]) => computed(id, { scoredAt: at, engagement: 10, ...change })),
      ),
    );

  describe('what is measured of accounts', () => {
    test('is who they have, whom we reached, their deals, and since when they are on the list', async () => {
      const db = get().kysely;
      const portalId = 460;
      await upsertCompanies(db, portalId, [company('1'), company('2'), company('3')]);
      await score(portalId, NOW - 50 * DAY_MS, { '1': {}, '2': { coverage: null }, '3': {}, 'not held': {} });
      await seat(portalId, NOW - 50 * DAY_MS, { '1': 3, '2': 3 });
      await seat(portalId, NOW - 40 * DAY_MS, { '2': null });
      await seat(portalId, NOW - 20 * DAY_MS, { '1': 1, '2': 2 });
      await upsertContacts(db, portalId, [contact('1'), contact('2', { bounced: true }), contact('3'), contact('4')]);
      await replaceContactCompanies(
        db,
        portalId,
        ['1', '2', '3', '4'],
        [
          link('1', '1', true),
          link('1', '2', false),
          link('2', '2', true),
          link('3', '3', false),
          link('4', '1', true),
        ],
      );
      await upsertActivities(db, portalId, [
        activity('a', '1', { occurredAt: NOW - 89 * DAY_MS }),
        activity('b', '2', { type: 'email_sent', occurredAt: NOW - DAY_MS }),
        activity('c', '3', { occurredAt: NOW - 91 * DAY_MS }),
        activity('d', '3', { occurredAt: NOW + DAY_MS }),
        activity('e', '3', { type: 'note', occurredAt: NOW - DAY_MS }),
      ]);
      expect(await loadMeasuredAccounts(db, portalId, WINDOW)).toEqual([
        {
          companyId: '1',
          tier: 1,
          listedSince: NOW - 50 * DAY_MS,
          stage: 'aware',
          contacts: 2,
          reached: true,
          engagement: 10,
          coverage: 33,
          deals: [],
        },
        {
          companyId: '2',
          tier: 2,
          listedSince: NOW - 20 * DAY_MS,
          stage: 'aware',
          contacts: 1,
          reached: false,
          engagement: 10,
          coverage: 0,
          deals: [],
        },
        expect.objectContaining({ companyId: '3', tier: null, listedSince: null, contacts: 1, reached: false }),
      ]);
    });

    test('tells a deal that somebody of the committee was active in from one that nobody was', async () => {
      const db = get().kysely;
      const portalId = 461;
      const buyingRoles = [{ role: 'CHAMPION' as const, setAt: null }];
      await upsertCompanies(db, portalId, [company('1'), company('2')]);
      await score(portalId, NOW, { '1': {}, '2': {} });
      await upsertContacts(db, portalId, [contact('1', { buyingRoles }), contact('2'), contact('3')]);
      const person = { titleClass: { seniority: null, jobFunction: null } };
      await savePersonScores(db, portalId, [
        { ...person, contactId: '1', suggestedRoles: [] },
        { ...person, contactId: '2', suggestedRoles: [] },
        { ...person, contactId: '3', suggestedRoles: ['BUDGET_HOLDER'] },
      ] as never);
      await replaceContactCompanies(db, portalId, ['1', '2', '3'], [link('1', '1'), link('2', '1'), link('3', '2')]);
      const times = { createdAt: NOW - 100 * DAY_MS, closedAt: NOW - 50 * DAY_MS } as const;
      await upsertDeals(db, portalId, [
        deal('10', { ...times, state: 'won' }),
        deal('11', { ...times, state: 'lost', createdAt: NOW - 60 * DAY_MS }),
        deal('12', { createdAt: NOW - 10 * DAY_MS, closedAt: NOW + 10 * DAY_MS }),
        deal('13', { state: 'won', createdAt: NOW - 500 * DAY_MS, closedAt: NOW - 400 * DAY_MS }),
      ]);
      const all = ['10', '11', '12', '13'];
      await replaceDealCompanies(db, portalId, all, [
        owns('10', '1'),
        owns('11', '1'),
        owns('12', '2'),
        owns('13', '1'),
      ]);
      await upsertActivities(db, portalId, [
        activity('a', '1', { occurredAt: NOW - 70 * DAY_MS }),
        activity('b', '2', { occurredAt: NOW - 55 * DAY_MS }),
        activity('c', '3', { occurredAt: NOW - 5 * DAY_MS }),
        activity('d', '1', { occurredAt: NOW - 450 * DAY_MS }),
      ]);
      const accounts = await loadMeasuredAccounts(db, portalId, WINDOW);
      const influenced = accounts.flatMap(({ deals }) => deals.map((each) => [each.dealId, each.influenced]));
      expect(influenced).toEqual([
        ['10', true],
        ['11', false],
        ['13', false],
        ['12', true],
      ]);
      expect(accounts[0]?.deals[0]).toEqual({
        dealId: '10',
        amount: 40_000.5,
        state: 'won',
        ...times,
        influenced: true,
      });
    });

    test('tells how those on the list stood a week ago', async () => {
      const db = get().kysely;
      const portalId = 462;
      const read = async () => (await loadStandingsSince(db, portalId, NOW - 7 * DAY_MS))?.map(tell) ?? null;
      await upsertCompanies(db, portalId, [company('1'), company('2'), company('3'), company('4')]);
      expect(await read()).toBeNull();
      await score(portalId, NOW - 8 * DAY_MS, { '1': {}, '2': {}, '4': {} });
      await seat(portalId, NOW - 8 * DAY_MS, { '1': 2, '4': 1 });
      const later = { '1': { engagement: 44, stage: 'engaged', ...weekAgo(31) }, '3': weekAgo(40) } as const;
      await score(portalId, NOW - DAY_MS, { ...later, '4': { engagement: 13, daily: null } });
      await seat(portalId, NOW - DAY_MS, { '1': 1, '3': 2 });
      // 3 was scored for the first time yesterday; the result of 4 was erased with a person.
      expect(await read()).toEqual([
        '1: 2 aware 31, 1 engaged 44',
        '3: null null 40, 2 aware 10',
        '4: 1 aware 10, 1 aware 13',
      ]);
    });
  });

  describe('measurements', () => {
    const portalId = 463;
    const { measures } = measureProgram([], DEFAULT_MEASUREMENT_MODEL, { now: NOW, timeZone: 'UTC' });
    const measurement = (at: number): Measurement => ({ at, measuredAt: at + 1, measures, movers: null });
    const save = (made: Measurement, accounts: Parameters<typeof saveMeasurement>[3] = [], portal = portalId) =>
      get().transaction((trx) => saveMeasurement(trx, portal, made, accounts));

    test('are kept one a day, the last one, and read back as they were', async () => {
      const db = get().kysely;
      expect(await getLatestMeasurement(db, portalId)).toBeNull();
      await save(measurement(NOW - DAY_MS));
      await save(measurement(NOW));
      const last = { ...measurement(NOW + 3_600_000), movers: [] };
      await save(last);
      expect(await getLatestMeasurement(db, portalId)).toEqual(last);
      await save(measurement(NOW + DAY_MS), [], 464);
      expect((await getLatestMeasurement(db, portalId))?.at).toBe(last.at);
    });

    test('are compared with one of a month before, or else with the first that is old enough', async () => {
      const db = get().kysely;
      const earlier = async (beforeDays: number, latestDays: number) => {
        const asked = { before: NOW - beforeDays * DAY_MS, latest: NOW - latestDays * DAY_MS };
        const found = await getEarlierMeasurement(db, 465, asked);
        return found && (NOW - found.at) / DAY_MS;
      };
      for (const days of [60, 35, 20, 3]) await save(measurement(NOW - days * DAY_MS), [], 465);
      expect(await earlier(28, 7)).toBe(35);
      expect(await earlier(90, 7)).toBe(60);
      expect(await earlier(90, 100)).toBeNull();
      const listed = await listMeasuresOfList(db, 465, NOW - 40 * DAY_MS);
      expect(listed.map(({ at }) => (NOW - at) / DAY_MS)).toEqual([35, 20, 3]);
      expect(listed[0]?.onList).toMatchObject({ group: 'on_list' });
      await pruneMeasurements(db, 465, NOW - 30 * DAY_MS);
      expect(await earlier(28, 7)).toBe(20);
    });

    test('list the accounts behind a figure, page by page, and forget who is not counted any more', async () => {
      const db = get().kysely;
      const ids = ['1', '2', '3', '4'];
      await upsertCompanies(
        db,
        portalId,
        ids.map((id) => company(id)),
      );
      await score(portalId, NOW, Object.fromEntries(ids.map((id) => [id, {}])));
      await seat(portalId, NOW, { '1': 1, '2': 2, '3': 2 });
      const accounts = [
        counted('1', 1, ['won', 'engaged']),
        counted('2', 2, ['lost']),
        counted('3', 2, ['engaged']),
        counted('4', null, ['engaged']),
      ];
      await save(measurement(NOW), accounts);
      const list = async (query: Partial<Parameters<typeof listAccountsBehind>[2]>) =>
        (
          await listAccountsBehind(db, portalId, {
            group: 'on_list',
            countedFor: null,
            stage: null,
            after: null,
            limit: 10,
            ...query,
          })
        ).map(({ companyId }) => companyId);
      expect(await list({})).toEqual(['1', '2', '3']);
      expect(await list({ countedFor: ['engaged'] })).toEqual(['1', '3']);
      expect(await list({ countedFor: ['won', 'lost'] })).toEqual(['1', '2']);
      expect(await list({ group: 'tier_2' })).toEqual(['2', '3']);
      expect(await list({ group: 'off_list', countedFor: ['engaged'] })).toEqual(['4']);
      expect(await list({ stage: 'engaged' })).toEqual(['2']);
      const second = { group: 'on_list', countedFor: null, stage: null, after: { rank: 1, companyId: '1' } } as const;
      expect(await list({ limit: 1, after: second.after })).toEqual(['2']);
      expect(await countAccountsBehind(db, portalId, second)).toEqual({ total: 3, before: 1 });
      await save(measurement(NOW), [counted('1', 2, [])]);
      expect(await list({})).toEqual(['1']);
      expect(await list({ group: 'tier_2' })).toEqual(['1']);
    });
  });

  test('won deals are listed with the people that are tied to them', async () => {
    const db = get().kysely;
    const portalId = 466;
    await upsertDeals(db, portalId, [
      deal('1', { state: 'won', closedAt: NOW, createdAt: NOW - DAY_MS, amount: null }),
      deal('2', { state: 'lost', closedAt: NOW }),
      deal('3', { state: 'won', closedAt: NOW - 900 * DAY_MS }),
      deal('4', { state: 'won', closedAt: NOW, createdAt: NOW - DAY_MS }),
    ]);
    await replaceDealContacts(db, portalId, ['4'], [tie('1', ''), tie('1', 'Champion'), tie('2', '')]);
    const times = { createdAt: NOW - DAY_MS, closedAt: NOW, won: true };
    expect(await listWonDeals(db, portalId, NOW - 800 * DAY_MS)).toEqual([
      { ...times, amount: null, people: 0 },
      { ...times, amount: 40_000.5, people: 2 },
    ]);
  });
}
