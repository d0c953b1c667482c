import { ACTIVITY_KINDS, findLatest } from '../../committee/touches.ts';
import { matchesActivity } from '../../condition/match-facts.ts';
import { markDay } from '../../marked-values.ts';
import { isWithin } from '../../is-within.ts';
import type { PlayDefinition } from '../play-types.ts';

const REACH_DAYS = 60;

/** Two months of effort and no answer: stop before they unsubscribe, and spend it elsewhere. */
export const highReachLowIntent: PlayDefinition = {
  id: 'high-reach-low-intent',
  name: 'Pause: much effort, no answer',
  tiers: [1, 2, 3],
  stages: ['unaware', 'aware'],
  closes: 'Effort without an answer',
  aim: { kind: 'pause', days: 14 },
  outcomeWithinDays: 30,
  cooldownDays: 90,
  prior: { a: 5, b: 5 },
  // Less of us, not more.
  evenWithTicket: true,
  steps: [
    {
      title: 'Pause sequences and ads',
      channel: 'task',
      who: 'marketing',
      dueInDays: 1,
      text: 'Take {{company}} out of running sequences and ad audiences for 30 days.',
    },
    {
      title: 'Decide: a new message, new people or a new account',
      channel: 'task',
      who: 'owner',
      dueInDays: 5,
      text: 'Look at what we sent to {{company}} and to whom. Were these the right people? Is there a reason to act now? If neither, propose to move the account down a tier.',
    },
    {
      title: 'Look again after the pause',
      channel: 'task',
      who: 'owner',
      dueInDays: 30,
      text: 'Check fit, intent and news about {{company}} once more. Start again only with a new reason.',
    },
  ],
  when: {
    all: [
      { activity: { by: 'effort' }, withinDays: REACH_DAYS, atLeast: 20 },
      { activity: { by: 'theirs' }, withinDays: REACH_DAYS, atMost: 0 },
      { score: 'intent', under: 20 },
    ],
  },
  look: (context) => {
    const { facts, result, now } = context;
    const effort = facts.activities.filter(
      (activity) => matchesActivity(activity, { by: 'effort' }) && isWithin(activity.occurredAt, REACH_DAYS, now),
    );
    const last = findLatest(
      facts.activities.filter((a) => ACTIVITY_KINDS[a.type].side === 'theirs' && a.occurredAt <= now),
    );
    return {
      whyNow: [
        { sentence: `${effort.length} emails, calls and ads in ${REACH_DAYS} days without any answer`, at: null },
        last === null
          ? { sentence: 'Nobody at this account was ever active', at: null }
          : { sentence: `Last activity on their side on ${markDay(last.occurredAt)}`, at: last.occurredAt },
        { sentence: `Intent ${result.intent.total}`, at: null },
      ],
      contactIds: [],
      urgency: 0.4,
    };
  },
};
