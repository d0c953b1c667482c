import { assessCommittee } from '../../src/domain/committee/assess-committee.ts';
import type { AccountFacts } from '../../src/domain/facts.ts';
import { computePortalNorms } from '../fixtures/portal-norms.ts';
import { defaultModel } from '../../src/domain/model/default-model.ts';
import { completeAccount, scoreAccount } from '../../src/domain/score-account.ts';
import { assignTiers } from '../../src/domain/tiering/assign-tiers.ts';
import { buildActivity, buildDeal, buildFacts, buildPerson, daysAgo, NOW } from '../fixtures/account-facts.ts';

/* The account that docs/scoring.md explains, in the portal it is in. */

export const EXAMPLE: AccountFacts = buildFacts({
  companyId: '100',
  name: 'Northwind',
  properties: { numberofemployees: '3400', industry: 'COMPUTER_SOFTWARE', annualrevenue: null },
  people: [
    buildPerson('1', {
      name: 'Ana Ruiz',
      title: 'Chief Operating Officer',
      buyingRoles: [{ role: 'DECISION_MAKER', setAt: daysAgo(60) }],
    }),
    buildPerson('2', {
      name: 'Jonas Weber',
      title: 'Head of IT',
      buyingRoles: [{ role: 'CHAMPION', setAt: daysAgo(60) }],
    }),
    buildPerson('3', { name: 'Mary Okafor', title: 'VP Finance' }),
  ],
  activities: [
    buildActivity('1', 'meeting_held', 9),
    buildActivity('2', 'email_reply', 30),
    buildActivity('2', 'page_high_intent', 7),
    buildActivity('3', 'form_other', 15),
  ],
  signals: [
    { signalId: 's1', source: 'G2', topic: 'category', strength: 80, occurredAt: daysAgo(14) },
    { signalId: 's2', source: 'Bombora', topic: 'automation', strength: 50, occurredAt: daysAgo(7) },
  ],
  deals: [buildDeal({ dealId: '500', amount: 60_000, probability: 0.4, createdAt: daysAgo(40) })],
});

/** The other accounts of the portal, as far as they matter to this one. */
const OTHERS = [
  { numberofemployees: '900', industry: 'BANKING', annualrevenue: '90000000' },
  { numberofemployees: '12000', industry: 'RETAIL', annualrevenue: '3000000000' },
  { numberofemployees: '150', industry: 'MACHINERY', annualrevenue: '20000000' },
];
/** The median of the portal's deal amounts. */
export const TYPICAL_DEAL = 40_000;

/** Runs of the play of the example in this portal so far. */
export const PLAY_RUNS = { successes: 7, n: 18 };

const HELD = { tier: null, tierSince: null, pinned: false, stage: null };

export const MODEL = defaultModel;
export const NORMS = computePortalNorms([EXAMPLE.properties, ...OTHERS], MODEL.fit, NOW, [TYPICAL_DEAL]);

const scores = scoreAccount(EXAMPLE, MODEL, NORMS, NOW);

/** Rivals that score as the example does but for their fit and engagement, the first three above it. */
const RIVALS = [30, 20, 10, -10, -20].map((more, index) => ({
  companyId: String(200 + index),
  fit: Math.min(100, (scores.fit.total ?? 0) + more),
  disqualifiedBy: null,
  engagement: Math.max(0, scores.engagement.total + more),
  intent: scores.intent.total,
  dealPotential: scores.dealPotential,
  held: HELD,
}));

const [assignment] = assignTiers(
  [
    {
      companyId: EXAMPLE.companyId,
      fit: scores.fit.total,
      disqualifiedBy: null,
      engagement: scores.engagement.total,
      intent: scores.intent.total,
      dealPotential: scores.dealPotential,
      held: HELD,
    },
    ...RIVALS,
  ],
  MODEL.tiering,
  NOW,
);
if (assignment === undefined) throw new Error('the example was assigned no tier');
export const ASSIGNMENT = assignment;

const committee = assessCommittee({
  facts: EXAMPLE,
  model: MODEL.committee,
  tier: ASSIGNMENT.tier,
  titles: scores.people,
  now: NOW,
});

/** Everything that is shown of the example. */
export const RESULT = completeAccount(
  { facts: EXAMPLE, scores, committee, assignment: ASSIGNMENT, held: { stage: null } },
  MODEL,
  NOW,
);
