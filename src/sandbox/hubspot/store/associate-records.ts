import type { ObjectTypeName } from '../object-types.ts';
import type { ChangeOrigin } from './portal-changes.ts';
import type { PortalStore } from './portal-store.ts';
import { refreshRollups } from './rollups.ts';

/** Both ends of an association. */
export interface Pair {
  fromType: ObjectTypeName;
  fromId: string;
  toType: ObjectTypeName;
  toId: string;
}

/** Associates with the given types; a new primary company replaces the old one. Reports what changed. */
export function associate(store: PortalStore, asked: Pair, typeIds: number[], origin: ChangeOrigin): void {
  const pair = survivorsOf(store, asked);
  const { fromType, fromId, toType, toId } = pair;
  const primary = typeIds.some((typeId) => store.associations.findType(fromType, toType, typeId)?.primary);
  if (primary) demotePrimary(store, pair);
  const added = store.associations.add(fromType, fromId, toType, toId, typeIds);
  if (added.length > 0) reportChange(store, pair, { removed: false, primary }, origin);
}

/** Removes the types, or the whole association. Reports what changed. */
export function dissociate(store: PortalStore, asked: Pair, typeIds: number[] | undefined, origin: ChangeOrigin): void {
  const pair = survivorsOf(store, asked);
  const removed = store.associations.remove(pair.fromType, pair.fromId, pair.toType, pair.toId, typeIds);
  if (removed) reportChange(store, pair, { removed: true, primary: false }, origin);
}

/** An id that was merged away resolves to the survivor, as in every read: an association stored under the old id would never be found. */
function survivorsOf({ records }: PortalStore, pair: Pair): Pair {
  const idNow = (type: ObjectTypeName, id: string): string => records[type].get(id)?.id ?? id;
  return { ...pair, fromId: idNow(pair.fromType, pair.fromId), toId: idNow(pair.toType, pair.toId) };
}

/** A contact or deal has one primary company. */
function demotePrimary(store: PortalStore, { fromType, fromId, toType, toId }: Pair): void {
  const companySide = fromType === 'companies';
  const [type, id, keep] = companySide ? ([toType, toId, fromId] as const) : ([fromType, fromId, toId] as const);
  const primaryId = store.associations.types(type, 'companies').find((each) => each.primary)?.typeId;
  if (primaryId === undefined) return;
  for (const [companyId, typeIds] of store.associations.linked(type, id, 'companies')) {
    if (companyId !== keep && typeIds.has(primaryId))
      store.associations.remove(type, id, 'companies', companyId, [primaryId]);
  }
}

/** HubSpot reports an association change once from each side. */
function reportChange(
  store: PortalStore,
  { fromType, fromId, toType, toId }: Pair,
  what: { removed: boolean; primary: boolean },
  origin: ChangeOrigin,
): void {
  const common = { kind: 'associationChange', occurredAtMs: store.now(), origin, ...what } as const;
  store.report({ ...common, fromType, fromId, toType, toId });
  store.report({ ...common, fromType: toType, fromId: toId, toType: fromType, toId: fromId });
  refreshRollups(store, fromType, fromId);
  refreshRollups(store, toType, toId);
}
