import { expect, test } from 'vitest';
import { factsAt } from '../../../src/domain/model/facts-at.ts';
import { buildFacts, buildPerson, daysAgo } from '../../fixtures/account-facts.ts';

const AT = daysAgo(30);
const deal = {
  name: 'Deal',
  amount: 1,
  currency: 'EUR',
  stageLabel: 'Won',
  probability: 1,
  state: 'won' as const,
  createdAt: daysAgo(90),
  closedAt: daysAgo(10),
  contactIds: [],
};

test('keeps what had happened by then, and nothing that came later', () => {
  const activity = { contactId: '1', type: 'page_view' as const, detail: null };
  const signal = { source: 'G2', topic: 'CRM', strength: 50 };
  const decided = { role: 'CHAMPION' as const, decision: 'rejected' as const };
  const facts = buildFacts({
    people: [
      buildPerson('1', {
        buyingRoles: [
          { role: 'CHAMPION', setAt: null },
          { role: 'END_USER', setAt: daysAgo(31) },
          { role: 'BLOCKER', setAt: daysAgo(29) },
        ],
        dealLabels: [
          { role: 'CHAMPION', dealId: 'old' },
          { role: 'CHAMPION', dealId: 'new' },
        ],
        roleDecisions: [
          { ...decided, decidedAt: daysAgo(31) },
          { ...decided, decidedAt: daysAgo(29) },
        ],
      }),
    ],
    activities: [
      { ...activity, activityId: 'at', occurredAt: AT },
      { ...activity, activityId: 'after', occurredAt: AT + 1 },
    ],
    signals: [
      { ...signal, signalId: 'before', occurredAt: daysAgo(40) },
      { ...signal, signalId: 'after', occurredAt: daysAgo(20) },
    ],
    deals: [
      { ...deal, dealId: 'old' },
      { ...deal, dealId: 'new', createdAt: daysAgo(20) },
    ],
  });
  const then = factsAt(facts, AT);
  expect(then.activities.map(({ activityId }) => activityId)).toEqual(['at']);
  expect(then.signals.map(({ signalId }) => signalId)).toEqual(['before']);
  const [person] = then.people;
  expect(person?.buyingRoles.map(({ role }) => role)).toEqual(['CHAMPION', 'END_USER']);
  expect(person?.dealLabels.map(({ dealId }) => dealId)).toEqual(['old']);
  expect(person?.roleDecisions).toHaveLength(1);
  expect(then.properties).toBe(facts.properties);
});

test('a deal that closed since was open, at a stage nobody knows; one that had closed stays as it is', () => {
  const deals = [
    { ...deal, dealId: 'closed since' },
    { ...deal, dealId: 'closed before', closedAt: daysAgo(40) },
    { ...deal, dealId: 'open', state: 'open' as const },
  ];
  const then = factsAt(buildFacts({ deals }), AT).deals.map(({ state, probability }) => [state, probability]);
  expect(then).toEqual([
    ['open', null],
    ['won', 1],
    ['open', 1],
  ]);
});

test('knows who had left by then', () => {
  const person = buildPerson('1');
  const formerPeople = [AT - 1, AT, AT + 1].map((leftAt) => ({ person, leftAt, movedTo: 'Fabrikam' }));
  expect(factsAt(buildFacts({ formerPeople }), AT).formerPeople?.map(({ leftAt }) => leftAt)).toEqual([AT - 1, AT]);
  expect(factsAt(buildFacts(), AT)).not.toHaveProperty('formerPeople');
});

test('keeps options, runs and feedback by their moment, those of that very moment too', () => {
  const moments = [AT - 1, AT, AT + 1];
  const otherRoles = [null, ...moments].map((setAt, index) => ({ option: `o${index}`, setAt }));
  const facts = buildFacts({
    people: [buildPerson('1', { otherRoles }), buildPerson('2')],
    playRuns: moments.map((startedAt, index) => ({
      runId: `r${index}`,
      playId: 'surge',
      startedAt,
      contactIds: [],
      status: 'running',
    })),
    playFeedback: moments.map((givenAt, index) => ({
      playId: `p${index}`,
      kind: 'snoozed',
      reason: null,
      givenAt,
      until: AT,
    })),
  });
  const then = factsAt(facts, AT);
  expect(then.people[0]?.otherRoles?.map(({ option }) => option)).toEqual(['o0', 'o1', 'o2']);
  expect(then.people[1]).not.toHaveProperty('otherRoles');
  expect(then.playRuns.map(({ runId }) => runId)).toEqual(['r0', 'r1']);
  expect(then.playFeedback.map(({ playId }) => playId)).toEqual(['p0', 'p1']);
});

test('a deal of that very moment is there, one that closed at it is closed, one of the future is not there', () => {
  const deals = [
    { ...deal, dealId: 'created', createdAt: AT, state: 'open' as const, closedAt: null },
    { ...deal, dealId: 'closed', closedAt: AT },
    { ...deal, dealId: 'undated', closedAt: null },
    { ...deal, dealId: 'future', createdAt: AT + 1 },
  ];
  expect(factsAt(buildFacts({ deals }), AT).deals.map(({ dealId, state }) => [dealId, state])).toEqual([
    ['created', 'open'],
    ['closed', 'won'],
    ['undated', 'won'],
  ]);
});
