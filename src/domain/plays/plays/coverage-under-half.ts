import { wordRole } from '../../committee/role-labels.ts';
import { describeActivity, pickTelling, listTheirs } from '../account-moments.ts';
import type { PlayDefinition } from '../play-types.ts';
import { listCandidateIds } from '../role-moments.ts';

const ACTIVE_DAYS = 60;

/** They are engaged and we know too few of those who decide. */
export const coverageUnderHalf: PlayDefinition = {
  id: 'coverage-under-half',
  name: 'Map the buying committee',
  tiers: [1, 2, 3],
  stages: ['engaged', 'sales_ready', 'opportunity'],
  closes: 'Roles we do not know',
  aim: { kind: 'score', score: 'coverage', min: 50 },
  outcomeWithinDays: 30,
  cooldownDays: 45,
  prior: { a: 4, b: 6 },
  steps: [
    {
      title: 'Confirm or reject the suggestions',
      channel: 'task',
      who: 'owner',
      dueInDays: 0,
      text: 'Open the Committee coverage card of {{company}} and answer each suggestion with yes or no. Five minutes; every answer counts at once.',
    },
    {
      title: 'Ask who else is at the table',
      channel: 'call',
      who: 'owner',
      dueInDays: 3,
      text: 'Ask {{via.firstName|your main contact}}: "When {{company}} last bought something like this, who was in the room?" Add each name, or a placeholder where there is only a role.',
    },
    {
      title: 'Find the missing people',
      channel: 'linkedin',
      who: 'marketing',
      dueInDays: 5,
      text: 'Look for the roles that are still missing at {{company}} on LinkedIn, and add the two most likely people for each as contacts.',
    },
  ],
  when: { score: 'coverage', under: 50 },
  look: (context) => {
    const { coverage, roles, missingRoles } = context.result.committee;
    const active = pickTelling(listTheirs(context, ACTIVE_DAYS), 1);
    const suggested = roles.filter(({ required, state }) => required && state === 'suggested');
    const missing = missingRoles.map((role) => wordRole(role, context.roleLabels)).join(', ');
    const open = suggested.map(({ role }) => wordRole(role, context.roleLabels)).join(', ');
    const noContacts = roles.filter(({ required, state }) => required && state === 'placeholder');
    const known = noContacts.map(({ role }) => wordRole(role, context.roleLabels)).join(', ');
    return {
      whyNow: [
        {
          sentence: `Coverage ${coverage.total ?? 0} of 100${missing === '' ? '' : `; missing: ${missing}`}`,
          at: null,
        },
        ...(open === '' ? [] : [{ sentence: `Waiting for a yes or no: ${open}`, at: null }]),
        ...(known === '' ? [] : [{ sentence: `Not a contact yet: ${known}`, at: null }]),
        ...active.map((activity) => describeActivity(activity, context)),
      ],
      contactIds: [...new Set(suggested.flatMap(({ role }) => listCandidateIds(context, role).slice(0, 1)))],
      urgency: 0.5,
      gap: 1 - (coverage.total ?? 0) / 100,
    };
  },
};
