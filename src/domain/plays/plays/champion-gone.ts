import { listActivePeople } from '../account-moments.ts';
import type { PlayDefinition } from '../play-types.ts';
import { describeOpenDeal } from '../role-moments.ts';
import { findLeadingDeal } from '../../committee/leading-deal.ts';

const ACTIVE_DAYS = 90;

export const championGone: PlayDefinition = {
  id: 'champion-gone',
  name: 'Find the next champion',
  tiers: [1, 2, 3],
  stages: ['aware', 'engaged', 'sales_ready', 'opportunity', 'customer'],
  closes: 'A champion who has gone',
  aim: { kind: 'role', role: 'CHAMPION', state: 'engaged' },
  outcomeWithinDays: 30,
  cooldownDays: 60,
  prior: { a: 3, b: 7 },
  // Who is left without a champion is lost sooner for a ticket, not later.
  evenWithTicket: true,
  steps: [
    {
      title: 'Find out what happened',
      channel: 'task',
      who: 'owner',
      dueInDays: 0,
      text: 'The champion at {{company}} cannot be reached there any more. Look on LinkedIn: new role inside, or a new company? A champion who moved is also a warm door at the new employer.',
    },
    {
      title: 'Call the most active person left',
      channel: 'call',
      who: 'owner',
      dueInDays: 1,
      text: 'Call {{contact.name|the most active person left}} and ask: "Who carries this on now, and what do they think of it?" Offer to bring the new person up to date yourself.',
    },
    {
      title: 'Start again with the new person',
      channel: 'meeting',
      who: 'owner',
      dueInDays: 7,
      text: 'Half an hour with whoever takes over. Begin with their goals. What the old champion wanted comes second.',
    },
  ],
  when: { risk: 'champion_gone' },
  look: (context) => {
    const { facts, result } = context;
    const risk = result.committee.risks.find(({ id }) => id === 'champion_gone');
    if (risk === undefined) return null;
    const deal = findLeadingDeal(facts);
    return {
      whyNow: [{ sentence: risk.sentence, at: null }, ...(deal === null ? [] : [describeOpenDeal(deal)])],
      contactIds: listActivePeople(context, ACTIVE_DAYS),
      urgency: deal === null ? 0.7 : 1,
    };
  },
};
