import { describe, expect, test } from 'vitest';
import type { AccountFacts, ActivityFact, PersonFacts } from '../../../../src/domain/facts.ts';
import { findDuePlays, findHit } from '../../../../src/domain/plays/find-hit.ts';
import { requestUnanswered } from '../../../../src/domain/plays/plays/request-unanswered.ts';
import { recommendPlays } from '../../../../src/domain/plays/recommend-plays.ts';
import { buildActivity, buildPerson, daysAgo, NOW } from '../../../fixtures/account-facts.ts';
import { buildPlayContext } from '../../../fixtures/play-context.ts';

const PEOPLE = [buildPerson('1', { name: 'Ana Ruiz' }), buildPerson('2', { name: 'Ben Ode' })];
const REQUEST = buildActivity('1', 'form_high_intent', 4, 'Book a demo');

function judge(activities: ActivityFact[], people: PersonFacts[] = PEOPLE) {
  return findHit(requestUnanswered, buildPlayContext({ facts: { people, activities }, stage: 'opportunity' }));
}

test('holds on a request whose author heard nothing since, whatever others heard', () => {
  const written = [buildActivity('1', 'email_sent', 6), buildActivity('2', 'meeting_held', 1)];
  expect(judge([REQUEST, ...written])).toEqual({
    contactIds: ['1'],
    urgency: 1,
    mostActs: 3,
    whyNow: [
      {
        sentence: 'Ana Ruiz: demo or sales request "Book a demo" on ⟦2026-11-16T12:00Z⟧',
        at: REQUEST.occurredAt,
        contactId: '1',
      },
      { sentence: 'Nobody on our team has called, met or written to them since', at: null },
    ],
  });
});

test.each(['call_unanswered', 'call_connected', 'email_sent', 'meeting_held'] as const)(
  'does not hold once there was an answer: %s',
  (type) => {
    expect(judge([REQUEST, buildActivity('1', type, 4)])).toBeNull();
    expect(judge([REQUEST, buildActivity('1', type, 3)])).toBeNull();
  },
);

test('holds anew where somebody who was answered asks again', () => {
  const again = buildActivity('1', 'form_high_intent', 1, 'Contact sales');
  const hit = judge([REQUEST, buildActivity('1', 'email_sent', 3), again]);
  expect(hit?.whyNow.map(({ sentence }) => sentence)).toEqual([
    'Ana Ruiz: demo or sales request "Contact sales" on ⟦2026-11-19T12:00Z⟧',
    'Nobody on our team has called, met or written to them since',
  ]);
});

test('is about demo and sales requests of the last 14 days, and about people who can be turned to', () => {
  expect(judge([buildActivity('1', 'form_high_intent', 15)])).toBeNull();
  expect(judge([buildActivity('1', 'form_other', 1)])).toBeNull();
  expect(judge([REQUEST], [buildPerson('1', { bounced: true })])).toBeNull();
});

const BY_BEN = buildActivity('2', 'form_high_intent', 2, 'Contact sales');
const RUN = { runId: 'r', playId: requestUnanswered.id, startedAt: daysAgo(3), contactIds: ['1'] };
const ENDED = [
  { ...RUN, status: 'completed' as const },
  { ...RUN, status: 'abandoned' as const },
];
const WORD = { playId: requestUnanswered.id, reason: null, givenAt: daysAgo(3) };
const WORDS = [
  { ...WORD, kind: 'dismissed' as const, until: NOW + 1 },
  { ...WORD, kind: 'dismissed' as const, until: daysAgo(3) },
  { ...WORD, kind: 'snoozed' as const, until: NOW + 1 },
];

/** Whom it is offered for, each with what is told of them. */
function offer(activities: ActivityFact[], facts: Partial<AccountFacts>) {
  const context = buildPlayContext({ facts: { people: PEOPLE, activities, ...facts }, stage: 'opportunity' });
  const [play] = recommendPlays(context, {}, findDuePlays(context, [requestUnanswered]));
  if (play === undefined) return null;
  return { who: play.who.map(({ name }) => name), acts: play.whyNow.slice(0, -1).map(({ sentence }) => sentence) };
}
const forBen = {
  who: ['Ben Ode'],
  acts: ['Ben Ode: demo or sales request "Contact sales" on ⟦2026-11-18T12:00Z⟧'],
};

describe('once it was run or put off for who asked first', () => {
  test.each(ENDED)('who asks after the start is offered as soon as the run has ended: $status', (run) => {
    expect(offer([REQUEST, BY_BEN], { playRuns: [run] })).toEqual(forBen);
  });

  test.each(WORDS)('who asks after it was put off is offered at once: $kind until $until', (word) => {
    expect(offer([REQUEST, BY_BEN], { playFeedback: [word] })).toEqual(forBen);
  });

  test('nobody is offered while the run is under way: of a play one run is under way at an account', () => {
    expect(offer([REQUEST, BY_BEN], { playRuns: [{ ...RUN, status: 'running' }] })).toBeNull();
  });

  test('the same request does not come back as long as it counts', () => {
    for (const days of [3, 13]) {
      const asked = buildActivity('1', 'form_high_intent', days);
      const since = daysAgo(days);
      for (const run of ENDED) expect(offer([asked], { playRuns: [{ ...run, startedAt: since }] })).toBeNull();
      for (const word of WORDS) expect(offer([asked], { playFeedback: [{ ...word, givenAt: since }] })).toBeNull();
    }
  });

  test('a request that was snoozed comes back when the snooze is over', () => {
    const word = { ...WORD, kind: 'snoozed' as const, until: NOW };
    expect(offer([REQUEST], { playFeedback: [word] })?.who).toEqual(['Ana Ruiz']);
  });

  test('who asks anew after the run began is offered again', () => {
    const again = buildActivity('1', 'form_high_intent', 1, 'Contact sales');
    expect(offer([REQUEST, again], { playRuns: ENDED.slice(0, 1) })).toEqual({
      who: ['Ana Ruiz'],
      acts: ['Ana Ruiz: demo or sales request "Contact sales" on ⟦2026-11-19T12:00Z⟧'],
    });
  });

  test('a run that names nobody is of all who had asked', () => {
    const playRuns = ENDED.slice(0, 1).map((run) => ({ ...run, contactIds: [] }));
    expect(offer([REQUEST, BY_BEN], { playRuns })).toEqual(forBen);
  });

  test('who asked before and was not in the run is offered after it, but not what was put off for all', () => {
    const earlier = { ...BY_BEN, occurredAt: daysAgo(5) };
    expect(offer([REQUEST, earlier], { playRuns: ENDED.slice(0, 1) })?.who).toEqual(['Ben Ode']);
    expect(offer([REQUEST, earlier], { playFeedback: WORDS.slice(0, 1) })).toBeNull();
  });
});
