import { writeRecord } from '../../../src/sandbox/hubspot/store/write-record.ts';
import type { StoredRecord } from '../../../src/sandbox/hubspot/store/stored-record.ts';
import { BY_PEOPLE } from './pick-record.ts';
import type { Storm } from './storm-types.ts';

/** Keeps how an edit that is about to be made is taken back, for the companies whose scores it may move. */
export function keepUndo(
  { store, undo }: Storm,
  type: 'companies' | 'contacts' | 'deals',
  record: StoredRecord,
  names: readonly string[],
): void {
  const { id } = record;
  const before = Object.fromEntries(names.map((name) => [name, record.properties[name] ?? '']));
  const takeBack = (): void => {
    const now = store.records[type].getActive(id);
    // One that was merged away answers with its survivor, which is another record.
    if (now?.id === id) writeRecord(store, type, now, before, BY_PEOPLE);
  };
  const companyIds = type === 'companies' ? [id] : store.associations.linked(type, id, 'companies').keys();
  for (const companyId of companyIds) undo.set(companyId, takeBack);
}

/** Whether something of a company, which was published before, can be taken back. */
export function mayTakeBack({ store, undo }: Storm, companyId: string): boolean {
  return undo.has(companyId) && Boolean(store.records.companies.get(companyId)?.properties['roundtable_stage']);
}

/** Takes back the last edits of these companies. */
export function undoEdits({ undo }: Storm, companyIds: readonly string[]): void {
  const edits = new Set(companyIds.flatMap((companyId) => undo.get(companyId) ?? []));
  for (const companyId of companyIds) undo.delete(companyId);
  for (const takeBack of edits) takeBack();
}
