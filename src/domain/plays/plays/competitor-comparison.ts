import {
  describeActs,
  describeNotes,
  listActivePeople,
  listSignals,
  listTheirs,
  rankPeople,
} from '../account-moments.ts';
import type { AccountFacts } from '../../facts.ts';
import { matchesActivity } from '../../condition/match-facts.ts';
import { markDay } from '../../marked-values.ts';
import type { PlayDefinition } from '../play-types.ts';

const COMPARING_DAYS = 30;
const COMPARISON = [
  'compare',
  'compared',
  'compares',
  'comparison',
  'comparisons',
  'versus',
  'vs',
  'alternative',
  'alternatives',
  'competitor',
  'competitors',
  'switch',
  'switching',
];
const COMPARING = { by: 'theirs', words: COMPARISON } as const;

/** They weigh us against somebody: seen in the topic of a signal or in the page they read, or the team knows against whom. */
export const competitorComparison: PlayDefinition = {
  id: 'competitor-comparison',
  name: 'Help them compare',
  tiers: [1, 2, 3],
  stages: ['aware', 'engaged', 'sales_ready', 'opportunity', 'customer'],
  closes: 'A comparison made without us',
  aim: { kind: 'meeting' },
  outcomeWithinDays: 21,
  cooldownDays: 45,
  prior: { a: 3, b: 7 },
  steps: [
    {
      title: 'Learn the criteria',
      channel: 'call',
      who: 'owner',
      dueInDays: 1,
      text: 'Call {{contact.name|your main contact}}. Do not name a rival first. Ask: "When you choose between options, what will decide it, and who decides?"',
    },
    {
      title: 'Send an honest comparison',
      channel: 'email',
      who: 'owner',
      dueInDays: 2,
      text: 'Hi {{contact.firstName|there}}, when teams compare us with others, three questions settle it: how fast the first result comes, what it costs in year two, and who does the work. Here is how we answer them, and where another choice would be the better one. What would you add?',
    },
    {
      title: 'Bring a customer who switched',
      channel: 'meeting',
      who: 'marketing',
      dueInDays: 9,
      text: 'Offer {{company}} 20 minutes with a customer who made the same choice. We introduce and leave the room.',
    },
  ],
  when: {
    any: [
      { activity: COMPARING, withinDays: COMPARING_DAYS },
      { signal: { words: COMPARISON }, withinDays: COMPARING_DAYS },
      { plan: { part: 'competitor' } },
    ],
  },
  look: (context) => {
    const { facts, now } = context;
    const read = listTheirs(context, COMPARING_DAYS).filter((activity) => matchesActivity(activity, COMPARING));
    const topics = listSignals(facts, { words: COMPARISON }, COMPARING_DAYS, now);
    const latest = topics.toSorted((a, b) => b.occurredAt - a.occurredAt);
    const readers = rankPeople(
      read.map(({ contactId }) => contactId),
      context,
    );
    return {
      whyNow: [
        ...latest.slice(0, 2).map(({ source, topic, occurredAt }) => ({
          sentence: `${source} saw "${topic}" on ${markDay(occurredAt)}`,
          at: occurredAt,
        })),
        ...describeActs(read, context),
        ...describeNotes(facts.plan, { part: 'competitor' }),
      ],
      mostActs: 2,
      contactIds: readers.length > 0 ? readers : listActivePeople(context, COMPARING_DAYS),
      urgency: judgeUrgency(facts, read.length + topics.length > 0),
    };
  },
};

/** Whom they weigh us against may be known for months; that they compare is news. */
function judgeUrgency({ deals }: AccountFacts, isComparing: boolean): number {
  if (!isComparing) return 0.4;
  return deals.some(({ state }) => state === 'open') ? 0.9 : 0.6;
}
