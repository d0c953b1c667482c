import { describeDeal } from '../../committee/leading-deal.ts';
import { markDay } from '../../marked-values.ts';
import { isWithin } from '../../is-within.ts';
import { describeActs, listActivePeople, listClosed, listTheirs } from '../account-moments.ts';
import type { PlayDefinition } from '../play-types.ts';

/** 6 to 12 months: long enough for the reason to have changed, short enough to be remembered. */
const LOST_FROM_DAYS = 182;
const LOST_TO_DAYS = 366;
const ACTIVE_DAYS = 30;

export const lostDealActiveAgain: PlayDefinition = {
  id: 'lost-deal-active-again',
  name: 'Reopen a lost deal that is moving again',
  tiers: [1, 2, 3],
  stages: ['unaware', 'aware', 'engaged', 'sales_ready'],
  closes: 'A no that may have become a yes',
  aim: { kind: 'deal' },
  outcomeWithinDays: 60,
  cooldownDays: 90,
  prior: { a: 2, b: 8 },
  steps: [
    {
      title: 'Read why it was lost',
      channel: 'task',
      who: 'owner',
      dueInDays: 1,
      text: 'Open {{lostDeal.name}} and write down in one line why {{company}} said no, and what has changed since, with us or with them.',
    },
    {
      title: 'Write about what changed',
      channel: 'email',
      who: 'owner',
      dueInDays: 2,
      text: 'Hi {{contact.firstName|there}}, when {{company}} last looked at working with us the answer was no, and I understood why. A few things have changed since, with us and perhaps with you. Does the reason still stand? A yes or no is enough.',
    },
    {
      title: 'Call for the reason',
      channel: 'call',
      who: 'owner',
      dueInDays: 6,
      text: 'Call {{contact.name}}. Ask what they chose instead and how it is going. Only talk about us if there is a gap.',
    },
  ],
  when: {
    all: [
      { not: { deal: { state: 'open' } } },
      { deal: { state: 'lost', closedFromDays: LOST_FROM_DAYS, closedToDays: LOST_TO_DAYS } },
      { not: { deal: { state: 'lost', closedToDays: LOST_FROM_DAYS - 1 } } },
      { activity: { by: 'theirs' }, withinDays: ACTIVE_DAYS },
    ],
  },
  look: (context) => {
    const { facts, now } = context;
    const lost = listClosed(facts, 'lost').find(({ closedAt }) => isWithin(closedAt, LOST_TO_DAYS, now));
    if (lost === undefined) return null;
    const contactIds = listActivePeople(context, ACTIVE_DAYS);
    if (contactIds.length === 0) return null;
    return {
      whyNow: [
        { sentence: `${describeDeal(lost)} was lost on ${markDay(lost.closedAt ?? now)}`, at: lost.closedAt },
        ...describeActs(listTheirs(context, ACTIVE_DAYS), context),
      ],
      mostActs: 2,
      contactIds,
      urgency: 0.7,
    };
  },
};
