import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AccountFacts, PlayRunFact } from '../../../src/domain/facts.ts';
import { findDuePlays } from '../../../src/domain/plays/find-hit.ts';
import type { PlayDefinition } from '../../../src/domain/plays/play-types.ts';
import { requestUnanswered } from '../../../src/domain/plays/plays/request-unanswered.ts';
import { recommendPlays } from '../../../src/domain/plays/recommend-plays.ts';
import { listResting } from '../../../src/domain/plays/describe-rests.ts';
import { buildActivity, buildPerson, daysAgo } from '../../fixtures/account-facts.ts';
import { buildPlay, PEOPLE, TASK, withUrgency } from '../../fixtures/offered-plays.ts';
import { buildPlayContext } from '../../fixtures/play-context.ts';

/** Which plays are offered, and why each other is not, by id. */
function look(plays: readonly PlayDefinition[], facts: Partial<AccountFacts>) {
  const context = buildPlayContext({ facts: { people: PEOPLE, ...facts } });
  const due = findDuePlays(context, plays);
  const offers = recommendPlays(context, {}, due);
  const resting = listResting(context, due, offers);
  return { offered: offers.map(({ playId }) => playId), resting: resting.map(({ playId, why }) => [playId, why]) };
}
const only = (facts: Partial<AccountFacts>, play = buildPlay('p', ['1'])) => look([play], facts).resting;
const run = (changes: Partial<PlayRunFact> = {}): PlayRunFact => ({
  runId: 'r',
  playId: 'p',
  startedAt: daysAgo(5),
  contactIds: [],
  status: 'running',
  ...changes,
});

describe('why a play that is due is not offered', () => {
  test('it runs, or was run or put off, until when', () => {
    const word = { playId: 'p', reason: null, givenAt: daysAgo(2) };
    expect(only({ playRuns: [run()] })).toEqual([['p', 'running']]);
    expect(only({ playRuns: [run({ status: 'completed' })] })).toEqual([
      ['p', 'was run on ⟦2026-11-15T12:00Z⟧, rests until ⟦2026-12-15T12:00Z⟧'],
    ]);
    expect(only({ playFeedback: [{ ...word, kind: 'snoozed', until: daysAgo(-12) }] })).toEqual([
      ['p', 'snoozed until ⟦2026-12-02T12:00Z⟧'],
    ]);
    expect(only({ playFeedback: [{ ...word, kind: 'dismissed', until: daysAgo(-1) }] })).toEqual([
      ['p', 'taken off as not useful until ⟦2026-12-18T12:00Z⟧'],
    ]);
  });

  test('of several reasons the one that lasts longest', () => {
    const snooze = { playId: 'p', kind: 'snoozed' as const, reason: null, givenAt: daysAgo(2), until: daysAgo(-1) };
    expect(only({ playRuns: [run({ status: 'abandoned' })], playFeedback: [snooze] })).toEqual([
      ['p', expect.stringMatching(/^was run on/)],
    ]);
  });

  test('an open ticket, but for one that goes on', () => {
    const openTickets = [{ ticketId: '1', openedAt: daysAgo(1) }];
    expect(only({ openTickets })).toEqual([['p', 'waits for the open support ticket']]);
    expect(only({ openTickets }, buildPlay('p', ['1'], { evenWithTicket: true }))).toEqual([]);
  });

  test('we were in touch with its people: until who was longest ago may be turned to again', () => {
    const activities = [buildActivity('1', 'email_sent', 1), buildActivity('2', 'call_connected', 2)];
    expect(only({ activities }, buildPlay('p', ['1', '2']))).toEqual([
      ['p', 'waits until ⟦2026-11-21T12:00Z⟧: we were in touch with Person 2 on ⟦2026-11-18T12:00Z⟧'],
    ]);
    expect(only({ activities }, buildPlay('p', ['1', '2', '3']))).toEqual([]);
  });

  test('its people are in a play that runs, or in one that is offered before it', () => {
    expect(only({ playRuns: [run({ playId: 'other', contactIds: ['1', '2'] })] }, buildPlay('p', ['1', '2']))).toEqual([
      ['p', 'waits: Person 1 and 1 other are in another play'],
    ]);
    expect(look([withUrgency('better', 1, ['1']), withUrgency('p', 0.5, ['1'])], {})).toEqual({
      offered: ['better'],
      resting: [['p', 'waits: Person 1 is in another play']],
    });
  });

  test('a text of it does not resolve', () => {
    const play = buildPlay('p', [], { steps: [{ ...TASK, text: 'About {{plan.competitor}}.' }] });
    expect(only({}, play)).toEqual([
      ['p', expect.stringContaining('one of its texts needs something that is not known here')],
    ]);
  });

  test('nothing is told of one that only comes after three better ones', () => {
    const plays = ['1', '2', '3', '4'].map((id) => withUrgency(`p${id}`, 1 - Number(id) / 10, [id]));
    expect(look(plays, {})).toEqual({ offered: ['p1', 'p2', 'p3'], resting: [] });
  });
});

test('a run for one request names those that wait for its end', () => {
  const people = [buildPerson('1', { name: 'Ana Ruiz' }), buildPerson('2', { name: 'Ben Ode' })];
  const activities = [
    buildActivity('1', 'form_high_intent', 4, 'Book a demo'),
    buildActivity('2', 'form_high_intent', 2, 'Contact sales'),
  ];
  const wait = (playRuns: PlayRunFact[]) => {
    const context = buildPlayContext({ facts: { people, activities, playRuns }, stage: 'opportunity' });
    const due = findDuePlays(context, [requestUnanswered]);
    return listResting(context, due, recommendPlays(context, {}, due));
  };
  const { id: playId, name } = requestUnanswered;
  const next = ['Ben Ode: demo or sales request "Contact sales" on ⟦2026-11-18T12:00Z⟧'];
  const started = run({ playId, contactIds: ['1'], startedAt: daysAgo(3) });
  expect(wait([started])).toEqual([{ playId, name, why: 'running', next }]);
  expect(wait([{ ...started, contactIds: ['1', '2'], startedAt: daysAgo(1) }])).toEqual([]);
  expect(wait([{ ...started, status: 'completed' }])).toEqual([]);
});

test('where fewer than three are offered, every play that is due is offered or says why not', () => {
  const days = fc.integer({ min: 0, max: 40 });
  const scene = fc.record({
    activities: fc.array(
      fc
        .tuple(fc.constantFrom('1', '2', '3'), fc.constantFrom('email_sent' as const, 'email_reply' as const), days)
        .map(([contactId, type, ago]) => buildActivity(contactId, type, ago)),
      { maxLength: 6 },
    ),
    playRuns: fc.array(
      fc.record({ playId: fc.constantFrom('a', 'b', 'x'), status: fc.constantFrom('running', 'completed'), ago: days }),
      { maxLength: 3 },
    ),
    openTickets: fc.constantFrom([], [{ ticketId: '1', openedAt: daysAgo(1) }]),
  });
  fc.assert(
    fc.property(scene, ({ activities, playRuns, openTickets }) => {
      const runs = playRuns.map(({ playId, status, ago }) =>
        run({ playId, status, startedAt: daysAgo(ago), contactIds: ['2'] }),
      );
      const plays = [buildPlay('a', ['1']), buildPlay('b', ['2', '3']), buildPlay('c', [], { steps: [TASK] })];
      const { offered, resting } = look(plays, { activities, playRuns: runs, openTickets });
      const told = resting.map(([playId]) => playId ?? '');
      const whole = [...offered, ...told].toSorted((a, b) => a.localeCompare(b));
      if (offered.length < 3) expect(whole).toEqual(['a', 'b', 'c']);
      else expect(told).toEqual([]);
    }),
    { numRuns: 200 },
  );
});
