import type { ObjectTypeName } from '../../../src/sandbox/hubspot/object-types.ts';
import type { ChangeOrigin } from '../../../src/sandbox/hubspot/store/portal-changes.ts';
import type { StoredRecord } from '../../../src/sandbox/hubspot/store/stored-record.ts';
import type { Storm } from './storm-types.ts';

export const BY_PEOPLE: ChangeOrigin = { sourceType: 'CRM_UI', sourceId: 'userId:77' };
export const BY_ANALYTICS: ChangeOrigin = { sourceType: 'ANALYTICS', sourceId: 'analytics' };

/** Some live records of a type: as many as asked for where there are that many. */
export function pickRecords({ store, random }: Storm, type: ObjectTypeName, count: number): StoredRecord[] {
  return random.sample([...store.records[type].active()], count);
}

export function pickRecord(storm: Storm, type: ObjectTypeName): StoredRecord | undefined {
  return pickRecords(storm, type, 1)[0];
}
