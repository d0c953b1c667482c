import type { TwoWayTexts } from './two-way-choice.tsx';

/* Every sentence of who acts on the cards of an account. */

export const ACTING = {
  tab: 'Who acts on cards',
  title: "Who may start plays, answer for roles and add to the plan on a company's cards",
  options: [
    {
      value: 'off',
      label: 'Everybody of this HubSpot account',
      description: 'Whoever sees the company record.',
    },
    {
      value: 'on',
      label: "The company's owner",
      description:
        'Beside them whoever holds a key and the admins of Roundtable. Everybody sees the cards, and acts where a company has no owner.',
    },
  ],
  ifOn: 'If you save: on companies of others people see the cards without their buttons, and whom to ask. What runs goes on.',
  ifOff: 'If you save: everybody acts on the cards of every company again.',
  save: 'Save',
  cancel: 'Cancel',
} satisfies TwoWayTexts & { tab: string };
