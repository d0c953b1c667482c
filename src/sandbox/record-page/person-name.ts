import type { StoredRecord } from '../hubspot/store/stored-record.ts';

/** A contact's name, else the email address, else the record id. */
export function personName({ id, properties }: StoredRecord): string {
  const name = `${properties['firstname'] ?? ''} ${properties['lastname'] ?? ''}`.trim();
  return name || properties['email'] || `Contact ${id}`;
}
