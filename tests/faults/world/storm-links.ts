import type { ObjectTypeName } from '../../../src/sandbox/hubspot/object-types.ts';
import type { StoredRecord } from '../../../src/sandbox/hubspot/store/stored-record.ts';
import { DEAL_LABELS } from './generate-portal.ts';
import { linkRecords, unlinkRecords } from './link-records.ts';
import { pickRecord } from './pick-record.ts';
import type { Storm, StormEdit } from './storm-types.ts';

/** Associations that come, go, and change their kind. */
export const STORM_LINKS: readonly StormEdit[] = [
  { name: 'contact joined a company', weight: 5, run: (storm) => join(storm, 'contacts', 'companies') },
  { name: 'contact left a company', weight: 4, run: (storm) => part(storm, 'contacts', 'companies') },
  { name: 'primary company given up', weight: 2, run: (storm) => part(storm, 'contacts', 'companies', true) },
  { name: 'deal joined a company', weight: 3, run: (storm) => join(storm, 'deals', 'companies') },
  { name: 'deal left a company', weight: 2, run: (storm) => part(storm, 'deals', 'companies') },
  { name: 'contact joined a deal', weight: 4, run: joinDeal },
  { name: 'contact left a deal', weight: 2, run: (storm) => part(storm, 'deals', 'contacts') },
  { name: 'deal label removed', weight: 2, run: (storm) => part(storm, 'deals', 'contacts', true) },
  { name: 'contact joined an engagement', weight: 3, run: (storm) => join(storm, pickKind(storm), 'contacts') },
  { name: 'contact left an engagement', weight: 3, run: (storm) => part(storm, pickKind(storm), 'contacts') },
];

function pickKind({ random }: Storm): 'meetings' | 'calls' | 'emails' {
  return random.pick(['meetings', 'calls', 'emails'] as const);
}

/** Two of them are associated. */
export function join(storm: Storm, from: ObjectTypeName, to: ObjectTypeName): boolean | void {
  const [one, other] = [pickRecord(storm, from), pickRecord(storm, to)];
  if (one === undefined || other === undefined) return false;
  linkRecords(storm.store, [from, one.id], [to, other.id], { primary: storm.random.chance(0.4) });
}

function joinDeal(storm: Storm): boolean | void {
  const [deal, contact] = [pickRecord(storm, 'deals'), pickRecord(storm, 'contacts')];
  if (deal === undefined || contact === undefined) return false;
  const label = storm.random.pick([null, ...DEAL_LABELS]);
  linkRecords(storm.store, ['deals', deal.id], ['contacts', contact.id], { label });
}

/** Of the records that have such an association one gives it up, or what distinguishes it alone. */
export function part(storm: Storm, from: ObjectTypeName, to: ObjectTypeName, labelsOnly = false): boolean | void {
  const { store, random } = storm;
  const linked = [...store.records[from].active()].filter((record) => othersOf(storm, from, record, to).length > 0);
  const [one] = random.sample(linked, 1);
  if (one === undefined) return false;
  const other = random.pick(othersOf(storm, from, one, to));
  unlinkRecords(store, [from, one.id], [to, other], { labelsOnly });
}

function othersOf({ store }: Storm, from: ObjectTypeName, { id }: StoredRecord, to: ObjectTypeName): string[] {
  return [...store.associations.linked(from, id, to).keys()];
}
