import type { TwoWayTexts } from './two-way-choice.tsx';

/* Every sentence of keeping HubSpot's own target accounts in step. */

export const FLAGS = {
  tab: 'Target accounts in HubSpot',
  title: 'HubSpot\'s own "Target Account" and "Ideal Customer Profile Tier"',
  options: [
    {
      value: 'off',
      label: 'Leave them to your team',
      description: 'The tier stands in the properties of Roundtable alone.',
    },
    {
      value: 'on',
      label: 'Keep them in step with the tier',
      description:
        'A company with a tier is a target account, and its profile tier is its tier; one without is none and has none. Only what differs is written.',
    },
  ],
  ifOn:
    'If you save: what your team set there is overwritten where it differs from the tier, now and with each change. Fit, the suggestions of ' +
    'ideal customers and intent no longer count these two: they would only hear their own echo.',
  ifOff:
    'If you save: both stay in HubSpot as they stand now, and nobody updates them. A fit criterion on the profile tier counts it again, so correct it in HubSpot first.',
  notCounted:
    'While they are kept in step, a fit criterion on them is left out: every account counts as unknown there.',
  save: 'Save',
  cancel: 'Cancel',
  unwritable: {
    title: (names: readonly string[]) => `This account cannot take ${names.join(' and ')}`,
    text: 'The property is missing in HubSpot, or lacks the options Tier 1 to Tier 3. The other is kept in step all the same.',
  },
} satisfies TwoWayTexts & Record<string, unknown>;
