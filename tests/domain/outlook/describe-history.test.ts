import { expect, test } from 'vitest';
import { describeHistory } from '../../../src/domain/outlook/describe-history.ts';
import { NOW, buildActivity, buildDeal, buildFacts, buildPerson, daysAgo } from '../../fixtures/account-facts.ts';

test('deals come first, open ones before closed ones, then the last thing of each kind they did', () => {
  const facts = buildFacts({
    people: [buildPerson('1', { name: 'Ana Ruiz' })],
    deals: [
      buildDeal({ dealId: '1', name: 'Old', state: 'lost', closedAt: daysAgo(200) }),
      buildDeal({ dealId: '2', name: 'New', amount: null }),
    ],
    activities: [
      buildActivity('1', 'meeting_held', 12, 'Kick-off'),
      buildActivity('1', 'meeting_held', 3),
      buildActivity('1', 'form_high_intent', 5, 'Request a demo'),
      buildActivity('1', 'email_sent', 1),
      buildActivity('1', 'page_view', -2),
      buildActivity('9', 'meeting_held', 1),
    ],
  });
  expect(describeHistory(facts, NOW)).toEqual([
    'Open deal "New" at Qualified To Buy',
    'Lost deal "Old" (⟦40000 EUR⟧) on ⟦2026-05-04T12:00Z⟧',
    'Ana Ruiz: meeting on ⟦2026-11-17T12:00Z⟧',
    'Ana Ruiz: demo or sales request on ⟦2026-11-15T12:00Z⟧ (Request a demo)',
  ]);
});

test('of an account nobody dealt with there is nothing to tell', () => {
  expect(describeHistory(buildFacts(), NOW)).toEqual([]);
});

test('the latest three deals are told, open ones by when they began, closed ones by when they ended', () => {
  const deals = [
    buildDeal({
      dealId: '1',
      name: 'undated',
      state: 'lost',
      createdAt: daysAgo(300),
      closedAt: null,
      amount: 1_234.5,
    }),
    buildDeal({ dealId: '2', name: 'won late', state: 'won', createdAt: daysAgo(400), closedAt: daysAgo(20) }),
    buildDeal({ dealId: '3', name: 'lost early', state: 'lost', createdAt: daysAgo(100), closedAt: daysAgo(90) }),
    buildDeal({ dealId: '4', name: 'open', createdAt: daysAgo(350), closedAt: daysAgo(-30) }),
    buildDeal({ dealId: '5', name: 'open lately', createdAt: daysAgo(10) }),
  ];
  expect(describeHistory(buildFacts({ deals }), NOW)).toEqual([
    'Open deal "open lately" (⟦40000 EUR⟧) at Qualified To Buy',
    'Open deal "open" (⟦40000 EUR⟧) at Qualified To Buy, expected to close on ⟦2026-12-20T12:00Z⟧',
    'Won deal "won late" (⟦40000 EUR⟧) on ⟦2026-10-31T12:00Z⟧',
  ]);
  expect(describeHistory(buildFacts({ deals: deals.toReversed() }), NOW)).toEqual(
    describeHistory(buildFacts({ deals }), NOW),
  );
  expect(describeHistory(buildFacts({ deals: deals.slice(0, 3) }), NOW)).toEqual([
    'Won deal "won late" (⟦40000 EUR⟧) on ⟦2026-10-31T12:00Z⟧',
    'Lost deal "lost early" (⟦40000 EUR⟧) on ⟦2026-08-22T12:00Z⟧',
    'Lost deal "undated" (⟦1235 EUR⟧)',
  ]);
});

const touch = (contactId: string, daysBefore: number, activityId: string) => ({
  ...buildActivity(contactId, 'email_reply', daysBefore),
  activityId,
});

test('the latest three touches are told, of one moment by id', () => {
  const people = ['1', '2', '3', '4'].map((contactId) => buildPerson(contactId));
  const activities = [
    touch('1', 9, 'z'),
    touch('2', 5, 'c'),
    touch('3', 5, 'b'),
    touch('4', 0, 'd'),
    touch('1', 10, 'e'),
  ];
  expect(describeHistory(buildFacts({ people, activities }), NOW).map((line) => line.slice(0, 8))).toEqual([
    'Person 4',
    'Person 3',
    'Person 2',
  ]);
});

test('what says little gives way to what they did in the last month, and is told in the order of time', () => {
  const facts = buildFacts({
    people: [buildPerson('1', { name: 'Ana Ruiz' }), buildPerson('2', { name: 'Bo Li' })],
    activities: [
      buildActivity('2', 'meeting_held', 40),
      buildActivity('1', 'form_high_intent', 6),
      buildActivity('1', 'email_reply', 5),
      buildActivity('1', 'page_view', 3),
      buildActivity('2', 'page_view', 2),
      buildActivity('2', 'email_click', 1),
    ],
  });
  expect(describeHistory(facts, NOW).map((line) => line.replace(/ on .*/, ''))).toEqual([
    'Bo Li: email click',
    'Ana Ruiz: email reply',
    'Ana Ruiz: demo or sales request',
  ]);
});

test('of two acts of a kind the later is told, of one moment the first by id, in whatever order they come', () => {
  const early = { ...touch('1', 5, 'a'), detail: 'early' };
  const late = { ...touch('1', 4, 'c'), detail: 'late' };
  const same = { ...late, activityId: 'b', detail: 'same moment' };
  const told = ['Person 1: email reply on ⟦2026-11-16T12:00Z⟧ (same moment)'];
  for (const activities of [
    [early, late, same],
    [early, same, late],
    [same, late, early],
    [late, early, same],
  ]) {
    expect(describeHistory(buildFacts({ people: [buildPerson('1')], activities }), NOW)).toEqual(told);
  }
});

test('what they did a month ago to the moment no longer pushes out a page of yesterday', () => {
  const people = ['1', '2', '3', '4'].map((contactId) => buildPerson(contactId));
  const pages = ['2', '3', '4'].map((contactId) => buildActivity(contactId, 'page_view', 1));
  const told = (daysBefore: number) =>
    describeHistory(buildFacts({ people, activities: [touch('1', daysBefore, 'a'), ...pages] }), NOW);
  expect(told(29.9).some((line) => line.startsWith('Person 1'))).toBe(true);
  expect(told(30).some((line) => line.startsWith('Person 1'))).toBe(false);
});
