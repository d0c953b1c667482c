import type { TwoWayTexts } from './two-way-texts.ts';

/* All texts of who may act on the cards of an account. */

export const ACTING = {
  tab: 'Who acts on cards',
  toDo: 'Nothing to do, unless you want to change who can act on an account.',
  title: "Who can start plays, confirm roles and add to the plan on a company's cards",
  options: [
    {
      value: 'off',
      label: 'All users of this HubSpot account',
      description: 'Everyone who can see the company record.',
    },
    {
      value: 'on',
      label: "The company's owner",
      description:
        'Plus users with an approval key and admins of Roundtable. Everyone still sees the cards, and anyone can act if a company has no owner.',
    },
  ],
  ifOn: 'If you save: on companies they do not own, users see the cards without buttons, and whom to ask. Running plays continue.',
  ifOff: 'If you save: all users can act on the cards of every company again.',
  save: 'Save',
  cancel: 'Cancel',
} satisfies TwoWayTexts & { tab: string };
