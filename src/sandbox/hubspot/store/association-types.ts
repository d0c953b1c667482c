import type { ObjectTypeName } from '../object-types.ts';
import { OBJECT_TYPES } from '../object-types.ts';

/** One direction of an association type. */
export interface AssociationType {
  typeId: number;
  category: 'HUBSPOT_DEFINED' | 'USER_DEFINED';
  label: string | null;
  /** HubSpot-defined types that mean "the primary company of". */
  primary: boolean;
  inverseId: number;
  name?: string;
}

/** A label a portal or an app defined, both directions. */
export interface SavedLabel {
  fromType: ObjectTypeName;
  toType: ObjectTypeName;
  typeId: number;
  inverseId: number;
  name: string;
  label: string;
  inverseLabel: string;
}

/** from, to, unlabelled id, its inverse, and primary id and its inverse if they exist (HubSpot's association type ids). */
const DEFINED: readonly (readonly [ObjectTypeName, ObjectTypeName, number, number, number?, number?])[] = [
  ['contacts', 'companies', 279, 280, 1, 2],
  ['deals', 'companies', 341, 342, 5, 6],
  ['deals', 'contacts', 3, 4],
  ['companies', 'companies', 450, 450],
  ['contacts', 'contacts', 449, 449],
  ['deals', 'deals', 451, 451],
  ['contacts', 'calls', 193, 194],
  ['contacts', 'emails', 197, 198],
  ['contacts', 'meetings', 199, 200],
  ['contacts', 'notes', 201, 202],
  ['contacts', 'tasks', 203, 204],
  ['companies', 'calls', 181, 182],
  ['companies', 'emails', 185, 186],
  ['companies', 'meetings', 187, 188],
  ['companies', 'notes', 189, 190],
  ['companies', 'tasks', 191, 192],
  ['deals', 'calls', 205, 206],
  ['deals', 'emails', 209, 210],
  ['deals', 'meetings', 211, 212],
  ['deals', 'notes', 213, 214],
  ['deals', 'tasks', 215, 216],
  ['communications', 'contacts', 81, 82],
  ['communications', 'companies', 87, 88],
  ['communications', 'deals', 85, 86],
  ['tickets', 'companies', 339, 340, 26, 25],
  ['tickets', 'contacts', 16, 15],
  ['deals', 'tickets', 27, 28],
];

/** The first type id assigned to a label defined in a portal. */
export const FIRST_USER_TYPE_ID = 1001;

export const pairKey = (from: ObjectTypeName, to: ObjectTypeName): string => `${from}>${to}`;

export function definedAssociationTypes(): Map<string, AssociationType[]> {
  const types = new Map<string, AssociationType[]>();
  const add = (from: ObjectTypeName, to: ObjectTypeName, typeId: number, inverseId: number, primary: boolean): void => {
    const key = pairKey(from, to);
    const list = types.get(key) ?? [];
    if (list.some((type) => type.typeId === typeId)) return;
    list.push({ typeId, inverseId, primary, category: 'HUBSPOT_DEFINED', label: primary ? 'Primary' : null });
    types.set(key, list);
  };
  for (const [from, to, id, inverse, primaryId, primaryInverse] of DEFINED) {
    if (primaryId !== undefined && primaryInverse !== undefined) {
      add(from, to, primaryId, primaryInverse, true);
      add(to, from, primaryInverse, primaryId, true);
    }
    add(from, to, id, inverse, false);
    add(to, from, inverse, id, false);
  }
  return types;
}

/** The name used by webhooks: `CONTACT_TO_COMPANY`. */
export const associationName = (from: ObjectTypeName, to: ObjectTypeName): string =>
  `${OBJECT_TYPES[from].singular}_to_${OBJECT_TYPES[to].singular}`.toUpperCase();
