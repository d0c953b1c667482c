import { buildActivity, buildDeal, buildPerson, buildSignal, daysAgo } from '../fixtures/account-facts.ts';
import { COMMITTEE_ACCOUNTS } from './committee-accounts.ts';
import { golden, type GoldenAccount } from './golden-account.ts';
import { TIER_ACCOUNTS } from './tier-accounts.ts';

/** Hand-written accounts, one for each way an account can look; their scores are committed in `report.txt` and `scores.json`. */
export const GOLDEN_ACCOUNTS: readonly GoldenAccount[] = [
  golden({ companyId: '1', name: 'Nothing known' }),
  golden({
    companyId: '2',
    name: 'Open deal, warm committee',
    properties: {
      numberofemployees: '3400',
      annualrevenue: '900000000',
      industry: 'COMPUTER_SOFTWARE',
      lifecyclestage: 'opportunity',
    },
    people: [
      buildPerson('21', {
        name: 'Ana Silva',
        title: 'Chief Financial Officer',
        buyingRoles: [{ role: 'BUDGET_HOLDER', setAt: daysAgo(20) }],
      }),
      buildPerson('22', {
        name: 'Ben Ode',
        title: 'Head of IT',
        roleDecisions: [{ role: 'CHAMPION', decision: 'confirmed', decidedAt: daysAgo(9) }],
      }),
      buildPerson('23', { name: 'Cem Arslan', title: 'Security Engineer' }),
    ],
    activities: [
      buildActivity('21', 'meeting_held', 4),
      buildActivity('22', 'meeting_held', 4),
      buildActivity('22', 'form_high_intent', 12, 'Book a demo'),
      buildActivity('22', 'email_reply', 2),
      buildActivity('23', 'page_high_intent', 1, '/pricing'),
      buildActivity('23', 'page_view', 1, '/docs/api'),
      buildActivity('21', 'email_sent', 1),
    ],
    deals: [buildDeal({ contactIds: ['21', '22'] })],
    signals: [buildSignal()],
  }),
  golden({
    companyId: '3',
    name: 'High fit, no engagement',
    properties: { numberofemployees: '700', annualrevenue: '120000000', industry: 'Financials' },
    people: [buildPerson('31', { name: 'Dora Lind', title: 'VP Operations' })],
    activities: [buildActivity('31', 'email_sent', 3), buildActivity('31', 'call_unanswered', 2)],
  }),
  golden({
    companyId: '4',
    name: 'Too small, keen',
    properties: { numberofemployees: '8', annualrevenue: '400000', industry: 'Bakery' },
    people: [buildPerson('41', { name: 'Emil Roy', title: 'Owner' })],
    activities: [0, 1, 2, 3].flatMap((day) => [
      buildActivity('41', 'form_other', day, 'Newsletter'),
      buildActivity('41', 'email_click', day),
    ]),
  }),
  golden({
    companyId: '5',
    name: 'Intent only',
    properties: { numberofemployees: '22000', industry: 'Energy' },
    signals: [
      buildSignal({ signalId: 's1', source: 'Bombora', topic: 'data platform', strength: 90, occurredAt: daysAgo(3) }),
      buildSignal({ signalId: 's2', source: 'Bombora', topic: 'data platform', strength: 85, occurredAt: daysAgo(10) }),
      buildSignal({ signalId: 's3', source: 'G2', topic: 'alternatives', strength: 70, occurredAt: daysAgo(1) }),
    ],
  }),
  golden({
    companyId: '6',
    name: 'Customer gone quiet',
    properties: {
      numberofemployees: '120000',
      annualrevenue: '45000000000',
      industry: 'Retailing',
      lifecyclestage: 'customer',
    },
    people: [
      buildPerson('61', {
        name: 'Fay Okoro',
        title: 'Procurement Manager',
        dealLabels: [{ role: 'END_USER', dealId: '600' }],
      }),
    ],
    activities: [buildActivity('61', 'meeting_held', 100), buildActivity('61', 'event_attended', 70)],
    deals: [buildDeal({ dealId: '600', state: 'won', probability: 1, closedAt: daysAgo(200) })],
  }),
  ...TIER_ACCOUNTS,
  ...COMMITTEE_ACCOUNTS,
];
