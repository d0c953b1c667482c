import { describeActs, describeSilence, listActivePeople, listTheirs } from '../account-moments.ts';
import type { PlayDefinition } from '../play-types.ts';

const INTEREST_DAYS = 14;

/** They look at us and nobody has called: the cheapest pipeline there is. Who asked for us is answered by a play of its own. */
export const engagedNotReached: PlayDefinition = {
  id: 'engaged-not-reached',
  name: 'Answer the account that is already looking',
  tiers: [1, 2, 3],
  stages: ['unaware', 'aware', 'engaged', 'sales_ready'],
  closes: 'Interest nobody has answered',
  aim: { kind: 'conversation' },
  outcomeWithinDays: 14,
  cooldownDays: 30,
  prior: { a: 3, b: 7 },
  maxPeople: 1,
  steps: [
    {
      title: 'Call the most active person',
      channel: 'call',
      who: 'owner',
      dueInDays: 0,
      text: 'Ask for two minutes with {{contact.name}}. Open with: "We work with teams like yours at {{company}}. What is on your list this quarter?" Listen first, and offer one idea that fits the answer.',
    },
    {
      title: 'Follow up in writing',
      channel: 'email',
      who: 'owner',
      dueInDays: 1,
      text: 'Hi {{contact.firstName|there}}, I tried to reach you yesterday. Teams like yours at {{company}} usually come to us with one of two questions: what it takes, and what it changes. Which one is yours? I can answer either in ten minutes, Tuesday or Thursday.',
    },
    {
      title: 'Connect on LinkedIn',
      channel: 'linkedin',
      who: 'owner',
      dueInDays: 4,
      text: 'Send {{contact.name}} a request with one line on why, and no pitch. If they accept, share the one article that answers the question they came with.',
    },
  ],
  when: {
    all: [
      { score: 'engagement', min: 20 },
      { activity: { by: 'outreach' }, withinDays: 30, atMost: 0 },
    ],
  },
  look: (context) => {
    const interest = listTheirs(context, INTEREST_DAYS);
    const contactIds = listActivePeople(context, INTEREST_DAYS);
    if (contactIds.length === 0) return null;
    const whyNow = [...describeActs(interest, context), describeSilence(context)];
    return { whyNow, mostActs: 2, contactIds, urgency: 0.7 };
  },
};
