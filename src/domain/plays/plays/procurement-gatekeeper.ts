import { findLeadingDeal } from '../../committee/leading-deal.ts';
import { wordRole } from '../../committee/role-labels.ts';
import { describeActivity, pickTelling, listTheirs } from '../account-moments.ts';
import type { PlayContext, PlayDefinition, WhyNow } from '../play-types.ts';
import { describeOpenDeal, describeOpenRole, isOpen, listCandidateIds } from '../role-moments.ts';

const ACTIVE_DAYS = 30;

/** Procurement talks to us and the person whose budget it is does not: the price is about to become the only topic. */
export const procurementGatekeeper: PlayDefinition = {
  id: 'procurement-gatekeeper',
  name: 'Reach beyond procurement',
  tiers: [1, 2, 3, 'none'],
  stages: ['engaged', 'sales_ready', 'opportunity', 'customer'],
  closes: 'A deal that only procurement speaks for',
  aim: { kind: 'role', role: 'BUDGET_HOLDER', state: 'engaged' },
  outcomeWithinDays: 21,
  cooldownDays: 45,
  prior: { a: 3, b: 7 },
  steps: [
    {
      title: 'Make procurement an ally',
      channel: 'call',
      who: 'owner',
      dueInDays: 0,
      text: 'Ask {{contact.firstName|the buyer}}: "What do you need from me to get this through your process without delay?" Deliver exactly that, early. Do not trade price yet.',
    },
    {
      title: 'Agree the value with the business side',
      channel: 'meeting',
      who: 'owner',
      dueInDays: 4,
      text: 'Meet the people who will use or pay for what we offer. Get one sentence from them on what it is worth to {{company}}, and ask them to say it to procurement.',
    },
    {
      title: 'Prepare what you can give',
      channel: 'task',
      who: 'owner',
      dueInDays: 6,
      text: 'List three things to trade that are not price: term, payment date, start date, a reference. Decide what you ask for in return for each.',
    },
  ],
  when: {
    all: [
      { deal: { state: 'open' } },
      { not: { role: 'BUDGET_HOLDER', state: ['engaged'] } },
      { not: { role: 'PROCUREMENT', state: ['missing', 'placeholder'] } },
      { activity: { by: 'theirs' }, withinDays: ACTIVE_DAYS },
    ],
  },
  besides: 'the active person is in procurement',
  look: (context) => {
    const { facts } = context;
    const deal = findLeadingDeal(facts);
    if (deal === null) return null;
    const buyers = listCandidateIds(context, 'PROCUREMENT');
    const active = listTheirs(context, ACTIVE_DAYS).filter(({ contactId }) => buyers.includes(contactId));
    const contactIds = buyers.filter((id) => active.some(({ contactId }) => contactId === id));
    if (contactIds.length === 0) return null;
    return {
      whyNow: [
        ...pickTelling(active, 2).map((activity) => describeActivity(activity, context)),
        describeOpenDeal(deal),
        describeSilentHolder(context),
      ],
      contactIds,
      urgency: Math.max(0.6, deal.probability ?? 0),
    };
  },
};

function describeSilentHolder(context: PlayContext): WhyNow {
  if (isOpen(context, 'BUDGET_HOLDER')) return describeOpenRole(context, 'BUDGET_HOLDER');
  const { model, roleLabels } = context;
  const days = model.committee.engagedWithinDays;
  return { sentence: `The ${wordRole('BUDGET_HOLDER', roleLabels)} was not active in the last ${days} days`, at: null };
}
