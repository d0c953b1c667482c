import { describeActs, listOutreach, listTheirs, rankPeople } from '../account-moments.ts';
import type { PlayDefinition } from '../play-types.ts';

const REQUEST_DAYS = 14;

/** They raised their hand, whatever else goes on at the account: nothing a team sends is worth what an answer is. */
export const requestUnanswered: PlayDefinition = {
  id: 'request-unanswered',
  name: 'Answer the demo or sales request',
  tiers: [1, 2, 3, 'none'],
  stages: ['unaware', 'aware', 'engaged', 'sales_ready', 'opportunity', 'customer'],
  closes: 'A request nobody has answered',
  aim: { kind: 'conversation' },
  outcomeWithinDays: 7,
  cooldownDays: 14,
  restsByAct: true,
  // Who asks for a talk is likelier to have one than whoever is asked for it.
  prior: { a: 6, b: 4 },
  steps: [
    {
      title: 'Call the person who asked',
      channel: 'call',
      who: 'owner',
      dueInDays: 0,
      text: 'Call {{contact.name}} today: they asked for us. Open with: "You got in touch with us. What made you do it now?" Agree on a date before you hang up.',
    },
    {
      title: 'Answer in writing',
      channel: 'email',
      who: 'owner',
      dueInDays: 0,
      text: 'Hi {{contact.firstName|there}}, thank you for getting in touch. I would like to show you what fits {{company}} and leave out the rest: which question should be answered by the end of it? Pick a time in the next two days, and bring whoever else should see it.',
    },
    {
      title: 'Try once more, at another hour',
      channel: 'call',
      who: 'owner',
      dueInDays: 2,
      text: 'No answer from {{contact.name}} yet? Call once more at another time of day, and offer one concrete date.',
    },
  ],
  when: { activity: { by: 'theirs', types: ['form_high_intent'] }, withinDays: REQUEST_DAYS },
  besides: 'nobody on our team has called, met or written to them since',
  look: (context) => {
    const { facts, now } = context;
    const unanswered = listTheirs(context, REQUEST_DAYS).filter(
      ({ type, contactId, occurredAt }) =>
        type === 'form_high_intent' &&
        !listOutreach(facts, REQUEST_DAYS, now, contactId).some((ours) => ours.occurredAt >= occurredAt),
    );
    const contactIds = rankPeople(
      unanswered.map(({ contactId }) => contactId),
      context,
    );
    if (contactIds.length === 0) return null;
    const silence = { sentence: 'Nobody on our team has called, met or written to them since', at: null };
    return { whyNow: [...describeActs(unanswered, context), silence], mostActs: 3, contactIds, urgency: 1 };
  },
};
