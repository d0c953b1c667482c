import type { TwoWayTexts } from './two-way-texts.ts';

/* Every sentence of keeping HubSpot's own target accounts in step. */

export const FLAGS = {
  tab: 'Target accounts in HubSpot',
  toDo: 'Nothing to do, unless your team works with HubSpot’s own target accounts.',
  title: 'HubSpot\'s own "Target Account" and "Ideal Customer Profile Tier"',
  options: [
    {
      value: 'off',
      label: 'Leave them to your team',
      description: 'The tier is only in Roundtable’s own properties.',
    },
    {
      value: 'on',
      label: 'Keep them in line with the tier',
      description:
        'A company with a tier becomes a target account with that profile tier; one without a tier has neither. Only values that differ are written.',
    },
  ],
  ifOn:
    'If you save: values your team set there are overwritten if they differ from the tier, now and after each change. Fit, intent and the suggestions ' +
    'under Ideal customers then ignore these two properties, because they only repeat the tier.',
  ifOff:
    'If you save: both stay in HubSpot as they are now, and Roundtable no longer updates them. A fit criterion on the profile tier counts again, so correct the values in HubSpot first.',
  notCounted: 'While they are kept in line, a fit criterion on them is ignored: every account counts as unknown there.',
  save: 'Save',
  cancel: 'Cancel',
  unwritable: {
    title: (names: readonly string[]) => `Your HubSpot account does not accept ${names.join(' and ')}`,
    text: 'The property is missing in HubSpot, or lacks the options Tier 1 to Tier 3. The other one is still kept in line.',
  },
} satisfies TwoWayTexts & Record<string, unknown>;
