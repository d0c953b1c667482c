import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AccountFacts } from '../../../src/domain/facts.ts';
import { findDuePlays } from '../../../src/domain/plays/find-hit.ts';
import { followDues, type DueFact } from '../../../src/domain/plays/follow-dues.ts';
import { requestUnanswered } from '../../../src/domain/plays/plays/request-unanswered.ts';
import { surge } from '../../../src/domain/plays/plays/surge.ts';
import type { RunContext } from '../../../src/domain/plays/play-types.ts';
import { buildActivity, buildPerson, daysAgo, NOW } from '../../fixtures/account-facts.ts';
import { buildPlayContext } from '../../fixtures/play-context.ts';

const DAY_MS = 86_400_000;
/** Surges where `surging`; somebody met us three days ago, which is what the surge is told by and what it aims at. */
function scene(surging: boolean, facts: Partial<AccountFacts> = {}): RunContext {
  const activities = [buildActivity('1', 'meeting_held', 3), ...(facts.activities ?? [])];
  return buildPlayContext({ facts: { people: [buildPerson('1')], ...facts, activities }, surging });
}
const follow = (context: RunContext, latest: readonly DueFact[] = []): DueFact[] =>
  followDues(context, latest, findDuePlays(context, [surge]), [surge]);
const due = (changes: Partial<DueFact> = {}): DueFact => ({
  playId: 'surge',
  dueSince: daysAgo(5),
  dueUntil: null,
  contactIds: ['1'],
  outcome: null,
  stageFrom: 'aware',
  stageTo: null,
  ...changes,
});
const run = { runId: 'r', playId: 'surge', startedAt: daysAgo(4), contactIds: ['1'], status: 'running' } as const;

/** How many periods begin beside such a run. */
const begins = (changes: object) => follow(scene(true, { playRuns: [{ ...run, ...changes }] })).length;

/** What came of a period that began then, where the play was started at `startedAt`. */
const outcome = (startedAt: number, dueSince: number) =>
  follow(scene(false, { playRuns: [{ ...run, startedAt }] }), [due({ dueSince, contactIds: ['2'] })])[0]?.outcome;

describe('a period in which a play is due', () => {
  test('is of one play: those of another, and its runs, are none of its own', () => {
    const other = due({ playId: 'other', dueSince: daysAgo(1) });
    expect(follow(scene(true), [other])).toEqual([due({ dueSince: NOW, stageFrom: 'engaged' })]);
    const playRuns = [{ ...run, playId: 'other' }];
    expect(follow(scene(true, { playRuns }))).toHaveLength(1);
    expect(follow(scene(true, { playRuns }), [due()])).toMatchObject([{ outcome: 'reached' }]);
  });

  test('names as many people as the play takes, three where it does not say', () => {
    const people = ['1', '2', '3', '4'].map((id) => buildPerson(id));
    const activities = people.map(({ contactId }) => buildActivity(contactId, 'page_view', 2));
    const { maxPeople: _one, ...free } = surge;
    const context = scene(true, { people, activities });
    expect(follow(context)).toMatchObject([{ contactIds: ['1'] }]);
    const begun = followDues(context, [], findDuePlays(context, [free]), [free]);
    expect(begun).toMatchObject([{ contactIds: ['1', '2', '3'] }]);
  });

  test('is judged and followed by the next at once where both are due', () => {
    const long = due({ dueSince: daysAgo(30), contactIds: ['2'] });
    expect(follow(scene(true), [long])).toEqual([
      { ...long, outcome: 'missed', stageTo: 'engaged' },
      due({ dueSince: NOW, stageFrom: 'engaged' }),
    ]);
  });

  test('is not followed by another in the last moment that counts for it: nobody would judge it any more', () => {
    const play = { ...surge, outcomeWithinDays: surge.cooldownDays };
    const last = due({ dueSince: daysAgo(play.cooldownDays), contactIds: ['2'] });
    const at = (now: number) => {
      const context = { ...scene(true), now };
      return followDues(context, [last], findDuePlays(context, [play]), [play]);
    };
    expect(at(NOW)).toEqual([]);
    expect(at(NOW + 1)).toMatchObject([{ outcome: 'missed' }, { dueSince: NOW + 1 }]);
  });

  test('of a play that rests by act begins for who asked since, once the days of the run are over', () => {
    const people = ['1', '2'].map((id) => buildPerson(id));
    const begin = (days: number, asked: number) => {
      const activities = [buildActivity('1', 'form_high_intent', 9), buildActivity('2', 'form_high_intent', asked)];
      const ended = { ...run, playId: requestUnanswered.id, startedAt: daysAgo(days), status: 'completed' as const };
      const context = buildPlayContext({ facts: { people, activities, playRuns: [ended] } });
      return followDues(context, [], findDuePlays(context, [requestUnanswered]), [requestUnanswered]);
    };
    expect(begin(6, 5)).toEqual([]);
    expect(begin(7, 5)).toMatchObject([{ dueSince: NOW, contactIds: ['2'] }]);
    // Nobody asked since: who did was in the run.
    expect(begin(7, 20)).toEqual([]);
  });

  test('does not begin while a run goes on or rests, and begins on the day the rest is over', () => {
    expect(begins({ startedAt: daysAgo(60) })).toBe(0);
    expect(begins({ startedAt: daysAgo(20), status: 'completed' })).toBe(0);
    expect(begins({ startedAt: daysAgo(21), status: 'completed' })).toBe(1);
  });

  test('was run where the play was started from its first to its last moment', () => {
    expect(outcome(daysAgo(5), daysAgo(5))).toBe('run');
    expect(outcome(daysAgo(6), daysAgo(20))).toBe('run');
    expect(outcome(daysAgo(21), daysAgo(20))).toBe('missed');
  });

  test('begins when it becomes due, with whom it would be run, and stays while nothing changes', () => {
    const [begun] = follow(scene(true));
    expect(begun).toEqual(due({ dueSince: NOW, stageFrom: 'engaged' }));
    expect(follow(scene(true), [begun as DueFact])).toEqual([]);
  });

  test('ends once the play is due no more, and is judged all the same', () => {
    const over = due({ dueSince: daysAgo(2), dueUntil: NOW });
    expect(follow(scene(false), [due({ dueSince: daysAgo(2) })])).toEqual([over]);
    const late = due({ dueSince: daysAgo(15), dueUntil: daysAgo(13) });
    expect(follow(scene(false, { activities: [] }), [{ ...late, contactIds: ['2'] }])).toEqual([
      { ...late, contactIds: ['2'], outcome: 'missed', stageTo: 'engaged' },
    ]);
  });

  test('has reached the aim by what one of its people did since, not by what somebody else did', () => {
    expect(follow(scene(true), [due()])).toMatchObject([{ outcome: 'reached', stageTo: 'engaged' }]);
    expect(follow(scene(true), [due({ contactIds: ['2'] })])).toEqual([]);
  });

  test('counts as run where the play was started in it', () => {
    expect(follow(scene(true, { playRuns: [run] }), [due()])).toMatchObject([{ outcome: 'run' }]);
    const after = { ...run, startedAt: daysAgo(1) };
    const long = due({ dueSince: daysAgo(30), contactIds: ['2'] });
    expect(follow(scene(false, { playRuns: [after] }), [long])).toMatchObject([{ outcome: 'missed' }]);
  });

  test('is followed by another when cool-down and window are over, and not while the play runs', () => {
    const judged = due({ outcome: 'missed', stageTo: 'aware' });
    expect(follow(scene(true), [{ ...judged, dueSince: daysAgo(20) }])).toEqual([]);
    const old = { ...judged, dueSince: daysAgo(21) };
    expect(follow(scene(true), [old])).toEqual([due({ dueSince: NOW, stageFrom: 'engaged' })]);
    expect(follow(scene(true, { playRuns: [run] }), [old])).toEqual([]);
  });
});

test('however an account comes and goes, its periods do not overlap and each has one outcome', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 90 }), (days) => {
      const periods = new Map<number, DueFact>();
      for (const [day, surging] of days.entries()) {
        const at = scene(surging);
        const context = { ...at, now: NOW + day * DAY_MS };
        const latest = [...periods.values()].slice(-1);
        const hits = surging ? [{ play: surge, hit: { whyNow: [], contactIds: ['2'], urgency: 1 } }] : [];
        for (const each of followDues(context, latest, hits, [surge])) {
          const held = periods.get(each.dueSince);
          if (held?.outcome) expect(each.outcome).toBe(held.outcome);
          periods.set(each.dueSince, each);
        }
      }
      const begins = [...periods.keys()];
      for (const [index, begin] of begins.slice(1).entries()) {
        expect(begin - (begins[index] ?? 0)).toBeGreaterThanOrEqual(surge.cooldownDays * DAY_MS);
      }
    }),
  );
});
