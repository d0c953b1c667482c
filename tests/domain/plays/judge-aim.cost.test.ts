import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AccountFacts, ActivityType } from '../../../src/domain/facts.ts';
import { defaultModel } from '../../../src/domain/model/default-model.ts';
import { hasArrived } from '../../../src/domain/plays/judge-aim.ts';
import type { PlayAim } from '../../../src/domain/plays/play-aim.ts';
import { buildActivity, buildDeal, buildPerson, buildSignal, daysAgo } from '../../fixtures/account-facts.ts';
import { buildScoredContext } from '../../fixtures/scored-context.ts';

/** The 14 days of a play. */
const window = { from: daysAgo(20), until: daysAgo(6), contactIds: [] };
const PEOPLE = ['1', '2', '3'].map((id) => buildPerson(id));

/** Whether a score arrived, and for how many moments the account was judged to find that out. */
function judge(aim: PlayAim, facts: Partial<AccountFacts>) {
  const context = buildScoredContext({ people: PEOPLE, ...facts }, { tier: 2 });
  const asked: number[] = [];
  const resultAt = (at: number) => {
    asked.push(at);
    return context.resultAt(at);
  };
  return { arrived: hasArrived(aim, window, { ...context, resultAt }), asked };
}

/** Acts of contact 1, one every six hours from 30 days ago to now. */
const often = (type: ActivityType) => Array.from({ length: 120 }, (_, index) => buildActivity('1', type, index / 4));

describe('how often an account is judged for a score', () => {
  test('is once a day and once for the start, where it is there all the time', () => {
    const { arrived, asked } = judge(
      { kind: 'score', score: 'engagement', min: 10 },
      { activities: often('meeting_held') },
    );
    expect(arrived).toBe(false);
    expect(asked).toHaveLength(15);
    expect(new Set(asked).size).toBe(15);
  });

  test.each<[PlayAim & { kind: 'score' }, ActivityType]>([
    [{ kind: 'score', score: 'coverage', min: 0 }, 'ad_impression'],
    [{ kind: 'score', score: 'coverage', min: 0 }, 'note'],
    [{ kind: 'score', score: 'engagement', min: 0 }, 'email_sent'],
    [{ kind: 'score', score: 'engagement', min: 0 }, 'task'],
    [{ kind: 'score', score: 'intent', min: 0 }, 'meeting_held'],
  ])('is never for what cannot raise it: %o by %s', (aim, type) => {
    expect(judge(aim, { activities: often(type) }).asked).toEqual([]);
  });
});

/** Strong signals so many days ago. */
const signals = (...days: number[]) =>
  days.map((each) => buildSignal({ signalId: `s${each}`, strength: 90, occurredAt: daysAgo(each) }));

test('a score that was there at the start and faded arrives by what lifts it anew, looked at day by day', () => {
  const high: PlayAim = { kind: 'score', score: 'intent', min: 50 };
  expect(judge(high, { signals: signals(21, 12, 11.9) }).arrived).toBe(true);
  expect(judge(high, { signals: signals(21) }).arrived).toBe(false);
});

test('coverage is not seen to arrive by a label on a deal of before: nobody dated it', () => {
  const deal = buildDeal({ dealId: 'd', createdAt: daysAgo(60) });
  const labelled = buildPerson('1', { dealLabels: [{ role: 'DECISION_MAKER', dealId: 'd' }] });
  const facts = { people: [labelled], deals: [deal], activities: [buildActivity('1', 'email_reply', 25)] };
  const covered: PlayAim = { kind: 'score', score: 'coverage', min: 20 };
  expect(judge(covered, facts).arrived).toBe(false);
  expect(judge(covered, { ...facts, deals: [{ ...deal, createdAt: daysAgo(10) }] }).arrived).toBe(true);
});

/** So many people at once, where the model takes people as engaged for so many days. */
function together(engagedWithinDays: number, acts: readonly (readonly [string, number])[], atLeast = 2): boolean {
  const model = { ...defaultModel, committee: { ...defaultModel.committee, engagedWithinDays } };
  const activities = acts.map(([id, days]) => buildActivity(id, 'page_view', days));
  return hasArrived(
    { kind: 'people', atLeast },
    window,
    buildScoredContext({ people: PEOPLE, activities }, { model, tier: 2 }),
  );
}

test('people are engaged for as many days as the model says', () => {
  const acts = [
    ['1', 50],
    ['2', 10],
  ] as const;
  expect([10, 30, 39, 40, 60].map((days) => together(days, acts))).toEqual([false, false, false, true, true]);
});

test('people are there together exactly by an act before which fewer were', () => {
  const act = fc.tuple(fc.constantFrom('1', '2', '3'), fc.integer({ min: 0, max: 120 }));
  fc.assert(
    fc.property(
      fc.array(act, { maxLength: 12 }),
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 1, max: 3 }),
      (acts, within, atLeast) => {
        // A moment before is a little more than so many days ago.
        const countAt = (days: number): number =>
          new Set(acts.filter(([, ago]) => ago >= days && ago - days <= within).map(([id]) => id)).size;
        const came = acts.some(
          ([, days]) => days < 20 && days >= 6 && countAt(days) >= atLeast && countAt(days + 0.001) < atLeast,
        );
        expect(together(within, acts, atLeast)).toBe(came);
      },
    ),
    { numRuns: 300 },
  );
});
