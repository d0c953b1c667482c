/** The kinds of records that are mirrored, in the order in which they are read. */
export const RECORD_TYPES = ['companies', 'contacts', 'deals', 'meetings', 'calls', 'emails'] as const;
export type RecordType = (typeof RECORD_TYPES)[number];

export const RECORD_LABELS: Readonly<Record<RecordType, string>> = {
  companies: 'Companies',
  contacts: 'Contacts',
  deals: 'Deals',
  meetings: 'Meetings',
  calls: 'Calls',
  emails: 'Emails',
};

/** HubSpot's property with the time of a record's last change (recorded). */
export function modifiedProperty(type: RecordType): string {
  return type === 'contacts' ? 'lastmodifieddate' : 'hs_lastmodifieddate';
}
