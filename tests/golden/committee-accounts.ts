import { buildActivity, buildDeal, buildPerson, daysAgo } from '../fixtures/account-facts.ts';
import { golden, type GoldenAccount } from './golden-account.ts';

/** Accounts that differ by who is known and how: what people said, what titles and acts say, and what is at risk. */
export const COMMITTEE_ACCOUNTS: readonly GoldenAccount[] = [
  golden({
    companyId: '14',
    name: 'Roles rejected',
    properties: { numberofemployees: '800', annualrevenue: '90000000', industry: 'LOGISTICS_AND_SUPPLY_CHAIN' },
    people: [
      buildPerson('141', {
        name: 'Lea Petit',
        title: 'Head of IT',
        buyingRoles: [{ role: 'CHAMPION', setAt: daysAgo(40) }],
        roleDecisions: [{ role: 'CHAMPION', decision: 'rejected', decidedAt: daysAgo(10) }],
      }),
    ],
    activities: [2, 12, 22].map((ago) => buildActivity('141', 'email_reply', ago)),
  }),
  golden(
    {
      companyId: '15',
      name: 'Stale role, falling back',
      properties: { numberofemployees: '15000', annualrevenue: '2000000000', industry: 'Healthcare' },
      people: [
        buildPerson('151', {
          name: 'Max Orth',
          title: 'Chief Information Officer',
          buyingRoles: [{ role: 'DECISION_MAKER', setAt: daysAgo(500) }],
        }),
      ],
      activities: [buildActivity('151', 'call_connected', 45), buildActivity('151', 'email_sent', 6)],
    },
    { tier: 3, tierSince: daysAgo(40), stage: { id: 'engaged', since: daysAgo(90), failingSince: daysAgo(20) } },
  ),
  golden({
    companyId: '16',
    name: 'Placeholder, one thread',
    properties: { numberofemployees: '300', industry: 'Business Services' },
    people: [
      buildPerson('161', {
        name: 'Nia Brand',
        title: 'Team Lead Support',
        dealLabels: [{ role: 'DECISION_MAKER', dealId: '1600' }],
      }),
      buildPerson('162', { name: 'Ole Rask', title: null }),
    ],
    activities: [buildActivity('161', 'form_other', 8, 'Webinar'), buildActivity('162', 'email_open', 1)],
    deals: [buildDeal({ dealId: '1600', name: 'Help desk', amount: null, probability: null, contactIds: ['161'] })],
    placeholders: [
      { role: 'BUDGET_HOLDER', note: 'the finance director of the parent company' },
      { role: 'INFLUENCER', note: 'somebody of IT signs off' },
    ],
  }),
  golden({
    companyId: '17',
    name: 'Blocker, late deal',
    properties: { numberofemployees: '6000', annualrevenue: '700000000', industry: 'Chemicals' },
    people: [
      buildPerson('171', {
        name: 'Pia Wolf',
        title: 'Head of Security',
        buyingRoles: [{ role: 'BLOCKER', setAt: daysAgo(12) }],
      }),
      buildPerson('172', {
        name: 'Quin Abel',
        title: 'VP Finance',
        roleDecisions: [{ role: 'BUDGET_HOLDER', decision: 'rejected', decidedAt: daysAgo(3) }],
      }),
    ],
    activities: [buildActivity('171', 'email_reply', 3), buildActivity('172', 'meeting_held', 9)],
    deals: [
      buildDeal({
        dealId: '1700',
        name: 'Plant rollout',
        amount: 250_000,
        stageLabel: 'Decision Maker Bought-In',
        probability: 0.8,
      }),
    ],
  }),
  golden(
    {
      companyId: '18',
      name: 'Champion gone, seat kept by the bonus',
      properties: { numberofemployees: '12000', industry: 'Utilities' },
      people: [
        buildPerson('181', {
          name: 'Rita Sol',
          title: 'IT Manager',
          bounced: true,
          buyingRoles: [{ role: 'CHAMPION', setAt: daysAgo(100) }],
        }),
      ],
      activities: [buildActivity('181', 'call_connected', 60), buildActivity('181', 'email_sent', 2)],
    },
    { tier: 3, tierSince: daysAgo(45) },
  ),
  golden({
    companyId: '19',
    name: 'Behaviour and title',
    properties: { numberofemployees: '1200', annualrevenue: 'about 200m', industry: 'SEMICONDUCTORS' },
    people: [
      buildPerson('191', { name: 'Sam Uhl', title: 'Head of Engineering' }),
      buildPerson('192', { name: 'Tom Iro', title: 'Directeur Financier' }),
      buildPerson('193', { name: 'Una Ek', title: null }),
    ],
    activities: [
      ...[3, 20, 50].map((ago) => buildActivity('191', 'meeting_held', ago)),
      ...[4, 11].map((ago) => buildActivity('192', 'page_high_intent', ago, '/pricing')),
      ...[5, 6].map((ago) => buildActivity('193', 'page_view', ago, '/docs/api')),
    ],
  }),
  golden({
    companyId: '20',
    name: 'Nobody in a required role',
    properties: { numberofemployees: '60', annualrevenue: '3000000', industry: 'Wholesale' },
    people: [
      buildPerson('201', {
        name: 'Vic Zorn',
        title: 'Account Executive',
        buyingRoles: [
          { role: 'END_USER', setAt: null },
          { role: 'OTHER', setAt: daysAgo(3) },
        ],
        optedOut: true,
      }),
      buildPerson('202', { name: 'Wim Yde', title: 'General Counsel' }),
    ],
    activities: [
      ...[10, 10.1, 10.2, 10.3].map((ago) => buildActivity('201', 'page_view', ago, '/help')),
      buildActivity('202', 'ad_click', 28),
    ],
  }),
];
