import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assessCommittee } from '../../../src/domain/committee/assess-committee.ts';
import { DAY_MS } from '../../../src/domain/day-ms.ts';
import { scoreEngagement } from '../../../src/domain/engagement/score-engagement.ts';
import type { AccountFacts } from '../../../src/domain/facts.ts';
import { defaultModel } from '../../../src/domain/model/default-model.ts';
import { outlookOf } from '../../../src/domain/outlook/account-outlook.ts';
import { explainWeek } from '../../../src/domain/outlook/explain-week.ts';
import { completeAccount, scoreAccount } from '../../../src/domain/score-account.ts';
import type { AccountResult, StageResult } from '../../../src/domain/scores.ts';
import {
  NOW,
  buildActivity,
  buildDeal,
  buildFacts,
  buildPerson,
  buildSignal,
  daysAgo,
} from '../../fixtures/account-facts.ts';
import { anyActivities, PEOPLE } from '../engagement/any-activity.ts';

const roleOf = (): [] => [];
const NORMS = { meanPointsByCriterion: {} };

function compute(facts: AccountFacts, held: StageResult | null, now: number): AccountResult {
  const scores = scoreAccount(facts, defaultModel, NORMS, now);
  const committee = assessCommittee({ facts, model: defaultModel.committee, tier: 1, titles: scores.people, now });
  const assignment = { tier: 1, reason: '' } as const;
  return completeAccount({ facts, scores, committee, assignment, held: { stage: held } }, defaultModel, now);
}

const lookAt = (facts: AccountFacts, held: StageResult | null = null, now = NOW) =>
  outlookOf(facts, compute(facts, held, now), defaultModel, now);

const FITTING = { industry: 'COMPUTER_SOFTWARE', numberofemployees: '2500', annualrevenue: '400000000' };
const anyTitles = fc.array(fc.constantFrom(null, 'IT Manager', 'Head of IT', 'CFO', 'VP Finance'), { maxLength: 4 });

const champion = buildPerson('1', { buyingRoles: [{ role: 'CHAMPION', setAt: daysAgo(90) }] });

describe('the change of a week', () => {
  test('weighs people by the roles the score weighs them by, those of the portal’s own options too', () => {
    const committee = { ...defaultModel.committee, optionRoles: { board: 'DECISION_MAKER' as const } };
    const model = { ...defaultModel, committee };
    const facts = buildFacts({
      people: [buildPerson('1', { otherRoles: [{ option: 'board', setAt: null }] })],
      activities: [buildActivity('1', 'form_high_intent', 2)],
    });
    const result = { ...compute(facts, null, NOW), ...scoreAccount(facts, model, NORMS, NOW) };
    const { week } = outlookOf(facts, result, model, NOW);
    expect(result.engagement.total).toBeGreaterThan(scoreAccount(facts, defaultModel, NORMS, NOW).engagement.total);
    expect(week.gained + week.decayed).toBe(result.engagement.total - result.engagement.weekAgo);
  });

  test('tells what is new from what grew older, with who did what', () => {
    const activities = [
      buildActivity('1', 'form_high_intent', 2),
      buildActivity('2', 'meeting_held', 3),
      buildActivity('2', 'meeting_held', 5),
      buildActivity('2', 'email_reply', 60),
      buildActivity('1', 'email_sent', 1),
      buildActivity('9', 'meeting_held', 1),
    ];
    const { week } = lookAt(buildFacts({ people: [champion, buildPerson('2')], activities }));
    expect(week).toMatchObject({ people: 2, acts: ['2 meetings', 'demo or sales request'] });
    expect(week.gained).toBeGreaterThan(20);
    expect(week.decayed).toBeLessThan(0);
  });

  test('sums exactly to the difference of the two scores', () => {
    fc.assert(
      fc.property(anyActivities, (activities) => {
        const people = PEOPLE.map((person) => ({ ...person, buyingRoles: [], dealLabels: [], roleDecisions: [] }));
        const { week } = lookAt(buildFacts({ people, activities }));
        const { total, weekAgo } = scoreEngagement(people, activities, roleOf, defaultModel.engagement, NOW);
        expect(week.gained + week.decayed).toBe(total - weekAgo);
        expect(week.decayed).toBeLessThanOrEqual(0);
      }),
    );
  });

  test('weighs people by their roles, as the score does', () => {
    const facts = buildFacts({ people: [champion], activities: [buildActivity('1', 'form_high_intent', 2)] });
    expect(lookAt(facts).week.gained).toBe(compute(facts, null, NOW).engagement.total);
    const plain = buildFacts({ ...facts, people: [buildPerson('1')] });
    expect(lookAt(plain).week.gained).toBeLessThan(lookAt(facts).week.gained);
  });

  test('names at most three kinds of acts, by what they bring together, and none that brings nothing', () => {
    const model = defaultModel.engagement;
    const weights = { ...model.weights, page_view: { ...model.weights.page_view, points: 0 } };
    const silent = { ...weights, email_click: { ...weights.email_click, channel: 'none' as const } };
    const loud = { ...silent, email_sent: { channel: 'email' as const, points: 90, halfLifeDays: 30 } };
    const acts = (['email_click', 'email_sent', 'page_view', 'form_high_intent', 'email_reply'] as const).map((type) =>
      buildActivity('1', type, 1),
    );
    const meetings = [1, 2, 3].map((day) => buildActivity('1', 'meeting_held', day));
    const facts = { people: [champion], activities: [...acts, ...meetings, buildActivity('1', 'page_high_intent', 2)] };
    const engagement = { total: 60, weekAgo: 20 };
    const { acts: named } = explainWeek(facts, engagement, roleOf, { ...model, weights: loud }, NOW);
    expect(named).toHaveLength(3);
    expect(named.slice(0, 2)).toEqual(['3 meetings', 'demo or sales request']);
    expect(
      explainWeek({ ...facts, activities: acts.slice(0, 3) }, engagement, roleOf, { ...model, weights: loud }, NOW),
    ).toMatchObject({ people: 0, acts: [] });
  });

  test('shows intent that fades', () => {
    const facts = buildFacts({ signals: [buildSignal({ occurredAt: daysAgo(20) })] });
    expect(lookAt(facts).intentWeekAgo).toBeGreaterThan(compute(facts, null, NOW).intent.total);
  });

  test('knows the intent of a week ago', () => {
    const signals = [
      buildSignal({ occurredAt: daysAgo(20) }),
      buildSignal({ signalId: 's2', topic: 'new', occurredAt: daysAgo(1) }),
    ];
    const facts = buildFacts({ signals });
    expect(lookAt(facts).intentWeekAgo).toBeLessThan(compute(facts, null, NOW).intent.total);
    expect(lookAt(facts).intentWeekAgo).toBeGreaterThan(0);
  });
});

describe('the forecast of the stage', () => {
  test('is the day on which the account really falls, and to where, if nothing happens', () => {
    fc.assert(
      fc.property(anyActivities, fc.option(fc.constantFrom(10, 40, 80)), anyTitles, (all, strength, titles) => {
        const activities = all.filter(({ occurredAt }) => occurredAt <= NOW);
        const signals = strength === null ? [] : [buildSignal({ strength })];
        const people = PEOPLE.map((person, index) => ({ ...person, title: titles[index] ?? null }));
        const facts = buildFacts({ people, activities, signals, properties: FITTING });
        let { stage } = compute(facts, null, NOW);
        const { exit } = lookAt(facts);
        const last = exit === null ? 60 : Math.ceil((exit.leavesAt - NOW) / DAY_MS);
        for (let day = 1; day < last; day += 1) {
          stage = compute(facts, stage, NOW + day * DAY_MS).stage;
          expect(stage.id).toBe(compute(facts, null, NOW).stage.id);
        }
        if (exit === null) return;
        expect(compute(facts, stage, NOW + last * DAY_MS).stage.id).toBe(exit.to);
      }),
      { numRuns: 60 },
    );
  });

  test('sees a role that rests on behaviour lapse while its holder is engaged still', () => {
    // An IT manager may be the champion; three days with a call make it known, as long as they lie within 90 days.
    const calls = [85, 60, 2].map((days) => buildActivity('1', 'call_connected', days));
    const visits = Array.from({ length: 25 }, (_, day) => buildActivity('1', 'form_high_intent', day));
    const person = buildPerson('1', { title: 'IT Manager' });
    const facts = buildFacts({ people: [person], activities: [...calls, ...visits], properties: FITTING });
    expect(compute(facts, null, NOW).stage.id).toBe('sales_ready');
    expect(lookAt(facts).exit).toMatchObject({ failsAt: NOW + 6 * DAY_MS, to: 'engaged' });
    const once = { ...facts, activities: [...calls.slice(1), ...visits] };
    expect(compute(once, null, NOW).stage.id).toBe('engaged');
  });

  test('counts on a dwell that runs already', () => {
    const held: StageResult = { id: 'engaged', since: daysAgo(50), failingSince: daysAgo(4) };
    const { exit } = lookAt(buildFacts(), held);
    expect(exit).toEqual({ failsAt: daysAgo(4), leavesAt: NOW + 10 * DAY_MS, to: 'aware' });
  });

  test('sees a decision maker become quiet before the score has decayed', () => {
    const activities = Array.from({ length: 12 }, (_, day) => buildActivity('1', 'meeting_held', day));
    const facts = buildFacts({ people: [champion], activities, properties: FITTING });
    expect(compute(facts, null, NOW).stage.id).toBe('sales_ready');
    const { exit } = lookAt(facts);
    expect(exit).toMatchObject({ failsAt: NOW + 31 * DAY_MS, to: 'engaged' });
  });

  test('does not count on a signal that has not come yet', () => {
    const activities = [buildActivity('1', 'form_high_intent', 2)];
    const facts = buildFacts({ people: [buildPerson('1')], activities });
    const coming = buildSignal({ strength: 100, occurredAt: daysAgo(-40) });
    expect(lookAt({ ...facts, signals: [coming] }).exit).toEqual(lookAt(facts).exit);
  });

  test('has no day for a customer by its lifecycle stage', () => {
    const customer: StageResult = { id: 'customer', since: daysAgo(50), failingSince: null };
    expect(lookAt(buildFacts({ properties: { lifecyclestage: 'customer' } }), customer).exit).toBeNull();
    expect(lookAt(buildFacts(), customer).exit).not.toBeNull();
  });

  test.each([
    ['an account at the lowest stage', buildFacts()],
    ['a deal that is open', buildFacts({ deals: [buildDeal()] })],
  ])('has no day for %s', (_, facts) => {
    expect(lookAt(facts).exit).toBeNull();
  });
});

describe('the forecast of engagement', () => {
  const demo = buildFacts({ people: [buildPerson('1')], activities: [buildActivity('1', 'form_high_intent', 2)] });

  test('is the day on which it falls under the bound that its stage asks for, before it leaves the stage', () => {
    const result = compute(demo, null, NOW);
    expect(result.stage.id).toBe('engaged');
    const { fall, exit } = lookAt(demo);
    expect(fall).toMatchObject({ under: 25 });
    const at = fall?.at ?? NaN;
    expect(compute(demo, null, at).engagement.total).toBeLessThan(25);
    expect(compute(demo, null, at - DAY_MS).engagement.total).toBeGreaterThanOrEqual(25);
    expect(at).toBeLessThan(exit?.failsAt ?? NaN);
  });

  test('weighs people by their roles, as the score does', () => {
    const facts = { ...demo, people: [champion] };
    const at = lookAt(facts).fall?.at ?? NaN;
    expect(compute(facts, null, at).engagement.total).toBeLessThan(25);
    expect(compute(facts, null, at - DAY_MS).engagement.total).toBeGreaterThanOrEqual(25);
    expect(at).toBeGreaterThan(lookAt(demo).fall?.at ?? NaN);
  });

  test('says when an account that never leaves its stage goes quiet', () => {
    const aware = buildFacts({ people: [buildPerson('1')], activities: [buildActivity('1', 'form_other', 0)] });
    expect(compute(aware, null, NOW).stage.id).toBe('aware');
    expect(lookAt(aware)).toMatchObject({ exit: null, fall: { under: 5 } });
  });

  test('says nothing of an open deal, whose stage asks for no engagement', () => {
    const warm = { ...demo, deals: [buildDeal()] };
    expect(lookAt(warm)).toMatchObject({ exit: null, fall: null });
  });

  test('names no bound of another stage, and none that is not met already', () => {
    const meetings = Array.from({ length: 12 }, (_, day) => buildActivity('1', 'meeting_held', day));
    const unfit = { ...demo, activities: meetings };
    const { engagement, stage } = compute({ ...unfit, properties: {} }, null, NOW);
    const engaged = { ...stage, id: 'engaged' as const };
    const result = { ...compute(unfit, null, NOW), engagement, stage: engaged };
    expect(engagement.total).toBeGreaterThanOrEqual(40);
    expect(outlookOf(unfit, result, defaultModel, NOW).fall).toMatchObject({ under: 25 });
    const dwelling = { id: 'engaged', since: daysAgo(50), failingSince: daysAgo(4) } as const;
    const faint = { ...demo, activities: [buildActivity('1', 'form_other', 0)] };
    expect(lookAt(faint, dwelling).fall).toBeNull();
  });

  test('has no day where nothing is known', () => {
    expect(lookAt(buildFacts()).fall).toBeNull();
  });
});

test('names the open deal that closes first, within days', () => {
  const closing = [-3, 9, 2, 40].map((days) =>
    buildDeal({ dealId: `${days}`, name: `D${days}`, closedAt: daysAgo(-days) }),
  );
  const won = buildDeal({ dealId: 'won', state: 'won', closedAt: daysAgo(-1) });
  expect(lookAt(buildFacts({ deals: [...closing, won] })).closing).toEqual({
    deal: '"D2" (⟦40000 EUR⟧)',
    at: daysAgo(-2),
  });
  expect(lookAt(buildFacts({ deals: [won, buildDeal()] })).closing).toBeNull();
});
