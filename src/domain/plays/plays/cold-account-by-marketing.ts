import { describeSilence } from '../account-moments.ts';
import type { PlayDefinition } from '../play-types.ts';

/** One-to-many: a fitting account that does not know us is warmed by programme, not by an hour of a rep. */
export const coldAccountByMarketing: PlayDefinition = {
  id: 'cold-account-by-marketing',
  name: 'Warm up a cold account that fits',
  tiers: [3],
  stages: ['unaware', 'aware'],
  closes: 'No engagement at an account we want',
  aim: { kind: 'score', score: 'engagement', min: 10 },
  outcomeWithinDays: 60,
  cooldownDays: 90,
  prior: { a: 2, b: 8 },
  steps: [
    {
      title: 'Show ads to the account',
      channel: 'ads_segment',
      who: 'marketing',
      dueInDays: 2,
      text: '{{company}} is in the segment "Roundtable: accounts for ads" (page Segments) while this play runs. One message, about a problem of their industry.',
    },
    {
      title: 'Invite to the next open event',
      channel: 'event',
      who: 'marketing',
      dueInDays: 14,
      text: 'Put {{company}} on the invitation list of the next webinar on that problem.',
    },
    {
      title: 'Check what moved',
      channel: 'task',
      who: 'marketing',
      dueInDays: 45,
      text: 'Has anybody at {{company}} visited, clicked or registered? If so, hand the account to its owner with what they looked at. If not, let it rest.',
    },
  ],
  when: {
    all: [
      { score: 'fit', min: 70 },
      { score: 'engagement', under: 10 },
    ],
  },
  look: (context) => {
    const { fit, engagement } = context.result;
    return {
      whyNow: [{ sentence: `Fit ${fit.total}, engagement ${engagement.total}`, at: null }, describeSilence(context)],
      contactIds: [],
      urgency: 0.3,
      gap: 1 - engagement.total / 100,
    };
  },
};
