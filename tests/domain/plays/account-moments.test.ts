import { expect, test } from 'vitest';
import type { ActivityFact, ActivityType } from '../../../src/domain/facts.ts';
import {
  describeActivity,
  describeSilence,
  listClosed,
  listSignals,
  listTheirs,
  pickTelling,
  rankPeople,
} from '../../../src/domain/plays/account-moments.ts';
import {
  buildActivity,
  buildDeal,
  buildFacts,
  buildPerson,
  buildSignal,
  daysAgo,
  NOW,
} from '../../fixtures/account-facts.ts';
import { buildPlayContext } from '../../fixtures/play-context.ts';

const lost = (dealId: string, closedAt: number | null) => buildDeal({ dealId, state: 'lost', closedAt });

const act = (activityId: string, contactId: string, type: ActivityType, daysBefore: number): ActivityFact => ({
  ...buildActivity(contactId, type, daysBefore),
  activityId,
});

test('what they did themselves is listed the latest first, and of one moment by id', () => {
  const activities = [
    buildActivity('2', 'page_view', 5),
    buildActivity('1', 'page_view', 2),
    buildActivity('1', 'email_click', 5),
    buildActivity('1', 'email_sent', 1),
    buildActivity('1', 'page_view', 31),
    buildActivity('1', 'page_view', -2),
  ];
  expect(listTheirs(buildPlayContext({ facts: { activities } }), 30).map(({ activityId }) => activityId)).toEqual([
    'page_view-1-2',
    'email_click-1-5',
    'page_view-2-5',
  ]);
});

test('signals are listed the strongest first, deals that closed the latest first, and alike ones by id', () => {
  const signals = [
    buildSignal({ signalId: 'b', strength: 60 }),
    buildSignal({ signalId: 'weak', strength: 40 }),
    buildSignal({ signalId: 'strong', strength: 90, occurredAt: daysAgo(14) }),
    buildSignal({ signalId: 'old', strength: 99, occurredAt: daysAgo(15) }),
    buildSignal({ signalId: 'a', strength: 60 }),
  ];
  const listed = listSignals(buildFacts({ signals }), { minStrength: 50 }, 14, NOW);
  expect(listed.map(({ signalId }) => signalId)).toEqual(['strong', 'a', 'b']);
  const won = buildDeal({ dealId: 'won', state: 'won', closedAt: daysAgo(1) });
  const deals = [lost('b', daysAgo(50)), lost('undated', null), won, lost('last', daysAgo(9)), lost('a', daysAgo(50))];
  const closed = listClosed(buildFacts({ deals }), 'lost');
  expect(closed.map(({ dealId }) => dealId)).toEqual(['last', 'a', 'b', 'undated']);
});

test('each person is told by what says most of them, of equal acts by the latest; the most telling people first', () => {
  const acts = [
    act('a', '1', 'page_view', 1),
    act('h', '5', 'page_view', 3),
    act('f', '4', 'page_view', 2),
    act('e', '3', 'email_reply', 2),
    act('c', '2', 'email_reply', 5),
    act('d', '2', 'email_reply', 2),
    act('b', '1', 'form_high_intent', 9),
  ];
  const ids = (limit: number) => pickTelling(acts, limit).map(({ activityId }) => activityId);
  expect(ids(Infinity)).toEqual(['b', 'd', 'e', 'f', 'h']);
  expect(ids(2)).toEqual(['b', 'd']);
});

test('an act of somebody who left the account is told without a name, and silence by the last thing of ours', () => {
  const activities = [buildActivity('9', 'page_view', 2), buildActivity('9', 'email_sent', 40)];
  const context = buildPlayContext({ facts: { activities } });
  expect(describeActivity(activities[0] as ActivityFact, context).sentence).toBe(
    'Someone: page view on ⟦2026-11-18T12:00Z⟧',
  );
  expect(describeSilence(context)).toEqual({
    sentence: 'No call, meeting or email from us since ⟦2026-10-11T12:00Z⟧',
    at: daysAgo(40),
  });
});

test('people are turned to once each, the most engaged first, ties by id', () => {
  const people = ['1', '2', '3'].map((contactId) => buildPerson(contactId));
  const context = buildPlayContext({ facts: { people }, byPerson: { 3: 5 } });
  expect(rankPeople(['2', '1', '2', '3', 'gone'], context)).toEqual(['3', '1', '2']);
});
