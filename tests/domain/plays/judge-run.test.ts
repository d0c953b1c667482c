import { describe, expect, test } from 'vitest';
import type { ActivityFact, PersonFacts, PlayRunFact } from '../../../src/domain/facts.ts';
import { findRunEnds } from '../../../src/domain/plays/judge-run.ts';
import { buildActivity, buildPerson, daysAgo } from '../../fixtures/account-facts.ts';
import { buildPlayContext } from '../../fixtures/play-context.ts';

/** A run with contact 1 of a play, started so many days ago. */
const run = (playId: string, days: number, changes: Partial<PlayRunFact> = {}): PlayRunFact => ({
  runId: 'r',
  playId,
  startedAt: daysAgo(days),
  contactIds: ['1'],
  status: 'running',
  ...changes,
});

function outcomeOf(playRun: PlayRunFact, activities: ActivityFact[], role?: string): string | null {
  const buyingRoles = role === undefined ? [] : [{ role: role as 'BUDGET_HOLDER', setAt: daysAgo(30) }];
  const people = [buildPerson('1', { buyingRoles }), buildPerson('2')];
  const context = buildPlayContext({ facts: { people, activities, playRuns: [playRun] } });
  return findRunEnds(context)[0]?.outcome ?? null;
}

const outcomeWith = (playRun: PlayRunFact, person: Partial<PersonFacts>, activities: ActivityFact[]) => {
  const facts = { people: [buildPerson('1', person), buildPerson('2')], activities, playRuns: [playRun] };
  return findRunEnds(buildPlayContext({ facts })).map(({ outcome }) => outcome);
};

describe('a run of a play that aims at a meeting (14 days)', () => {
  test('goes on while nothing came and its time is not up', () => {
    expect(outcomeOf(run('surge', 14), [])).toBeNull();
  });

  test('is abandoned once its time is up', () => {
    expect(outcomeOf(run('surge', 15), [])).toBe('abandoned');
  });

  test('is completed by a meeting with one of its people since, and by nothing else', () => {
    expect(outcomeOf(run('surge', 10), [buildActivity('1', 'meeting_held', 9)])).toBe('completed');
    expect(outcomeOf(run('surge', 10), [buildActivity('2', 'meeting_held', 9)])).toBeNull();
    expect(outcomeOf(run('surge', 10), [buildActivity('1', 'meeting_held', 11)])).toBeNull();
    expect(outcomeOf(run('surge', 10), [buildActivity('1', 'email_reply', 9)])).toBeNull();
    expect(outcomeOf(run('surge', 15), [buildActivity('1', 'email_reply', 9)])).toBe('abandoned');
  });

  test('is completed when it is looked at late, but not by what came late', () => {
    expect(outcomeOf(run('surge', 40), [buildActivity('1', 'meeting_held', 30)])).toBe('completed');
    expect(outcomeOf(run('surge', 40), [buildActivity('1', 'meeting_held', 20)])).toBe('abandoned');
  });
});

describe('a run of a play for a role', () => {
  const started = run('no-budget-holder-at-proposal', 10);
  const sponsoring = run('tier-1-without-sponsor', 10);

  test('is completed when it is looked at so late that its holder is quiet again', () => {
    const reply = [buildActivity('1', 'email_reply', 60)];
    expect(outcomeOf(run('no-budget-holder-at-proposal', 70), reply, 'BUDGET_HOLDER')).toBe('completed');
    const late = run('no-budget-holder-at-proposal', 85);
    expect(outcomeOf(late, reply, 'BUDGET_HOLDER')).toBe('abandoned');
    expect(
      outcomeOf(run('tier-1-without-sponsor', 130), [buildActivity('1', 'email_sent', 120)], 'EXECUTIVE_SPONSOR'),
    ).toBe('completed');
  });

  test('is not completed by somebody who may hold it by title alone', () => {
    const chief = { title: 'Chief Executive Officer' };
    expect(outcomeWith(sponsoring, chief, [buildActivity('1', 'meeting_held', 5)])).toEqual([]);
    expect(outcomeWith(sponsoring, chief, [buildActivity('1', 'email_sent', 5)])).toEqual([]);
  });

  test('is not completed by what the holder did before, nor by others since', () => {
    const holder = { buyingRoles: [{ role: 'BUDGET_HOLDER', setAt: null }] } as const;
    const before = buildActivity('1', 'meeting_held', 12);
    expect(outcomeWith(started, holder, [before, buildActivity('2', 'email_reply', 5)])).toEqual([]);
    expect(outcomeWith(started, holder, [before, buildActivity('1', 'email_sent', 5)])).toEqual([]);
    const sponsor = { buyingRoles: [{ role: 'EXECUTIVE_SPONSOR', setAt: null }] } as const;
    const sent = buildActivity('1', 'email_sent', 12);
    expect(outcomeWith(sponsoring, sponsor, [sent, buildActivity('1', 'ad_impression', 5)])).toEqual([]);
    expect(outcomeWith(sponsoring, sponsor, [sent, buildActivity('2', 'email_reply', 5)])).toEqual([]);
  });

  test('is completed when a known holder of it engaged since', () => {
    const met = [buildActivity('1', 'meeting_held', 5)];
    expect(outcomeOf(started, met, 'BUDGET_HOLDER')).toBe('completed');
    expect(outcomeOf(started, met, 'CHAMPION')).toBeNull();
    expect(outcomeOf(started, [buildActivity('1', 'meeting_held', 12)], 'BUDGET_HOLDER')).toBeNull();
  });

  test('that is to be reached is completed by what reached them', () => {
    const sent = [buildActivity('1', 'email_sent', 5)];
    expect(outcomeOf(run('tier-1-without-sponsor', 10), sent, 'EXECUTIVE_SPONSOR')).toBe('completed');
    expect(outcomeOf(started, sent, 'BUDGET_HOLDER')).toBeNull();
  });
});

test('a run counts what came after its start and until its last moment', () => {
  expect(outcomeOf(run('surge', 10), [buildActivity('1', 'meeting_held', 10)])).toBeNull();
  expect(outcomeOf(run('surge', 20), [buildActivity('1', 'meeting_held', 6)])).toBe('completed');
});

test('of all runs those are told that came to their end, with where the account stands', () => {
  const playRuns = [run('surge', 10), run('surge', 20, { runId: 'over' }), run('retired', 90)];
  const context = buildPlayContext({ facts: { playRuns }, stage: 'aware' });
  expect(findRunEnds(context)).toEqual([
    { runId: 'over', playId: 'surge', companyId: '100', outcome: 'abandoned', stage: 'aware' },
  ]);
});

test('what has ended, or is no play any more, is left as it is', () => {
  expect(outcomeOf(run('surge', 90, { status: 'completed' }), [])).toBeNull();
  expect(outcomeOf(run('retired', 90), [])).toBeNull();
});
