import { describeActs, listActivePeople, listTheirs } from '../account-moments.ts';
import type { PlayDefinition } from '../play-types.ts';

const SURGE_DAYS = 7;

/** Far more activity than this account's usual week. */
export const surge: PlayDefinition = {
  id: 'surge',
  name: 'Catch the surge while it lasts',
  tiers: [1, 2, 3],
  stages: ['unaware', 'aware', 'engaged', 'sales_ready', 'opportunity', 'customer'],
  closes: 'A window of attention',
  aim: { kind: 'meeting' },
  outcomeWithinDays: 14,
  cooldownDays: 21,
  prior: { a: 3, b: 7 },
  maxPeople: 1,
  steps: [
    {
      title: 'Call today',
      channel: 'call',
      who: 'owner',
      dueInDays: 0,
      text: 'Something moved at {{company}} this week. Call {{contact.name}} and ask: "What changed on your side?" If a project started, ask who else is on it.',
    },
    {
      title: 'Offer two dates',
      channel: 'email',
      who: 'owner',
      dueInDays: 1,
      text: 'Hi {{contact.firstName|there}}, it sounds like this is being discussed at {{company}} right now. Would 20 minutes on Tuesday or Wednesday help? I will bring one example from a company of your size and leave the slides at home.',
    },
    {
      title: 'Show ads to the account',
      channel: 'ads_segment',
      who: 'marketing',
      dueInDays: 1,
      text: '{{company}} is in the segment "Roundtable: accounts for ads" (page Segments) while this play runs, so that the colleagues who join late see the same message.',
    },
  ],
  when: { flag: 'surging' },
  look: (context) => {
    const contactIds = listActivePeople(context, SURGE_DAYS);
    if (contactIds.length === 0) return null;
    const activities = listTheirs(context, SURGE_DAYS);
    const people = new Set(activities.map(({ contactId }) => contactId)).size;
    const count = {
      sentence: `${activities.length === 1 ? '1 activity' : `${activities.length} activities`} by ${people === 1 ? 'one person' : `${people} people`} in the last ${SURGE_DAYS} days, far above this account's usual week`,
      at: activities[0]?.occurredAt ?? null,
    };
    return { whyNow: [count, ...describeActs(activities, context)], mostActs: 3, contactIds, urgency: 0.9 };
  },
};
