import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AccountFacts } from '../../../src/domain/facts.ts';
import { findDuePlays } from '../../../src/domain/plays/find-hit.ts';
import { followDues, type DueFact } from '../../../src/domain/plays/follow-dues.ts';
import { surge } from '../../../src/domain/plays/plays/surge.ts';
import type { PlayContext } from '../../../src/domain/plays/play-types.ts';
import { buildActivity, buildPerson, daysAgo, NOW } from '../../fixtures/account-facts.ts';
import { buildPlayContext } from '../../fixtures/play-context.ts';

const DAY_MS = 86_400_000;
/** Surges where `surging`; somebody viewed a page three days ago, which is what the surge is told by. */
function scene(surging: boolean, facts: Partial<AccountFacts> = {}): PlayContext {
  const activities = [buildActivity('1', 'page_view', 3), ...(facts.activities ?? [])];
  return buildPlayContext({ facts: { people: [buildPerson('1')], ...facts, activities }, surging });
}
const follow = (context: PlayContext, latest: readonly DueFact[] = []): DueFact[] =>
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

describe('a period in which a play is due', () => {
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
