import { buildActivity, buildDeal, buildPerson, buildSignal, daysAgo } from '../fixtures/account-facts.ts';
import { golden, type GoldenAccount } from './golden-account.ts';

/** Accounts whose fit or tier is decided by more than points: disqualifiers, limits, pins, minimum stays, seats. */
export const TIER_ACCOUNTS: readonly GoldenAccount[] = [
  golden(
    {
      companyId: '7',
      name: 'Partner, disqualified',
      properties: { type: 'PARTNER', numberofemployees: '2500', annualrevenue: '400000000', industry: 'Software' },
      people: [buildPerson('71', { name: 'Gil Moran', title: 'VP Alliances' })],
      activities: [buildActivity('71', 'meeting_held', 5)],
    },
    { tier: 2, tierSince: daysAgo(5) },
  ),
  golden({
    companyId: '8',
    name: 'Town hall, fit under 0',
    properties: { numberofemployees: '30', annualrevenue: '600000', industry: 'GOVERNMENT_ADMINISTRATION' },
    people: [buildPerson('81', { name: 'Hedi Kern', title: 'Assistant to the Mayor' })],
  }),
  golden({
    companyId: '9',
    name: 'University, a negative band',
    properties: { numberofemployees: '3000', annualrevenue: '250000000', industry: 'HIGHER_EDUCATION' },
    people: [buildPerson('91', { name: 'Ida Falk', title: 'Leiterin Einkauf' })],
    activities: [buildActivity('91', 'event_registered', 30, 'Open day')],
  }),
  golden(
    {
      companyId: '10',
      name: 'Pinned',
      properties: { numberofemployees: '80', annualrevenue: '20000000', industry: 'INSURANCE' },
    },
    { tier: 1, tierSince: daysAgo(200), pinned: true },
  ),
  golden(
    {
      companyId: '11',
      name: 'Under the floor, in its minimum stay',
      properties: { numberofemployees: '450', annualrevenue: '20000000', industry: 'MACHINERY' },
    },
    { tier: 1, tierSince: daysAgo(10) },
  ),
  golden(
    {
      companyId: '12',
      name: 'Displaced',
      properties: { numberofemployees: '9000', annualrevenue: '3000000000', industry: 'BANKING' },
      people: [buildPerson('121', { name: 'Jo Lund', title: 'Head of Operations' })],
      activities: [buildActivity('121', 'email_click', 14), buildActivity('121', 'email_open', 7)],
    },
    {
      tier: 1,
      tierSince: daysAgo(60),
      stage: { id: 'engaged', since: daysAgo(60), failingSince: daysAgo(5) },
    },
  ),
  golden({
    companyId: '13',
    name: 'Everything at its limit',
    properties: { numberofemployees: '1000', annualrevenue: '250000000', industry: 'INTERNET', type: 'PROSPECT' },
    people: [buildPerson('131', { name: 'Kim Vos', title: 'Product Manager' })],
    activities: [
      // Four requests on one day, of which three count; four more channels; a meeting that lies ahead.
      ...[0.1, 0.2, 0.3, 0.4].map((ago) => buildActivity('131', 'form_high_intent', ago, 'Talk to sales')),
      ...[1, 2, 3].map((ago) => buildActivity('131', 'meeting_held', ago)),
      buildActivity('131', 'meeting_held', 3),
      ...[0, 1, 2].map((ago) => buildActivity('131', 'page_high_intent', ago, '/pricing')),
      buildActivity('131', 'event_attended', 6, 'Summit'),
      buildActivity('131', 'ad_impression', 1),
      buildActivity('131', 'note', 1),
      buildActivity('131', 'meeting_held', -3),
    ],
    signals: [
      buildSignal({ signalId: 'over', source: 'G2', topic: 'pricing', strength: 150, occurredAt: daysAgo(0) }),
      buildSignal({ signalId: 'weak', source: 'g2', topic: 'Pricing', strength: 20, occurredAt: daysAgo(0) }),
      buildSignal({ signalId: 'own', source: 'Our own tool', topic: 'visits', strength: 60, occurredAt: daysAgo(14) }),
      buildSignal({ signalId: 'old', source: 'Bombora', topic: 'data', strength: 90, occurredAt: daysAgo(300) }),
      buildSignal({ signalId: 'ahead', source: '6sense', topic: 'data', strength: 90, occurredAt: daysAgo(-1) }),
    ],
    deals: [buildDeal({ dealId: '1300', amount: 0, probability: 0.2, state: 'lost', closedAt: daysAgo(250) })],
  }),
];
