import type { ObjectTypeName } from '../object-types.ts';

/** Who made a change: `changeSource` in webhooks, `sourceType` in histories. */
export interface ChangeOrigin {
  sourceType: 'CRM_UI' | 'INTEGRATION' | 'ANALYTICS' | 'EMAIL' | 'CALCULATED' | 'IMPORT' | 'MERGE_OBJECTS';
  sourceId: string;
}

/** One change in the portal, of a kind that webhooks report. */
export type PortalChange = { occurredAtMs: number; origin: ChangeOrigin } & (
  | { kind: 'creation' | 'deletion' | 'restore' | 'privacyDeletion'; objectType: ObjectTypeName; objectId: string }
  | {
      kind: 'propertyChange';
      objectType: ObjectTypeName;
      objectId: string;
      propertyName: string;
      propertyValue: string;
    }
  | {
      kind: 'merge';
      objectType: ObjectTypeName;
      primaryObjectId: string;
      mergedObjectIds: string[];
      newObjectId: string;
      numberOfPropertiesMoved: number;
    }
  | {
      kind: 'associationChange';
      fromType: ObjectTypeName;
      fromId: string;
      toType: ObjectTypeName;
      toId: string;
      removed: boolean;
      primary: boolean;
    }
);

export type ChangeListener = (change: PortalChange) => void;
