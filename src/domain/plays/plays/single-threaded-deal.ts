import { findLeadingDeal } from '../../committee/leading-deal.ts';
import { describeActivity, pickTelling, listActivePeople, listTheirs, rankPeople } from '../account-moments.ts';
import type { PlayDefinition } from '../play-types.ts';
import { describeOpenDeal, listCandidateIds } from '../role-moments.ts';

/** A deal that hangs on one person ends when that person is ill, promoted or outvoted. */
export const singleThreadedDeal: PlayDefinition = {
  id: 'single-threaded-deal',
  name: 'Bring a second person into the deal',
  tiers: [1, 2, 3, 'none'],
  stages: ['aware', 'engaged', 'sales_ready', 'opportunity', 'customer'],
  closes: 'A deal that hangs on one person',
  aim: { kind: 'people', atLeast: 2 },
  outcomeWithinDays: 21,
  cooldownDays: 30,
  prior: { a: 4, b: 6 },
  steps: [
    {
      title: 'Ask for the second name',
      channel: 'call',
      who: 'owner',
      dueInDays: 0,
      text: 'Call {{via.firstName|your contact}} and ask: "Who else will be asked before {{company}} says yes?" Then: "Would it help if I briefed them, so that you do not have to?"',
    },
    {
      title: 'Write to the second person',
      channel: 'email',
      who: 'owner',
      dueInDays: 2,
      text: 'Hi {{contact.firstName|there}}, {{via.firstName|a colleague of yours}} and I are working out what we could do for {{company}}. Before it goes further I would like to hear what it has to do for you. Do you have 15 minutes this week?',
    },
    {
      title: 'Meet with both',
      channel: 'meeting',
      who: 'owner',
      dueInDays: 10,
      text: 'Invite both to one short meeting. Agenda in one line: what each of them needs to say yes.',
    },
  ],
  when: { risk: 'single_threaded' },
  look: (context) => {
    const { facts, result, model } = context;
    const { engagedWithinDays } = model.committee;
    const deal = findLeadingDeal(facts);
    const risk = result.committee.risks.find(({ id }) => id === 'single_threaded');
    if (deal === null || risk === undefined) return null;
    const engaged = new Set(listActivePeople(context, engagedWithinDays));
    const known = result.committee.roles.filter(({ required }) => required);
    const inRoles = known.flatMap(({ role }) => listCandidateIds(context, role));
    const others = rankPeople(
      facts.people.map(({ contactId }) => contactId),
      context,
    );
    const contactIds = [...new Set([...inRoles, ...others])].filter((contactId) => !engaged.has(contactId)).slice(0, 5);
    const last = pickTelling(listTheirs(context, engagedWithinDays), 1);
    const shown = last.map((activity) => describeActivity(activity, context));
    return {
      whyNow: [{ sentence: risk.sentence, at: null }, describeOpenDeal(deal), ...shown],
      contactIds,
      urgency: Math.max(0.7, deal.probability ?? 0),
    };
  },
};
