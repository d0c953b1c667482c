import { validationError } from '../api-error.ts';
import type { ObjectType, ObjectTypeName } from '../object-types.ts';
import { OBJECT_TYPE_NAMES } from '../object-types.ts';
import { associate } from '../store/associate-records.ts';
import type { ChangeOrigin } from '../store/portal-changes.ts';
import type { PortalStore } from '../store/portal-store.ts';
import type { AssociationsForObject } from './object-schemas.ts';

interface NewLink {
  toType: ObjectTypeName;
  toId: string;
  typeIds: number[];
}

/** Validates the associations a record is created with: the type id alone determines the type of the other end. */
export function checkNewAssociations(
  store: PortalStore,
  type: ObjectType,
  associations: AssociationsForObject,
): NewLink[] {
  return (associations ?? []).map(({ to, types }) => {
    const typeIds = types.map((each) => each.associationTypeId);
    const toType = OBJECT_TYPE_NAMES.find((name) =>
      typeIds.every((id) => store.associations.findType(type.name, name, id)),
    );
    if (!toType) {
      throw validationError(`${typeIds.join(', ')} is not a valid association type of ${type.singular.toUpperCase()}`, {
        context: { associationTypeId: typeIds.map(String) },
      });
    }
    if (!store.records[toType].getActive(to.id)) {
      throw validationError(`Association to object ${to.id} is not valid: the object does not exist`, {
        context: { id: [to.id] },
      });
    }
    return { toType, toId: to.id, typeIds };
  });
}

export function associateNew(
  store: PortalStore,
  type: ObjectType,
  fromId: string,
  links: readonly NewLink[],
  origin: ChangeOrigin,
): void {
  for (const { toType, toId, typeIds } of links)
    associate(store, { fromType: type.name, fromId, toType, toId }, typeIds, origin);
}
