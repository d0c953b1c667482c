import { findLeadingDeal } from '../../committee/leading-deal.ts';
import { describeActivity, pickTelling, listTheirs } from '../account-moments.ts';
import type { PlayDefinition } from '../play-types.ts';
import { describeOpenRole, describeOpenDeal, listCandidateIds } from '../role-moments.ts';

/** A proposal is on the table and nobody who can pay for it has seen it. */
export const noBudgetHolderAtProposal: PlayDefinition = {
  id: 'no-budget-holder-at-proposal',
  name: 'Bring in the budget holder',
  tiers: [1, 2, 3, 'none'],
  stages: ['engaged', 'sales_ready', 'opportunity', 'customer'],
  closes: 'Budget holder',
  aim: { kind: 'role', role: 'BUDGET_HOLDER', state: 'engaged' },
  outcomeWithinDays: 21,
  cooldownDays: 30,
  prior: { a: 4, b: 6 },
  steps: [
    {
      title: 'Ask for an introduction',
      channel: 'email',
      who: 'owner',
      addressee: 'via',
      dueInDays: 0,
      text: 'Hi {{via.firstName|there}}, what we are discussing with {{company}} is close to the point where somebody asks what it costs and what it returns. Who signs that off on your side? I would rather answer them directly than send you back and forth. Could you introduce us this week?',
    },
    {
      title: 'Write a one-page value brief',
      channel: 'task',
      who: 'owner',
      dueInDays: 2,
      text: 'One page for the person who pays: the cost of doing nothing, what changes in the first 90 days, the price, and what other companies of this size got back. Use numbers {{company}} gave us.',
    },
    {
      title: 'Check and go direct',
      channel: 'call',
      who: 'owner',
      dueInDays: 7,
      text: 'No introduction yet? Call {{contact.name|the finance lead}} and say that what we are discussing with {{company}} will need their view, and that you would like to hear what they look at first.',
    },
  ],
  when: { risk: 'no_budget_holder_late' },
  look: (context) => {
    const deal = findLeadingDeal(context.facts);
    if (deal === null) return null;
    const contactIds = listCandidateIds(context, 'BUDGET_HOLDER');
    const seen = listTheirs(context, 30).filter(({ contactId }) => contactIds.includes(contactId));
    return {
      whyNow: [
        describeOpenDeal(deal),
        describeOpenRole(context, 'BUDGET_HOLDER'),
        ...pickTelling(seen, 1).map((activity) => describeActivity(activity, context)),
      ],
      contactIds,
      urgency: Math.max(0.8, deal.probability ?? 0),
    };
  },
};
