/* Every sentence of the choice of who reports to whom. */

export const REPORTING = {
  title: 'Who reports to whom',
  explain:
    "HubSpot has no property of its own for a person's manager. If your team keeps one, with an email address, a name or a record ID, choose it here. The committee card then shows who people report to, and which of their managers are not engaged. No score uses it.",
  none: 'No property is chosen.',
  by: (property: string) => `Read from the contact property ${property}.`,
  choose: 'Choose a property',
  property: "Contact property that holds a person's manager",
  nothing: 'None',
  reading: 'Reading your contact properties',
  unreadable: 'The contact properties could not be read',
  ifChosen: 'If you save: all contacts are read again, which takes a few minutes. Then the cards show it.',
  ifCleared: 'If you save: the cards stop showing it at once, and Roundtable forgets what it read within minutes.',
  save: 'Save',
  cancel: 'Cancel',
};
