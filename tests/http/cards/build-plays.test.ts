import { describe, expect, test } from 'vitest';
import { DAY_MS } from '../../../src/domain/day-ms.ts';
import type { RoleId } from '../../../src/domain/facts.ts';
import { findPlay, PLAYS } from '../../../src/domain/plays/play-registry.ts';
import type { PlayDefinition, RecommendedPlay } from '../../../src/domain/plays/play-types.ts';
import { listPortalPlays } from '../../../src/domain/plays/portal-plays.ts';
import { toCardPlay } from '../../../src/http/cards/build-plays.ts';
import { NOW } from '../../fixtures/account-facts.ts';

const WORDED = listPortalPlays(new Map()).map(({ play }) => play);
/** These turn to nobody: they pause, or work by programme. */
const FOR_THE_ACCOUNT = new Set(['cold-account-by-marketing', 'high-reach-low-intent']);
const ANA = { contactId: '1', name: 'Ana Ruiz', title: 'COO' };

/** The play as `recommendPlays` offers it with these people: without its emails to contacts where there are none. */
function offer({ id, name, closes, steps }: PlayDefinition, who: RecommendedPlay['who']): RecommendedPlay {
  const left = steps.filter(
    ({ channel, addressee }) =>
      who.length > 0 || !(channel === 'sequence' || (channel === 'email' && addressee !== 'via')),
  );
  const resolved = left.map((step) => ({ ...step, resolvedText: step.text }));
  const success = { successes: 0, n: 0, mean: 0.3 };
  return { playId: id, name, closes, outcome: '', whyNow: [], who, steps: resolved, rankScore: 1, success };
}

describe.each(PLAYS.map((play) => ({ id: play.id, play })))('$id', ({ id, play }) => {
  test('says of people that are missing what holds for its steps', () => {
    const { nobody, steps } = toCardPlay(offer(play, []), WORDED, NOW);
    const isForAll = FOR_THE_ACCOUNT.has(id);
    const isShortened = steps.length < play.steps.length;
    expect(nobody).toBe(isForAll ? 'whole_account' : isShortened ? 'unknown_unwritten' : 'unknown');
  });

  test('says nothing of the kind where it has people', () => {
    expect(toCardPlay(offer(play, [ANA]), WORDED, NOW).nobody).toBeNull();
  });
});

test('says who is said to hold the role of a play and is no contact yet, where nobody else is known', () => {
  const play = findPlay('no-budget-holder-at-proposal');
  if (play === null) throw new Error('no such play');
  const tell = (who: RecommendedPlay['who'], role: RoleId, note = 'their new CFO') =>
    toCardPlay(offer(play, who), WORDED, NOW, [{ role, note }]).notYet;
  expect(tell([], 'BUDGET_HOLDER')).toBe('their new CFO');
  expect(tell([], 'BUDGET_HOLDER', '')).toBeUndefined();
  expect(tell([], 'CHAMPION')).toBeUndefined();
  expect(tell([ANA], 'BUDGET_HOLDER')).toBeUndefined();
});

test('a play that nobody wrote down any more is judged by the steps it has', () => {
  const play = findPlay('no-legal-contact-late');
  if (play === null) throw new Error('no such play');
  expect(toCardPlay(offer(play, []), [], NOW).nobody).toBe('unknown');
});

test('names the deal that closes before the time of its aim is over, and draws its days together', () => {
  const play = findPlay('no-budget-holder-at-proposal');
  if (play === null) throw new Error('no such play');
  const look = (closesIn: number, after = 0) => {
    const closesAt = NOW + closesIn * DAY_MS;
    const deal = { name: 'Acme platform', closesAt, lastAt: closesAt - DAY_MS / 2 - 1 };
    const { closing, steps } = toCardPlay({ ...offer(play, [ANA]), deal }, WORDED, NOW + after * DAY_MS);
    return { closing, lastDay: (Date.parse(steps.at(-1)?.dueAt ?? '') - NOW) / DAY_MS };
  };
  expect(look(4)).toEqual({ closing: { deal: 'Acme platform', at: '2026-11-24T12:00:00.000Z' }, lastDay: 3 });
  expect(look(4, 2)).toMatchObject({ closing: { deal: 'Acme platform' }, lastDay: 3 });
  expect(look(20)).toMatchObject({ closing: { deal: 'Acme platform' }, lastDay: 7 });
  expect(look(21)).toMatchObject({ closing: null, lastDay: 7 });
  expect(look(1, 1)).toMatchObject({ closing: null, lastDay: 8 });
});
