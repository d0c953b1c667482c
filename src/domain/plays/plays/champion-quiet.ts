import { findLatest, ACTIVITY_KINDS } from '../../committee/touches.ts';
import { describeActivity, findPerson } from '../account-moments.ts';
import { listKnownHolders } from '../../committee/list-known-holders.ts';
import { markDay } from '../../marked-values.ts';
import type { PlayDefinition } from '../play-types.ts';

export const championQuiet: PlayDefinition = {
  id: 'champion-quiet',
  name: 'Win the champion back',
  tiers: [1, 2, 3],
  stages: ['aware', 'engaged', 'sales_ready', 'opportunity', 'customer'],
  closes: 'A champion who went quiet',
  aim: { kind: 'role', role: 'CHAMPION', state: 'engaged' },
  outcomeWithinDays: 21,
  cooldownDays: 45,
  prior: { a: 4, b: 6 },
  steps: [
    {
      title: 'Give something before you ask',
      channel: 'email',
      who: 'owner',
      dueInDays: 0,
      text: 'Hi {{contact.firstName|there}}, no ask today. A team like yours just showed us something I think you can use; it is attached, one page. If priorities have moved at {{company}}, a one-line answer is enough and I will adjust.',
    },
    {
      title: 'Call about their week, not our deal',
      channel: 'call',
      who: 'owner',
      dueInDays: 3,
      text: 'Call {{contact.name}}. Ask: "What has taken over since we spoke?" Find out whether the project slowed down, changed hands or lost its budget.',
    },
    {
      title: 'Look for a second champion',
      channel: 'task',
      who: 'owner',
      dueInDays: 10,
      text: 'Still quiet? Pick the most active other person at {{company}} and find out what a success would do for them.',
    },
  ],
  when: { risk: 'champion_quiet' },
  besides: 'they were in touch before',
  look: (context) => {
    const { facts, result, now } = context;
    const champions = listKnownHolders(result.committee.roles, 'CHAMPION')
      .map(({ contactId }) => contactId)
      .filter((contactId) => findPerson(facts, contactId)?.bounced === false);
    const acts = facts.activities.filter(
      ({ contactId, type, occurredAt }) =>
        champions.includes(contactId) && ACTIVITY_KINDS[type].side === 'theirs' && occurredAt <= now,
    );
    const last = findLatest(acts);
    // Nobody is won back who never came.
    if (last === null) return null;
    const { contactId, occurredAt: at } = last;
    const name = findPerson(facts, contactId)?.name ?? '';
    return {
      whyNow: [
        { sentence: `The champion, ${name}, has been quiet since ${markDay(at)}`, at },
        describeActivity(last, context),
      ],
      contactIds: champions.filter((champion) => acts.some((act) => act.contactId === champion)),
      urgency: facts.deals.some(({ state }) => state === 'open') ? 0.9 : 0.6,
    };
  },
};
