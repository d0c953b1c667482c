import { describeActs, pickTelling, listOutreach, listTheirs, rankPeople } from '../account-moments.ts';
import { DAY_MS } from '../../day-ms.ts';
import type { PlayDefinition } from '../play-types.ts';

const EVENT_DAYS = 14;

/** Came to an event and heard nothing since. */
export const eventFollowUp: PlayDefinition = {
  id: 'event-follow-up',
  name: 'Follow up with event attendees',
  tiers: [1, 2, 3],
  stages: ['unaware', 'aware', 'engaged', 'sales_ready', 'opportunity', 'customer'],
  closes: 'An event that nobody followed up on',
  aim: { kind: 'conversation' },
  outcomeWithinDays: 14,
  cooldownDays: 14,
  prior: { a: 4, b: 6 },
  steps: [
    {
      title: 'Write while it is fresh',
      channel: 'email',
      who: 'owner',
      dueInDays: 0,
      text: 'Hi {{contact.firstName|there}}, thank you for coming to {{event|our event}}. Which part was closest to what you are working on at {{company}}? I am happy to send the material for exactly that, or to talk it through for 15 minutes.',
    },
    {
      title: 'Call those who did not answer',
      channel: 'call',
      who: 'owner',
      dueInDays: 3,
      text: 'Call {{contact.name}}. Ask what they hoped to find at {{event|the event}} and whether they did.',
    },
    {
      title: 'Ask who they told about it',
      channel: 'linkedin',
      who: 'owner',
      dueInDays: 7,
      text: 'Connect with {{contact.name}} and ask which colleague should see the summary.',
    },
  ],
  when: { activity: { by: 'theirs', types: ['event_attended'] }, withinDays: EVENT_DAYS },
  besides: 'nobody on our team has contacted the attendees since',
  look: (context) => {
    const { facts, now } = context;
    const attended = pickTelling(
      listTheirs(context, EVENT_DAYS).filter(({ type }) => type === 'event_attended'),
      Infinity,
    ).filter(({ contactId, occurredAt }) => {
      const daysSince = (now - occurredAt) / DAY_MS;
      return listOutreach(facts, daysSince, now, contactId).length === 0;
    });
    const contactIds = rankPeople(
      attended.map(({ contactId }) => contactId),
      context,
    );
    if (contactIds.length === 0) return null;
    const shown = attended.filter(({ contactId }) => contactIds.includes(contactId));
    return {
      whyNow: [...describeActs(shown, context), { sentence: 'No call, meeting or email from us since', at: null }],
      mostActs: 3,
      contactIds,
      urgency: 0.7,
    };
  },
};
