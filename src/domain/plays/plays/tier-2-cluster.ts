import { describeActivity, listActivePeople, listTheirs, pickTelling } from '../account-moments.ts';
import { listWarm } from '../clusters.ts';
import type { PlayDefinition } from '../play-types.ts';

const ACTIVE_DAYS = 60;
const SHOWN = 3;

/** One-to-few: where some of a cluster are warm, one message and one event serve all of it. */
export const tier2Cluster: PlayDefinition = {
  id: 'tier-2-cluster',
  name: 'Work a warm cluster together',
  tiers: [2],
  stages: ['aware', 'engaged', 'sales_ready'],
  closes: 'Similar accounts that are worked one by one',
  aim: { kind: 'active' },
  outcomeWithinDays: 30,
  cooldownDays: 60,
  prior: { a: 3, b: 7 },
  steps: [
    {
      title: 'Plan one event for the cluster',
      channel: 'event',
      who: 'marketing',
      dueInDays: 2,
      text: 'Plan one round table for {{cluster}} and put {{company}} on its list. One problem they share, and one customer who tells how it was solved.',
    },
    {
      title: 'Show ads to the cluster',
      channel: 'ads_segment',
      who: 'marketing',
      dueInDays: 3,
      text: '{{company}} is in the segment "Roundtable: accounts for ads" (page Segments) while this play runs. Show {{cluster}} the same message as the invitation.',
    },
    {
      title: 'Invite in person',
      channel: 'email',
      who: 'owner',
      dueInDays: 5,
      text: 'Hi {{contact.firstName|there}}, we are bringing a few companies like {{company}} to one table next month. No slides: one of them tells the others what worked, and they ask. May I save a seat for you?',
    },
  ],
  when: { cluster: { warmAtLeast: 3 } },
  look: (context) => {
    const { cluster } = context;
    if (cluster === undefined) return null;
    const warm = listWarm(cluster);
    const named = warm.slice(0, SHOWN).map(({ name, engagement }) => `${name} (${engagement})`);
    const theirs = pickTelling(listTheirs(context, ACTIVE_DAYS), 1);
    return {
      whyNow: [
        {
          sentence: `${warm.length} of ${cluster.members.length} accounts of ${cluster.name} are warm: ${named.join(', ')}`,
          at: null,
        },
        ...theirs.map((activity) => describeActivity(activity, context)),
      ],
      contactIds: listActivePeople(context, ACTIVE_DAYS),
      urgency: 0.5,
    };
  },
};
