import { describe, expect, test } from 'vitest';
import type { AccountFacts, ActivityType } from '../../../src/domain/facts.ts';
import { defaultModel } from '../../../src/domain/model/default-model.ts';
import { hasArrived } from '../../../src/domain/plays/judge-aim.ts';
import type { PlayAim } from '../../../src/domain/plays/play-aim.ts';
import type { HeldPosition } from '../../../src/domain/scores.ts';
import { buildActivity, buildDeal, buildPerson, buildSignal, daysAgo } from '../../fixtures/account-facts.ts';
import { buildScoredContext } from '../../fixtures/scored-context.ts';

/** Whether the aim of a play with contact 1 arrived: from 20 to 6 days ago, looked at `at` days ago (now where it is not told). */
function arrived(aim: PlayAim, facts: Partial<AccountFacts>, at = 0, contactIds: readonly string[] = ['1']): boolean {
  const people = facts.people ?? [buildPerson('1'), buildPerson('2'), buildPerson('3')];
  const context = buildScoredContext({ ...facts, people }, { now: daysAgo(at), tier: 2 });
  return hasArrived(aim, { from: daysAgo(20), until: daysAgo(6), contactIds }, context);
}

const acts = (...told: readonly (readonly [string, ActivityType, number])[]) => {
  return { activities: told.map(([contactId, type, days]) => buildActivity(contactId, type, days)) };
};

/** Whether a meeting with somebody so many days ago is what a play aims at. */
const meeting = (contactId: string, days: number): boolean =>
  arrived({ kind: 'meeting' }, acts([contactId, 'meeting_held', days]));

describe('an act of the people of a play', () => {
  test.each<[PlayAim['kind'] & ('active' | 'conversation' | 'meeting'), ActivityType[], ActivityType[]]>([
    ['active', ['page_view', 'email_click', 'meeting_held'], ['email_sent', 'email_open', 'call_unanswered', 'note']],
    [
      'conversation',
      ['email_reply', 'call_connected', 'meeting_held'],
      ['page_view', 'form_high_intent', 'email_sent'],
    ],
    ['meeting', ['meeting_held'], ['email_reply', 'call_connected', 'event_attended']],
  ])('is %s by what it names and by nothing else', (kind, named, others) => {
    for (const type of named) expect(arrived({ kind }, acts(['1', type, 10]))).toBe(true);
    for (const type of others) expect(arrived({ kind }, acts(['1', type, 10]))).toBe(false);
  });

  test('counts after the start and to the end of the window, of its people', () => {
    expect([meeting('1', 20), meeting('1', 19.99), meeting('1', 6), meeting('1', 5.99)]).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(meeting('2', 10)).toBe(false);
  });

  test('counts of anybody where the play was run with nobody', () => {
    expect(arrived({ kind: 'active' }, acts(['2', 'page_view', 10]), 0, [])).toBe(true);
  });

  test('does not count before it happened', () => {
    expect(arrived({ kind: 'meeting' }, acts(['1', 'meeting_held', 10]), 11)).toBe(false);
  });
});

describe('a role', () => {
  const sponsor = buildPerson('1', { buyingRoles: [{ role: 'EXECUTIVE_SPONSOR', setAt: null }] });
  const reached: PlayAim = { kind: 'role', role: 'EXECUTIVE_SPONSOR', state: 'reached' };

  test('is reached by mail to its holder, engaged by what they do, and neither where their address bounces', () => {
    const mail = acts(['1', 'email_sent', 10]);
    expect(arrived(reached, { ...mail, people: [sponsor] })).toBe(true);
    expect(arrived({ ...reached, state: 'engaged' }, { ...mail, people: [sponsor] })).toBe(false);
    expect(arrived(reached, { ...mail, people: [{ ...sponsor, bounced: true }] })).toBe(false);
    const met = acts(['1', 'meeting_held', 10]);
    expect(arrived({ ...reached, state: 'engaged' }, { ...met, people: [sponsor] })).toBe(true);
    expect(arrived({ ...reached, state: 'engaged' }, { ...met, people: [{ ...sponsor, bounced: true }] })).toBe(false);
  });
});

describe('so many people at once', () => {
  const two: PlayAim = { kind: 'people', atLeast: 2 };

  test('are there by an act that brings in one more than were engaged just before', () => {
    expect(arrived(two, acts(['1', 'page_view', 25], ['2', 'email_reply', 10]))).toBe(true);
    expect(arrived(two, acts(['1', 'page_view', 25], ['1', 'email_reply', 10]))).toBe(false);
    expect(arrived(two, acts(['1', 'page_view', 25], ['2', 'email_sent', 10]))).toBe(false);
  });

  test('are not where both were engaged before, nor where one was engaged too long ago', () => {
    const before = [
      ['1', 'page_view', 25],
      ['2', 'page_view', 22],
    ] as const;
    expect(arrived(two, acts(...before, ['2', 'email_reply', 10]))).toBe(false);
    expect(arrived(two, acts(['1', 'page_view', 40], ['2', 'email_reply', 10]))).toBe(true);
    expect(arrived(two, acts(['1', 'page_view', 40.01], ['2', 'email_reply', 10]))).toBe(false);
  });

  test('are there by an act of the window’s last moment, and by none after it', () => {
    expect(arrived(two, acts(['1', 'page_view', 25], ['2', 'email_reply', 6]))).toBe(true);
    expect(arrived(two, acts(['1', 'page_view', 25], ['2', 'email_reply', 5.99]))).toBe(false);
  });

  test('are counted by what each did last: who came back stays, who did not is gone after the model’s days', () => {
    const back = acts(['1', 'page_view', 45], ['2', 'page_view', 42], ['1', 'page_view', 25], ['3', 'page_view', 10]);
    expect(arrived({ kind: 'people', atLeast: 2 }, back)).toBe(true);
    expect(arrived({ kind: 'people', atLeast: 3 }, back)).toBe(false);
  });

  test('are none of those whose address bounces', () => {
    const people = [buildPerson('1', { bounced: true }), buildPerson('2')];
    expect(arrived(two, { ...acts(['1', 'meeting_held', 10], ['2', 'meeting_held', 10]), people })).toBe(false);
  });

  test('are there by one act at one moment with both', () => {
    expect(arrived(two, acts(['1', 'meeting_held', 10], ['2', 'meeting_held', 10]))).toBe(true);
    expect(arrived({ kind: 'people', atLeast: 3 }, acts(['1', 'meeting_held', 10], ['2', 'meeting_held', 10]))).toBe(
      false,
    );
  });
});

describe('a score', () => {
  const engaged: PlayAim = { kind: 'score', score: 'engagement', min: 20 };
  const busy = acts(['1', 'meeting_held', 10], ['2', 'meeting_held', 10], ['1', 'form_high_intent', 9]);

  test('arrives when an act lifts it to the bound in the window', () => {
    expect(arrived(engaged, busy)).toBe(true);
    expect(arrived(engaged, busy, 8)).toBe(true);
    expect(arrived(engaged, acts(['1', 'page_view', 10]))).toBe(false);
    expect(arrived(engaged, {})).toBe(false);
  });

  test('that was there at the start arrives by nothing that keeps it there, nor does one that rises later', () => {
    const before = acts(['1', 'meeting_held', 21], ['2', 'meeting_held', 21], ['1', 'form_high_intent', 21]);
    expect(arrived(engaged, { activities: [...before.activities, ...busy.activities] })).toBe(false);
    expect(
      arrived(engaged, acts(['1', 'meeting_held', 4], ['2', 'meeting_held', 4], ['1', 'form_high_intent', 4])),
    ).toBe(false);
  });

  test('is looked at on a day when all of that day has happened, in whatever order it is told', () => {
    // One demo request brings 29, a page 1; both are of the tenth day.
    const first = ['1', 'page_view', 10.3] as const;
    const then = ['1', 'form_high_intent', 10.1] as const;
    for (const told of [acts(first, then), acts(then, first)])
      expect(arrived({ ...engaged, min: 29 }, told)).toBe(true);
  });

  test('arrives at its very bound, and by an act of the window’s last moment', () => {
    const demo = acts(['1', 'form_high_intent', 6]);
    expect(arrived({ ...engaged, min: 29 }, demo)).toBe(true);
    expect(arrived({ ...engaged, min: 30 }, demo)).toBe(false);
  });

  test('that faded since arrived all the same, once its time is up', () => {
    const high: PlayAim = { kind: 'score', score: 'intent', min: 35 };
    const signals = [buildSignal({ strength: 90, occurredAt: daysAgo(19) })];
    expect(arrived(high, { signals }, 18.9)).toBe(true);
    expect(arrived(high, { signals }, 6)).toBe(false);
    expect(arrived(high, { signals }, 5)).toBe(true);
  });

  test('of coverage arrives by an answer to a suggestion and by a role that was set, not by what nobody dated', () => {
    const covered: PlayAim = { kind: 'score', score: 'coverage', min: 25 };
    const touched = acts(['1', 'email_reply', 30], ['1', 'email_reply', 5]);
    const person = (changes: object) => ({ people: [buildPerson('1', changes)], ...touched });
    const decision = (days: number) =>
      person({ roleDecisions: [{ role: 'DECISION_MAKER', decision: 'confirmed', decidedAt: daysAgo(days) }] });
    const set = (setAt: number | null) => person({ buyingRoles: [{ role: 'DECISION_MAKER', setAt }] });
    expect(arrived(covered, decision(15))).toBe(true);
    expect(arrived(covered, decision(21))).toBe(false);
    expect(arrived(covered, set(daysAgo(15)))).toBe(true);
    expect(arrived(covered, set(null))).toBe(false);
  });
});

const seen = (total: number | null, days: number) => {
  return { coverage: { total, modelVersion: defaultModel.version, at: daysAgo(days) } };
};

describe('coverage that nobody dated', () => {
  const covered: PlayAim = { kind: 'score', score: 'coverage', min: 20 };
  const HELD = { tier: 2, tierSince: daysAgo(90) } as const;
  /** A decision maker by a label on a deal of before, who answered before the start: coverage has been 20 and more as far as anything is dated. */
  const facts: Partial<AccountFacts> = {
    people: [buildPerson('1', { dealLabels: [{ role: 'DECISION_MAKER', dealId: 'd' }] })],
    deals: [buildDeal({ dealId: 'd', createdAt: daysAgo(60) })],
    activities: [buildActivity('1', 'email_reply', 25)],
  };
  /** Whether it arrived from 20 to 6 days ago, looked at `now` days ago, after what the account held before. */
  const rose = (held: Partial<HeldPosition>, now = 10, aim = covered): boolean => {
    const context = buildScoredContext(facts, { ...HELD, ...held, now: daysAgo(now) });
    return hasArrived(aim, { from: daysAgo(20), until: daysAgo(6), contactIds: [] }, context);
  };

  test('arrives on the day on which it is seen to come to the bound', () => {
    expect(rose(seen(19, 11))).toBe(true);
    expect(rose(seen(null, 11))).toBe(true);
    expect([rose(seen(20, 11)), rose({})]).toEqual([false, false]);
    expect(rose(seen(19, 11), 10, { ...covered, min: 99 })).toBe(false);
  });

  test('arrives at its very bound', () => {
    const { total } = buildScoredContext(facts, { ...HELD, now: daysAgo(10) }).result.committee.coverage;
    const bound = total ?? NaN;
    expect(rose(seen(bound - 1, 11), 10, { ...covered, min: bound })).toBe(true);
    expect(rose(seen(bound - 1, 11), 10, { ...covered, min: bound + 1 })).toBe(false);
  });

  test('does not where it was seen before the start, or is seen after the end', () => {
    expect([rose(seen(0, 20)), rose(seen(0, 20.01))]).toEqual([true, false]);
    expect([rose(seen(0, 7), 6), rose(seen(0, 7), 5.99)]).toEqual([true, false]);
  });

  test('does not by a model or a tier that asks for other roles, nor without a tier', () => {
    const other = { ...seen(0, 11).coverage, modelVersion: defaultModel.version + 1 };
    expect(rose({ coverage: other })).toBe(false);
    expect([11.01, 11, 10.5].map((days) => rose({ ...seen(0, 11), tierSince: daysAgo(days) }))).toEqual([
      true,
      false,
      false,
    ]);
    expect(rose({ ...seen(0, 11), tier: null, tierSince: null })).toBe(false);
    expect(rose({ ...seen(0, 11), tierSince: null })).toBe(true);
  });

  test('is coverage alone: what they do is dated', () => {
    expect(rose(seen(0, 11), 10, { ...covered, score: 'engagement', min: 1 })).toBe(false);
  });
});

test('a new deal arrives when it is opened in the window, whatever became of it', () => {
  const opened = (days: number) =>
    arrived(
      { kind: 'deal' },
      { deals: [buildDeal({ createdAt: daysAgo(days), state: 'lost', closedAt: daysAgo(1) })] },
    );
  expect([opened(20), opened(10), opened(5)]).toEqual([false, true, false]);
  expect(arrived({ kind: 'deal' }, acts(['1', 'meeting_held', 10]))).toBe(false);
});

describe('a pause', () => {
  const pause: PlayAim = { kind: 'pause', days: 7 };

  test('is so many days in a row without effort, once they are over', () => {
    expect(arrived(pause, {}, 13)).toBe(true);
    expect(arrived(pause, {}, 13.01)).toBe(false);
    expect(arrived(pause, acts(['1', 'email_sent', 14], ['1', 'email_sent', 8]))).toBe(false);
    expect(arrived(pause, acts(['1', 'email_sent', 8], ['1', 'email_sent', 14]))).toBe(false);
    expect(arrived(pause, acts(['1', 'email_sent', 14], ['1', 'email_sent', 7]))).toBe(true);
    expect(arrived(pause, acts(['1', 'ad_impression', 15]))).toBe(true);
  });

  test('is not ended by what they do, and what was sent before does not count', () => {
    expect(arrived({ kind: 'pause', days: 14 }, acts(['1', 'email_reply', 12], ['1', 'email_sent', 21]))).toBe(true);
    expect(arrived({ kind: 'pause', days: 14 }, acts(['1', 'call_unanswered', 12]))).toBe(false);
  });
});
