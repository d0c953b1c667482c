import { describe, expect, test } from 'vitest';
import { surge } from '../../../src/domain/plays/plays/surge.ts';
import { AS_SHIPPED, toEdit, type PlayEdit } from '../../../src/domain/plays/portal-plays.ts';
import { saveComputedAccounts, savePositions } from '../../../src/storage/accounts/account-scores.ts';
import { upsertCompanies } from '../../../src/storage/mirror/companies.ts';
import type { Database } from '../../../src/storage/connection/database.ts';
import { upsertDeals } from '../../../src/storage/mirror/deals.ts';
import { replaceDealCompanies } from '../../../src/storage/mirror/links.ts';
import { moveCompanyHistory, moveContactHistory } from '../../../src/storage/mirror/merge-records.ts';
import { addPlayChoice, listPlayAims, listPlayChoices } from '../../../src/storage/plays/play-choices.ts';
import { loadLatestDues, prunePlayDues, savePlayDues, type PlayDue } from '../../../src/storage/plays/play-dues.ts';
import { listClusterCandidates } from '../../../src/storage/plays/play-clusters.ts';
import { importPlayRuns } from '../../../src/storage/plays/play-imports.ts';
import { countOutcomes, countRunOutcomes } from '../../../src/storage/plays/play-outcomes.ts';
import { listPlayTexts, ratePlayText, savePlayText } from '../../../src/storage/plays/play-texts.ts';
import { changePlayRunStatus, getPlayRun, insertPlayRun, listPlayRuns } from '../../../src/storage/plays/play-runs.ts';
import { company, deal } from './mirror.ts';
import { NOW } from './portals.ts';
import { computed } from './scores.ts';

const DAY_MS = 86_400_000;

const due = (companyId: string, changes: Partial<PlayDue> = {}): PlayDue => ({
  companyId,
  playId: 'surge',
  dueSince: NOW,
  dueUntil: null,
  contactIds: ['1'],
  outcome: null,
  stageFrom: 'aware',
  stageTo: null,
  imported: false,
  ...changes,
});

export function describePlayOutcomes(get: () => Database): void {
  describe('periods in which a play was due', () => {
    test('are followed in place, and the latest of each play is what counts', async () => {
      const db = get().kysely;
      const later = due('1', { dueSince: NOW + DAY_MS });
      await savePlayDues(db, 510, [due('1'), later, due('1', { playId: 'other' }), due('2')]);
      await savePlayDues(db, 510, [{ ...later, dueUntil: NOW + 2 * DAY_MS, outcome: 'missed', stageTo: 'engaged' }]);
      const { companyId: _id, imported: _imported, ...expected } = later;
      const followed = { ...expected, dueUntil: NOW + 2 * DAY_MS, outcome: 'missed', stageTo: 'engaged' };
      expect((await loadLatestDues(db, 510, ['1'])).get('1')).toEqual([
        { ...expected, playId: 'other', dueSince: NOW },
        followed,
      ]);
    });

    test('go with their company through a merge, and away once they are old and over', async () => {
      const db = get().kysely;
      await savePlayDues(db, 511, [due('1'), due('2'), due('2', { playId: 'other', outcome: 'reached' })]);
      await get().transaction((trx) => moveCompanyHistory(trx, 511, ['1', '2'], '3'));
      const moved = await loadLatestDues(db, 511, ['1', '2', '3']);
      expect([...moved.keys()]).toEqual(['3']);
      expect(moved.get('3')?.map(({ playId }) => playId)).toEqual(['other', 'surge']);
      await prunePlayDues(db, 511, NOW + 1);
      expect((await loadLatestDues(db, 511, ['3'])).get('3')?.map(({ playId }) => playId)).toEqual(['surge']);
    });
  });

  test('what came of plays is counted apart for run and not run, with stages and the first deal that closed', async () => {
    const db = get().kysely;
    const closed = { state: 'lost', closedAt: NOW + 20 * DAY_MS } as const;
    await upsertDeals(db, 512, [
      deal('won', { state: 'won', closedAt: NOW + 10 * DAY_MS }),
      deal('later', closed),
      deal('before', { ...closed, closedAt: NOW - DAY_MS }),
      deal('too-late', { state: 'won', closedAt: NOW + 181 * DAY_MS }),
    ]);
    await replaceDealCompanies(
      db,
      512,
      ['won', 'later', 'before', 'too-late'],
      [
        { dealId: 'won', companyId: '1', primary: true },
        { dealId: 'later', companyId: '1', primary: true },
        { dealId: 'before', companyId: '2', primary: true },
        { dealId: 'too-late', companyId: '3', primary: true },
      ],
    );
    for (const [companyId, outcome] of [
      ['1', 'completed'],
      ['2', 'abandoned'],
      ['3', null],
    ] as const) {
      const { run } = await insertPlayRun(db, 512, {
        requestId: companyId,
        companyId,
        playId: 'surge',
        contactIds: [],
        steps: [],
        startedBy: 'ada',
        startedAt: NOW,
        stageFrom: 'aware',
      });
      await changePlayRunStatus(db, 512, run.runId, 'running', { now: NOW });
      if (outcome !== null) await changePlayRunStatus(db, 512, run.runId, outcome, { now: NOW, stage: 'engaged' });
    }
    await savePlayDues(db, 512, [
      due('1', { outcome: 'run' }),
      due('2', { outcome: 'missed', stageTo: 'unaware', imported: true }),
      due('3', { outcome: 'reached', stageTo: null }),
      due('4'),
      due('5', { outcome: 'reached', dueSince: NOW - 2 }),
    ]);
    expect(await countOutcomes(db, 512, { from: NOW - 1, byPlay: new Map() })).toEqual({
      surge: {
        run: {
          reached: { successes: 1, n: 2 },
          stageUp: { successes: 2, n: 2 },
          won: { successes: 1, n: 1 },
          imported: 0,
        },
        notRun: {
          reached: { successes: 1, n: 2 },
          stageUp: { successes: 0, n: 1 },
          won: { successes: 0, n: 0 },
          imported: 1,
        },
      },
    });
  });

  test('what began before a play aimed at what it aims at now is not counted, but for what an import told', async () => {
    const db = get().kysely;
    const past = {
      key: 'k',
      startedAt: NOW,
      endedAt: NOW + 1,
      wasRun: true,
      worked: true,
      stageFrom: null,
      stageTo: null,
    };
    for (const [requestId, playId, startedAt] of [
      ['1', 'surge', NOW],
      ['2', 'surge', NOW + 1],
      ['3', 'other', NOW],
    ] as const) {
      const steps = { contactIds: [], steps: [], startedBy: 'ada', startedAt, stageFrom: 'aware' };
      const { run } = await insertPlayRun(db, 517, { requestId, companyId: requestId, playId, ...steps });
      await changePlayRunStatus(db, 517, run.runId, 'running', { now: NOW });
      await changePlayRunStatus(db, 517, run.runId, 'abandoned', { now: NOW });
    }
    await savePlayDues(db, 517, [
      due('1', { outcome: 'reached' }),
      due('2', { outcome: 'reached', dueSince: NOW + 1 }),
      due('3', { outcome: 'missed', imported: true }),
    ]);
    await importPlayRuns(db, 517, [{ ...past, companyId: '4', playId: 'surge' }], 'ada');
    const count = async (from: number, at: number) => {
      const since = { from, byPlay: new Map([['surge', at]]) };
      const { surge, other } = await countOutcomes(db, 517, since);
      expect(await countRunOutcomes(db, 517, since)).toEqual(
        Object.fromEntries(
          Object.entries({ surge, other }).flatMap(([playId, found]) => {
            return found === undefined || found.run.reached.n === 0 ? [] : [[playId, found.run.reached]];
          }),
        ),
      );
      return [surge?.run.reached, surge?.notRun.reached, other?.run.reached];
    };
    const one = { successes: 0, n: 1 };
    expect(await count(NOW, NOW)).toEqual([{ successes: 1, n: 3 }, { successes: 2, n: 3 }, one]);
    expect(await count(NOW, NOW + 1)).toEqual([{ successes: 1, n: 2 }, { successes: 1, n: 2 }, one]);
    expect(await count(NOW, NOW + 2)).toEqual([{ successes: 1, n: 1 }, one, one]);
    expect(await count(NOW + 1, NOW)).toEqual([one, { successes: 1, n: 1 }, undefined]);
  });

  test('a run that a merge ended is no failure of its play: nobody judged it', async () => {
    const db = get().kysely;
    const begin = (companyId: string) =>
      insertPlayRun(db, 518, {
        requestId: companyId,
        companyId,
        playId: 'surge',
        contactIds: ['9', '10'],
        steps: [],
        startedBy: 'ada',
        startedAt: NOW,
        stageFrom: 'aware',
      });
    const [first, second] = [await begin('1'), await begin('2')];
    for (const { run } of [first, second]) await changePlayRunStatus(db, 518, run.runId, 'running', { now: NOW });
    await get().transaction((trx) => moveCompanyHistory(trx, 518, ['1', '2'], '3'));
    const runs = await listPlayRuns(db, 518, ['3']);
    expect(runs.map(({ status }) => status).toSorted()).toEqual(['abandoned', 'running']);
    const since = { from: NOW, byPlay: new Map() };
    expect([await countRunOutcomes(db, 518, since), await countOutcomes(db, 518, since)]).toEqual([{}, {}]);
    const left = runs.find(({ status }) => status === 'running')?.runId ?? '';
    await changePlayRunStatus(db, 518, left, 'abandoned', { now: NOW });
    expect(await countRunOutcomes(db, 518, since)).toEqual({ surge: { successes: 0, n: 1 } });
  });

  test('whom a play is with stays in its order through a merge of contacts: the first is written to', async () => {
    const db = get().kysely;
    const contactIds = ['9', '10', '8'];
    const told = { requestId: 'q', companyId: '1', playId: 'surge', contactIds, steps: [], stageFrom: null };
    const { run } = await insertPlayRun(db, 519, { ...told, startedBy: 'ada', startedAt: NOW });
    await savePlayDues(db, 519, [due('1', { contactIds })]);
    await get().transaction((trx) => moveContactHistory(trx, 519, ['8', '9'], '11'));
    expect((await getPlayRun(db, 519, run.runId))?.contactIds).toEqual(['11', '10']);
    expect((await loadLatestDues(db, 519, ['1'])).get('1')?.[0]?.contactIds).toEqual(['11', '10']);
  });

  test('clusters are made of the accounts of a tier, with industry, size and engagement', async () => {
    const db = get().kysely;
    await upsertCompanies(db, 514, [company('1'), company('2', { properties: {} }), company('3')]);
    await saveComputedAccounts(db, 514, [computed('1', { engagement: 44 }), computed('2'), computed('3')]);
    const held = { tierSince: NOW, tierReason: '', priority: 1, rank: 1 };
    const position = (companyId: string, tier: 1 | 2) => ({ ...held, companyId, tier });
    await savePositions(db, 514, [position('1', 2), position('2', 2), position('3', 1)]);
    expect(await listClusterCandidates(db, 514, 2)).toEqual([
      { companyId: '1', name: 'Company 1', industry: 'SOFTWARE', employees: '340', value: null, engagement: 44 },
      { companyId: '2', name: 'Company 2', industry: null, employees: null, value: null, engagement: 0 },
    ]);
    const [first] = await listClusterCandidates(db, 514, 2, 'industry');
    expect(first?.value).toBe('SOFTWARE');
  });

  test('texts are written anew under their id, and everybody has one word on each', async () => {
    const db = get().kysely;
    const text = { textId: 't', role: 'CHAMPION', stage: null, industry: null, channel: 'email', title: 'a' } as const;
    const changed = { at: NOW, by: 'ada' };
    await savePlayText(db, 515, { ...text, text: 'old', archived: false }, changed);
    await savePlayText(db, 515, { ...text, text: 'new', archived: true }, changed);
    const rating = { textId: 't', ratedAt: NOW };
    await ratePlayText(db, 515, { ...rating, ratedBy: 'ada', helpful: false });
    await ratePlayText(db, 515, { ...rating, ratedBy: 'Ada', helpful: true });
    await ratePlayText(db, 515, { ...rating, ratedBy: 'ben', helpful: false });
    const held = { ...text, text: 'new', archived: true, ratings: { successes: 1, n: 2 } };
    expect(await listPlayTexts(db, 515)).toEqual([held]);
    expect(await listPlayTexts(db, 516)).toEqual([]);
  });

  test('choices about a play are kept in versions, the highest of which holds', async () => {
    const db = get().kysely;
    const added = { playId: 'surge', changedAt: NOW, changedBy: 'ada' };
    await addPlayChoice(db, 513, { ...added, version: 1, choice: { ...AS_SHIPPED, enabled: false } });
    await addPlayChoice(db, 513, { ...added, version: 2, choice: AS_SHIPPED });
    await expect(addPlayChoice(db, 513, { ...added, version: 2, choice: AS_SHIPPED })).rejects.toThrow(/duplicate key/);
    expect(await listPlayChoices(db, 513)).toEqual([{ ...added, version: 2, choice: AS_SHIPPED }]);
    const edit: PlayEdit = { ...toEdit(surge), aim: { kind: 'deal' }, outcomeWithinDays: 9 };
    await addPlayChoice(db, 513, { ...added, changedAt: NOW + 1, version: 10, choice: { ...AS_SHIPPED, edit } });
    const none = { playId: 'surge', aimed: null, since: NOW };
    const aimed = { aim: { kind: 'deal' }, outcomeWithinDays: 9 };
    expect(await listPlayAims(db, 513)).toEqual([none, none, { playId: 'surge', aimed, since: NOW + 1 }]);
  });
}
