import { validationError } from '../api-error.ts';
import { OBJECT_TYPES } from '../object-types.ts';
import type { Pair } from '../store/associate-records.ts';
import type { PortalStore } from '../store/portal-store.ts';
import type { BatchError } from './batch-answer.ts';

/** What is wrong with a requested association; empty if it can be made (all messages are recorded except the last two). */
export function associationFault(store: PortalStore, pair: Pair, typeIds: readonly number[]): BatchError[] {
  const { fromType, fromId, toType, toId } = pair;
  const common = { status: 'error', category: 'VALIDATION_ERROR' } as const;
  const invalid = [fromId, toId].filter((id) => !/^\d+$/.test(id));
  if (invalid.length > 0) {
    const subCategory = 'crm.associations.INVALID_IDENTIFIER';
    return invalid.map((id) => ({ ...common, subCategory, message: `${id} is not a valid ID`, context: { id: [id] } }));
  }
  if (fromType === toType && fromId === toId) {
    return [{ ...common, message: `Object ${fromId} cannot be associated to itself (${toId})` }];
  }
  const types = store.associations.types(fromType, toType);
  const unknownType = typeIds.find((typeId) => !types.some((type) => type.typeId === typeId));
  if (types.length === 0 || unknownType !== undefined) {
    const names = `${OBJECT_TYPES[fromType].singular} to ${OBJECT_TYPES[toType].singular}`;
    return [
      {
        ...common,
        subCategory: 'crm.associations.INVALID_ASSOCIATION_TYPE',
        message: `${unknownType ?? 'default'} is no association type of ${names}`,
      },
    ];
  }
  const missing = [
    { type: fromType, id: fromId },
    { type: toType, id: toId },
  ].find(({ type, id }) => !store.records[type].getActive(id));
  if (!missing) return [];
  const message = `${OBJECT_TYPES[missing.type].singular} ${missing.id} does not exist`;
  return [{ status: 'error', category: 'OBJECT_NOT_FOUND', message, context: { id: [missing.id] } }];
}

/** The same, for a single association: the first fault is the answer. */
export function checkPair(store: PortalStore, pair: Pair, typeIds: readonly number[]): void {
  const [fault] = associationFault(store, pair, typeIds);
  if (fault) throw validationError(fault.message, fault.context ? { context: fault.context } : {});
}

/** The answer to creating an association: ids are numbers (recorded), `labels` are the portal's own. */
export function labelsBetween(store: PortalStore, pair: Pair, typeIds: readonly number[]): Record<string, unknown> {
  const { fromType, fromId, toType, toId } = pair;
  const labels = store.associations
    .types(fromType, toType)
    .filter((type) => type.label !== null && !type.primary && typeIds.includes(type.typeId))
    .map((type) => type.label);
  return {
    fromObjectTypeId: OBJECT_TYPES[fromType].typeId,
    fromObjectId: Number(fromId),
    toObjectTypeId: OBJECT_TYPES[toType].typeId,
    toObjectId: Number(toId),
    labels,
  };
}
