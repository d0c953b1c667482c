import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { OpenTicketFact } from '../../../src/domain/facts.ts';
import { findDuePlays } from '../../../src/domain/plays/find-hit.ts';
import { PLAYS } from '../../../src/domain/plays/play-registry.ts';
import { AS_SHIPPED, listPortalPlays, toEdit } from '../../../src/domain/plays/portal-plays.ts';
import { recommendPlays } from '../../../src/domain/plays/recommend-plays.ts';
import { isSuppressed } from '../../../src/domain/plays/suppress-play.ts';
import { describeRest } from '../../../src/domain/plays/describe-rests.ts';
import { buildActivity, buildFacts, buildPerson, daysAgo, NOW } from '../../fixtures/account-facts.ts';
import { buildPlayContext } from '../../fixtures/play-context.ts';

const TICKET: OpenTicketFact = { ticketId: '1', openedAt: Date.parse('2026-11-12T10:00:00Z') };
const GOES_ON = ['champion-gone', 'high-reach-low-intent'];

test.each(PLAYS.map((play) => ({ id: play.id, play })))(
  '$id rests for an open ticket, or says that it does not',
  ({ id, play }) => {
    const open = buildFacts({ openTickets: [TICKET] });
    expect(isSuppressed(play, open, NOW)).toBe(!GOES_ON.includes(id));
    expect(isSuppressed(play, buildFacts(), NOW)).toBe(false);
    expect(isSuppressed(play, buildFacts({ openTickets: [] }), NOW)).toBe(false);
  },
);

test('a ticket of a later day does not count for an earlier one', () => {
  const play = PLAYS.find(({ id }) => id === 'surge');
  if (play === undefined) throw new Error('no such play');
  expect(isSuppressed(play, buildFacts({ openTickets: [{ ...TICKET, openedAt: NOW + 1 }] }), NOW)).toBe(false);
});

test('a play goes on through a ticket after an admin wrote it anew', () => {
  const choices = PLAYS.map((play) => [play.id, { ...AS_SHIPPED, edit: { ...toEdit(play), name: 'Ours' } }] as const);
  const goOn = listPortalPlays(new Map(choices)).filter(({ play }) => play.evenWithTicket === true);
  expect(goOn.map(({ play }) => play.id)).toEqual(GOES_ON);
});

const surging = buildPlayContext({
  facts: { people: [buildPerson('1')], activities: [buildActivity('1', 'page_high_intent', 1)] },
  surging: true,
});
const withTickets = (openTickets: readonly OpenTicketFact[]) => ({
  ...surging,
  facts: { ...surging.facts, openTickets },
});
const dueAt = (context: typeof surging, ids: readonly string[]) =>
  findDuePlays(
    context,
    PLAYS.filter(({ id }) => ids.includes(id)),
  );

describe('why a play rests', () => {
  test('is told with its name and since when, to the day', () => {
    const context = withTickets([TICKET]);
    expect(describeRest(context, dueAt(context, ['surge']))).toBe(
      '"Catch the surge while it lasts" is on hold: a support ticket has been open since ⟦2026-11-12T10:00Z⟧',
    );
  });

  test('counts plays and tickets where there are several, and names the oldest', () => {
    const context = withTickets([TICKET, { ticketId: '2', openedAt: daysAgo(1) }]);
    const [due] = dueAt(context, ['surge']);
    if (due === undefined) throw new Error('The play is not due.');
    expect(describeRest(context, [due, { ...due, play: { ...due.play, id: 'another' } }])).toBe(
      '2 plays are on hold: 2 support tickets are open, the oldest since ⟦2026-11-12T10:00Z⟧',
    );
  });

  test('is not told of one that is put off all the same, of none, nor without a ticket', () => {
    const context = withTickets([TICKET]);
    const due = dueAt(context, ['surge']);
    const feedback = { playId: 'surge', kind: 'snoozed' as const, reason: null, givenAt: NOW, until: NOW + 1 };
    const snoozed = { ...context, facts: { ...context.facts, playFeedback: [feedback] } };
    expect(describeRest(snoozed, due)).toBeNull();
    expect(describeRest(context, [])).toBeNull();
    expect(describeRest(surging, due)).toBeNull();
  });
});

test('with a ticket open no play is offered but those that go on, and every other that was offered is told of', () => {
  const opened = fc.integer({ min: 0, max: 400 }).map((days) => ({ ticketId: String(days), openedAt: daysAgo(days) }));
  fc.assert(
    fc.property(
      fc.array(opened, { minLength: 1, maxLength: 4 }),
      fc.record({ surging: fc.boolean(), fit: fc.constantFrom(20, 90), engagement: fc.integer({ min: 0, max: 100 }) }),
      (openTickets, scores) => {
        const { facts } = surging;
        const without = buildPlayContext({ facts, ...scores });
        const context = { ...without, facts: { ...without.facts, openTickets } };
        const offered = recommendPlays(context, {}).map(({ playId }) => playId);
        expect(offered.filter((id) => !GOES_ON.includes(id))).toEqual([]);
        const before = recommendPlays(without, {}).filter(({ playId }) => !GOES_ON.includes(playId));
        if (before.length > 0) expect(describeRest(context, findDuePlays(context, PLAYS))).not.toBeNull();
      },
    ),
    { numRuns: 100 },
  );
});
