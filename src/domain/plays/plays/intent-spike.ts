import { describeSignal, listSignals, rankPeople } from '../account-moments.ts';
import type { PlayDefinition } from '../play-types.ts';
import { listCandidateIds } from '../role-moments.ts';

const SPIKE_DAYS = 14;
const STRONG = 70;
const FIRST_ROLES = ['DECISION_MAKER', 'CHAMPION', 'INFLUENCER'] as const;

/** Others saw them look for what we sell: alert the owner, put the task on the list, add the account to the ads segment. */
export const intentSpike: PlayDefinition = {
  id: 'intent-spike',
  name: 'Act on a third-party intent spike',
  tiers: [1, 2, 3],
  stages: ['unaware', 'aware', 'engaged', 'sales_ready'],
  closes: 'Research that happens without us',
  aim: { kind: 'active' },
  outcomeWithinDays: 21,
  cooldownDays: 30,
  prior: { a: 2, b: 8 },
  steps: [
    {
      title: 'Look at the account today',
      channel: 'task',
      who: 'owner',
      dueInDays: 0,
      text: '{{company}} is reading about "{{topic}}". Check who could be behind it and pick one person to start with.',
    },
    {
      title: 'Show ads on the topic',
      channel: 'ads_segment',
      who: 'marketing',
      dueInDays: 1,
      text: '{{company}} is in the segment "Roundtable: accounts for ads" (page Segments) while this play runs. Advertise on "{{topic}}", with the piece that answers the first question buyers ask about it.',
    },
    {
      title: 'Write about the topic, not about the signal',
      channel: 'email',
      who: 'owner',
      dueInDays: 2,
      text: 'Hi {{contact.firstName|there}}, many teams are looking into {{topic}} this quarter. Most of them start with the tool and find out late that the first decision is who owns it. Is it on your list as well, and if so, what do you want to get out of it?',
    },
  ],
  when: { signal: { minStrength: STRONG }, withinDays: SPIKE_DAYS },
  look: (context) => {
    const { facts, now } = context;
    const spikes = listSignals(facts, { minStrength: STRONG }, SPIKE_DAYS, now);
    const [strongest] = spikes;
    if (strongest === undefined) return null;
    const inRoles = FIRST_ROLES.flatMap((role) => listCandidateIds(context, role));
    const anybody = rankPeople(
      facts.people.map(({ contactId }) => contactId),
      context,
    );
    return {
      whyNow: spikes.slice(0, 3).map((signal) => describeSignal(signal)),
      contactIds: [...new Set([...inRoles, ...anybody])].slice(0, 5),
      urgency: 0.6 + 0.3 * (strongest.strength / 100),
    };
  },
};
