import { describeActivity, pickTelling, listTheirs } from '../account-moments.ts';
import type { PlayDefinition } from '../play-types.ts';
import { describeOpenRole, listCandidateIds } from '../role-moments.ts';

/** One-to-one accounts are won at eye level: an executive of ours writes to an executive of theirs. */
export const tier1WithoutSponsor: PlayDefinition = {
  id: 'tier-1-without-sponsor',
  name: 'Align an executive sponsor',
  tiers: [1],
  stages: ['aware', 'engaged', 'sales_ready', 'opportunity', 'customer'],
  closes: 'Executive sponsor',
  aim: { kind: 'role', role: 'EXECUTIVE_SPONSOR', state: 'reached' },
  outcomeWithinDays: 45,
  cooldownDays: 60,
  prior: { a: 3, b: 7 },
  steps: [
    {
      title: 'Match their executive with one of ours',
      channel: 'task',
      who: 'owner',
      dueInDays: 2,
      text: 'On their side: {{contact.name|find out first who leads what we would change; ask our contacts there, or look who is named on their website}}. On ours: the executive closest to {{contact.title|that person}}. Brief ours on half a page: what {{company}} wants to achieve, who is involved, and the one question to ask.',
    },
    {
      title: 'Executive to executive',
      channel: 'email',
      who: 'executive',
      dueInDays: 5,
      text: 'Dear {{contact.firstName|colleague}}, our teams at {{company}} and here have started to talk. I would like to make sure it serves what you want to achieve this year. Could we speak for 20 minutes? No slides.',
    },
    {
      title: 'Invite to the executive round',
      channel: 'event',
      who: 'marketing',
      dueInDays: 14,
      text: 'Invite {{contact.name|the sponsor}} to the next executive dinner or round table, with a personal note from our executive.',
    },
  ],
  when: { risk: 'tier1_no_sponsor' },
  look: (context) => {
    const latest = pickTelling(listTheirs(context, 60), 1);
    const risk = context.result.committee.risks.find(({ id }) => id === 'tier1_no_sponsor');
    const open = describeOpenRole(context, 'EXECUTIVE_SPONSOR');
    return {
      whyNow: [
        ...(risk === undefined || risk.sentence === open.sentence ? [] : [{ sentence: risk.sentence, at: null }]),
        open,
        ...latest.map((activity) => describeActivity(activity, context)),
      ],
      contactIds: listCandidateIds(context, 'EXECUTIVE_SPONSOR'),
      urgency: context.facts.deals.some(({ state }) => state === 'open') ? 0.8 : 0.5,
    };
  },
};
