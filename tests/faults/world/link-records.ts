import type { ObjectTypeName } from '../../../src/sandbox/hubspot/object-types.ts';
import { associate, dissociate } from '../../../src/sandbox/hubspot/store/associate-records.ts';
import type { PortalStore } from '../../../src/sandbox/hubspot/store/portal-store.ts';
import { BY_PEOPLE } from './pick-record.ts';

type End = readonly [type: ObjectTypeName, id: string];

/** Associates two records, as the primary company or under a label of the portal where one is given. */
export function linkRecords(
  store: PortalStore,
  [fromType, fromId]: End,
  [toType, toId]: End,
  { primary = false, label = null }: { primary?: boolean; label?: string | null } = {},
): void {
  const wanted = store.associations
    .types(fromType, toType)
    .filter((type) => (type.primary ? primary : type.label === null || type.label === label));
  const pair = { fromType, fromId, toType, toId };
  const typeIds = wanted.map((type) => type.typeId);
  associate(store, pair, typeIds, BY_PEOPLE);
}

/** Takes an association away, or of its types the labels alone. */
export function unlinkRecords(
  store: PortalStore,
  [fromType, fromId]: End,
  [toType, toId]: End,
  { labelsOnly = false }: { labelsOnly?: boolean } = {},
): void {
  const labels = store.associations.types(fromType, toType).filter((type) => type.label !== null);
  const typeIds = labelsOnly ? labels.map((type) => type.typeId) : undefined;
  dissociate(store, { fromType, fromId, toType, toId }, typeIds, BY_PEOPLE);
}
