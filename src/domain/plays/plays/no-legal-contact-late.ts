import { findLeadingDeal } from '../../committee/leading-deal.ts';
import type { PlayDefinition } from '../play-types.ts';
import { describeOpenRole, describeOpenDeal, isOpen, listCandidateIds } from '../role-moments.ts';

/** HubSpot's default pipeline: `Decision Maker Bought-In` is 0.8, `Contract Sent` 0.9. From here on lawyers read. */

export const noLegalContactLate: PlayDefinition = {
  id: 'no-legal-contact-late',
  name: 'Find legal before legal finds the contract',
  tiers: [1, 2, 3, 'none'],
  stages: ['engaged', 'sales_ready', 'opportunity', 'customer'],
  closes: 'Legal & compliance',
  aim: { kind: 'role', role: 'LEGAL_AND_COMPLIANCE', state: 'reached' },
  outcomeWithinDays: 14,
  cooldownDays: 30,
  prior: { a: 5, b: 5 },
  steps: [
    {
      title: 'Ask who reviews the contract',
      channel: 'call',
      who: 'owner',
      dueInDays: 0,
      text: 'Ask {{via.firstName|your contact}}: "Who reads the contract on your side, and how long does that usually take?" Put the name and the date on the record.',
    },
    {
      title: 'Send the legal package',
      channel: 'email',
      who: 'owner',
      addressee: 'via',
      dueInDays: 1,
      text: 'Hi {{via.firstName|there}}, to save your legal team a round: attached are our terms, the data processing agreement and the answers to the questions we are asked most. Could you pass them on, or tell me whom to send them to?',
    },
    {
      title: 'Offer a call between the lawyers',
      channel: 'meeting',
      who: 'owner',
      dueInDays: 5,
      text: 'Offer 30 minutes between our legal team and {{contact.name|theirs}}. Open points only, decisions noted during the call.',
    },
  ],
  when: { deal: { state: 'open', minProbability: 0.8 } },
  besides: 'nobody in legal is known by more than a job title',
  look: (context) => {
    const deal = findLeadingDeal(context.facts);
    if (deal === null || !isOpen(context, 'LEGAL_AND_COMPLIANCE')) return null;
    return {
      whyNow: [describeOpenDeal(deal), describeOpenRole(context, 'LEGAL_AND_COMPLIANCE')],
      contactIds: listCandidateIds(context, 'LEGAL_AND_COMPLIANCE'),
      urgency: 0.8,
    };
  },
};
