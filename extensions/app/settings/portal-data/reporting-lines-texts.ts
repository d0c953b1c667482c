/* Every sentence of the choice of who reports to whom. */

export const REPORTING = {
  title: 'Who reports to whom',
  explain:
    "HubSpot has no property for a person's manager. If your team keeps one, by e-mail address, name or record id, the committee card says whom people report to and who above them is not engaged. No score uses it.",
  none: 'No property is read for it.',
  by: (property: string) => `Read from the contact property ${property}.`,
  choose: 'Choose a property',
  property: "Contact property that holds a person's manager",
  nothing: 'None',
  reading: "Reading this account's contact properties",
  unreadable: 'The contact properties could not be read',
  ifChosen: 'If you save: all contacts are read again, which takes minutes. Cards show it then.',
  ifCleared: 'If you save: cards stop saying it at once, and what was read of it is forgotten within minutes.',
  save: 'Save',
  cancel: 'Cancel',
};
