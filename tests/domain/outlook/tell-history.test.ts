import { expect, test } from 'vitest';
import { tellHistory } from '../../../src/domain/outlook/tell-history.ts';
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
  expect(tellHistory(facts, NOW)).toEqual([
    'Open deal "New" at Qualified To Buy',
    'Lost deal "Old" (40,000) on 4 May',
    'Ana Ruiz: meeting on 17 Nov',
    'Ana Ruiz: demo or sales request on 15 Nov (Request a demo)',
  ]);
});

test('of an account nobody dealt with there is nothing to tell', () => {
  expect(tellHistory(buildFacts(), NOW)).toEqual([]);
});
