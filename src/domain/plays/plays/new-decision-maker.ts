import { wordRole } from '../../committee/role-labels.ts';
import type { RoleCandidate } from '../../committee/coverage-types.ts';
import { markDay } from '../../marked-values.ts';
import { isWithin } from '../../is-within.ts';
import { listOutreach } from '../account-moments.ts';
import type { PlayContext, PlayDefinition } from '../play-types.ts';
import { listCandidateIds } from '../role-moments.ts';

const NEW_DAYS = 30;

/** Somebody was named decision maker and nobody on our team has spoken to them. */
export const newDecisionMaker: PlayDefinition = {
  id: 'new-decision-maker',
  name: 'Meet the new decision maker',
  tiers: [1, 2, 3],
  stages: ['unaware', 'aware', 'engaged', 'sales_ready', 'opportunity', 'customer'],
  closes: 'Decision maker',
  aim: { kind: 'role', role: 'DECISION_MAKER', state: 'engaged' },
  outcomeWithinDays: 30,
  cooldownDays: 60,
  prior: { a: 3, b: 7 },
  steps: [
    {
      title: 'Ask for a warm introduction',
      channel: 'email',
      who: 'owner',
      addressee: 'via',
      dueInDays: 0,
      text: 'Hi {{via.firstName|there}}, I would like to meet {{contact.name}} properly. What do they care about this quarter, and would you put us in touch?',
    },
    {
      title: 'Introduce yourself in four lines',
      channel: 'email',
      who: 'owner',
      dueInDays: 3,
      text: 'Hi {{contact.firstName|there}}, I look after {{company}} on our side. I would rather hear your goals from you than guess them. Do you have 20 minutes in the next two weeks? I will keep to them.',
      fromLibrary: true,
    },
    {
      title: 'Call once',
      channel: 'call',
      who: 'owner',
      dueInDays: 7,
      text: 'Call {{contact.name}}. One question: "What would have to be true by the end of the year for you to call this a success?"',
    },
  ],
  when: { not: { role: 'DECISION_MAKER', state: ['missing', 'placeholder'] } },
  besides: 'one was named in the last 30 days whom nobody on our team has spoken to',
  look: (context) => {
    const { facts, result, roleLabels, now } = context;
    const allowed = new Set(listCandidateIds(context, 'DECISION_MAKER'));
    const role = result.committee.roles.find((coverage) => coverage.role === 'DECISION_MAKER');
    const named = (role?.candidates ?? []).flatMap((candidate) => {
      const at = findNamedAt(candidate, context);
      if (at === null || !allowed.has(candidate.contactId)) return [];
      const spokenTo = listOutreach(facts, Infinity, now, candidate.contactId).length > 0;
      return spokenTo ? [] : [{ candidate, at }];
    });
    if (named.length === 0) return null;
    return {
      whyNow: named.map(({ candidate, at }) => ({
        sentence: `${candidate.name} was named ${wordRole('DECISION_MAKER', roleLabels)} on ${markDay(at)}; no call, meeting or email with them yet`,
        at,
      })),
      contactIds: named.map(({ candidate }) => candidate.contactId),
      urgency: 0.8,
    };
  },
};

/** When a person first gave them the role, if that is news; one set long ago, or nobody knows when, is none, however often it is confirmed. */
function findNamedAt({ evidence }: RoleCandidate, { now }: PlayContext): number | null {
  const times = evidence
    .filter(({ source }) => source === 'set_in_hubspot' || source === 'confirmed')
    .map(({ at }) => at ?? -Infinity);
  const first = Math.min(...times);
  return isWithin(first, NEW_DAYS, now) ? first : null;
}
