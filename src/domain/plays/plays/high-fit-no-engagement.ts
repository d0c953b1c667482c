import { describeSilence, rankPeople } from '../account-moments.ts';
import type { PlayDefinition } from '../play-types.ts';
import { listCandidateIds } from '../role-moments.ts';

/** We want them and they do not know it: worth an hour of a person in the tiers that are worked one by one. */
export const highFitNoEngagement: PlayDefinition = {
  id: 'high-fit-no-engagement',
  name: 'Open the door at a cold account that fits',
  tiers: [1, 2],
  stages: ['unaware', 'aware'],
  closes: 'No engagement at an account we want',
  aim: { kind: 'score', score: 'engagement', min: 20 },
  outcomeWithinDays: 45,
  cooldownDays: 60,
  prior: { a: 2, b: 8 },
  steps: [
    {
      title: 'Find the reason to write',
      channel: 'task',
      who: 'owner',
      dueInDays: 2,
      text: 'Twenty minutes on {{company}}: latest results, new leaders, open jobs, a launch. Write down one change and the problem it causes.',
    },
    {
      title: 'Warm up the buying committee',
      channel: 'ads_segment',
      who: 'marketing',
      dueInDays: 2,
      text: '{{company}} is in the segment "Roundtable: accounts for ads" (page Segments) while this play runs. One message, about their problem, not about us.',
    },
    {
      title: 'Write one short, specific note',
      channel: 'email',
      who: 'owner',
      dueInDays: 5,
      text: 'Three lines to {{contact.name|the person closest to the problem}}: the change you found at {{company}}, the problem that came next for others who went through it, and one question: is that on your desk, or on somebody else’s?',
      fromLibrary: true,
    },
    {
      title: 'Try another door',
      channel: 'linkedin',
      who: 'owner',
      dueInDays: 12,
      text: 'No answer? Approach one other person at {{company}}, with another angle. Two doors, then rest for a month.',
    },
  ],
  when: {
    all: [
      { score: 'fit', min: 70 },
      { score: 'engagement', under: 10 },
    ],
  },
  look: (context) => {
    const { facts, result } = context;
    const { fit, engagement, committee } = result;
    const inRoles = committee.roles
      .filter(({ required }) => required)
      .flatMap(({ role }) => listCandidateIds(context, role));
    const anybody = rankPeople(
      facts.people.map(({ contactId }) => contactId),
      context,
    );
    return {
      whyNow: [{ sentence: `Fit ${fit.total}, engagement ${engagement.total}`, at: null }, describeSilence(context)],
      contactIds: [...new Set([...inRoles, ...anybody])].slice(0, 5),
      urgency: 0.3,
      gap: 1 - engagement.total / 100,
    };
  },
};
