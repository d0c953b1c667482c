import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { DAY_MS } from '../../../src/domain/day-ms.ts';
import { ACTIVITY_TYPES, type AccountFacts, type ActivityFact } from '../../../src/domain/facts.ts';
import { judgeRun } from '../../../src/domain/plays/judge-run.ts';
import { roleOf } from '../../../src/domain/plays/play-aim.ts';
import { PLAYS } from '../../../src/domain/plays/play-registry.ts';
import type { PlayDefinition } from '../../../src/domain/plays/play-types.ts';
import { buildActivity, buildDeal, buildPerson, buildSignal, daysAgo, NOW } from '../../fixtures/account-facts.ts';
import { buildScoredContext } from '../../fixtures/scored-context.ts';

const DAYS = 150;
const day = fc.integer({ min: 0, max: DAYS });
const contactId = fc.constantFrom('1', '2', '3');
const aimedRoles = [...new Set(PLAYS.flatMap((play) => roleOf(play) ?? []))];
const person = fc.record({
  buyingRoles: fc.array(
    fc.record({ role: fc.constantFrom(...aimedRoles), setAt: fc.option(day.map((days) => daysAgo(days))) }),
    { maxLength: 2 },
  ),
  roleDecisions: fc.array(
    fc.record({
      role: fc.constantFrom(...aimedRoles),
      decision: fc.constant('confirmed' as const),
      decidedAt: day.map((days) => daysAgo(days)),
    }),
    { maxLength: 2 },
  ),
});
const facts = fc.record({
  people: fc
    .array(person, { minLength: 3, maxLength: 3 })
    .map((people) => people.map((changes, index) => buildPerson(`${index + 1}`, changes))),
  activities: fc.array(
    fc
      .tuple(contactId, fc.constantFrom(...ACTIVITY_TYPES), day)
      .map(([id, type, days]) => buildActivity(id, type, days)),
    { maxLength: 14 },
  ),
  signals: fc.array(
    day.map((days) => buildSignal({ signalId: `s${days}`, occurredAt: daysAgo(days) })),
    { maxLength: 3 },
  ),
  deals: fc.array(
    day.map((days) => buildDeal({ dealId: `d${days}`, createdAt: daysAgo(days) })),
    { maxLength: 2 },
  ),
});

interface Run {
  play: PlayDefinition;
  startedAt: number;
  contactIds: string[];
}

/** A run of any play that ships, whose window may be over: its days lie among those of the facts. */
const run: fc.Arbitrary<Run> = fc.record({
  play: fc.constantFrom(...PLAYS),
  startedAt: day.map((days) => daysAgo(days)),
  contactIds: fc.uniqueArray(contactId, { maxLength: 2 }),
});
const deadlineOf = ({ play, startedAt }: Run): number => startedAt + play.outcomeWithinDays * DAY_MS;
const judge = (told: Run, held: Partial<AccountFacts>, now = NOW) =>
  judgeRun(told.play, told, buildScoredContext(held, { now, tier: 1 }));

/** The facts without what is dated in the days of a run, but for what `keeps` says. */
function strip(held: Partial<AccountFacts>, told: Run, keeps: (activity: ActivityFact) => boolean = () => false) {
  const isOut = (at: number): boolean => at <= told.startedAt || at > deadlineOf(told);
  const { people = [], activities = [], signals = [], deals = [] } = held;
  return {
    people: people.map((each) => ({
      ...each,
      buyingRoles: each.buyingRoles.filter(({ setAt }) => setAt === null || isOut(setAt)),
      roleDecisions: each.roleDecisions.filter(({ decidedAt }) => isOut(decidedAt)),
    })),
    activities: activities.filter((activity) => isOut(activity.occurredAt) || keeps(activity)),
    signals: signals.filter(({ occurredAt }) => isOut(occurredAt)),
    deals: deals.filter(({ createdAt }) => isOut(createdAt)),
  };
}

test('a run is completed by nothing that came before its start or after its days', () => {
  fc.assert(
    fc.property(run, facts, (told, held) => {
      // A pause is what does not come: it hangs on nothing outside of the days either.
      if (told.play.aim.kind === 'pause')
        expect(judge(told, { ...held, activities: [] })).toBe(judge(told, strip(held, told)));
      else expect(judge(told, strip(held, told))).not.toBe('completed');
    }),
    { numRuns: 300 },
  );
});

/** Acts by which the aims of an act can come about. */
const NAMED: Readonly<Record<string, readonly string[]>> = {
  conversation: ['email_reply', 'call_connected', 'meeting_held'],
  meeting: ['meeting_held'],
};

test('a run is completed by what its aim names, and not by other acts, other people, signals or deals', () => {
  fc.assert(
    fc.property(run, facts, (told, held) => {
      const { aim } = told.play;
      const named = NAMED[aim.kind];
      if (named === undefined) return;
      const isOther = ({ type, contactId: id }: ActivityFact): boolean =>
        !named.includes(type) || (told.contactIds.length > 0 && !told.contactIds.includes(id));
      expect(judge(told, strip(held, told, isOther))).not.toBe('completed');
    }),
    { numRuns: 300 },
  );
});

test('the order in which anything became known does not matter', () => {
  fc.assert(
    fc.property(run, facts, (told, { people, activities, signals, deals }) => {
      const turned = {
        people: people.toReversed(),
        activities: activities.toReversed(),
        signals: signals.toReversed(),
        deals: deals.toReversed(),
      };
      expect(judge(told, turned)).toBe(judge(told, { people, activities, signals, deals }));
    }),
  );
});

test('a run that was completed at any look is so at every look after its days, and none is given up before they are over', () => {
  fc.assert(
    fc.property(run, facts, fc.integer({ min: 0, max: 100 }), day, (told, held, percent, later) => {
      const deadline = deadlineOf(told);
      const early = judge(told, held, told.startedAt + Math.round(((deadline - told.startedAt) * percent) / 100));
      const late = judge(told, held, deadline + 1);
      expect(early).not.toBe('abandoned');
      expect(late).not.toBeNull();
      if (early === 'completed') expect(late).toBe('completed');
      expect(judge(told, held, deadline + 1 + later * DAY_MS)).toBe(late);
    }),
    { numRuns: 300 },
  );
});
