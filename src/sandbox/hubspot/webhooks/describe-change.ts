import type { HubSpotProject, Subscription } from '../hubspot-project.ts';
import { OBJECT_TYPES, findObjectType } from '../object-types.ts';
import { associationName } from '../store/association-types.ts';
import type { PortalChange } from '../store/portal-changes.ts';

type Webhooks = NonNullable<HubSpotProject['webhooks']>;

/** One event of a webhook's array, without the fields that delivery adds. */
export type WebhookEvent = Record<string, unknown>;

const EVENT_NAMES: Readonly<Record<PortalChange['kind'], string>> = {
  creation: 'creation',
  deletion: 'deletion',
  restore: 'restore',
  propertyChange: 'propertyChange',
  merge: 'merge',
  associationChange: 'associationChange',
  privacyDeletion: 'privacyDeletion',
};

/** A subscription's id is its position in the file; the developer project assigns none. */
interface NumberedSubscription {
  subscription: Subscription;
  subscriptionId: number;
}

function activeSubscriptions({ subscriptions }: Webhooks): NumberedSubscription[] {
  const { crmObjects, legacyCrmObjects, hubEvents } = subscriptions;
  return [...crmObjects, ...legacyCrmObjects, ...hubEvents]
    .map((subscription, index) => ({ subscription, subscriptionId: 1000 + index }))
    .filter(({ subscription }) => subscription.active);
}

/** Returns a function that lists the events for a change, one for each matching subscription. */
export function createChangeDescriber(webhooks: Webhooks): (change: PortalChange) => WebhookEvent[] {
  const subscriptions = activeSubscriptions(webhooks);
  return (change) =>
    subscriptions
      .filter(({ subscription }) => matches(subscription, change))
      .map((numbered) => describeChange(numbered, change));
}

function describeChange({ subscription, subscriptionId }: NumberedSubscription, change: PortalChange): WebhookEvent {
  const { subscriptionType } = subscription;
  return {
    subscriptionId,
    subscriptionType,
    occurredAt: change.occurredAtMs,
    ...objectTypeOf(subscriptionType, change),
    ...details(change),
    changeSource: change.origin.sourceType,
    ...(change.origin.sourceId === '' ? {} : { sourceId: change.origin.sourceId }),
  };
}

/** `object.propertyChange` with an objectType, or the older `company.propertyChange`. */
function matches({ subscriptionType, objectType, propertyName }: Subscription, change: PortalChange): boolean {
  const [subject = '', event] = subscriptionType.split('.');
  if (event !== EVENT_NAMES[change.kind]) return false;
  const type = findObjectType(subject === 'object' ? (objectType ?? '') : subject)?.name;
  if (change.kind === 'associationChange') return type === change.fromType || type === change.toType;
  if (type !== change.objectType) return false;
  return change.kind !== 'propertyChange' || propertyName === undefined || propertyName === change.propertyName;
}

/** Events of generic subscriptions name the object by its type id. */
function objectTypeOf(subscriptionType: string, change: PortalChange): WebhookEvent {
  if (!subscriptionType.startsWith('object.')) return {};
  const type = change.kind === 'associationChange' ? change.fromType : change.objectType;
  return { objectTypeId: OBJECT_TYPES[type].typeId };
}

function details(change: PortalChange): WebhookEvent {
  switch (change.kind) {
    case 'propertyChange':
      return {
        objectId: Number(change.objectId),
        propertyName: change.propertyName,
        propertyValue: change.propertyValue,
      };
    case 'merge':
      return {
        objectId: Number(change.newObjectId),
        primaryObjectId: Number(change.primaryObjectId),
        mergedObjectIds: change.mergedObjectIds.map(Number),
        newObjectId: Number(change.newObjectId),
        numberOfPropertiesMoved: change.numberOfPropertiesMoved,
      };
    case 'associationChange':
      return {
        associationType: associationName(change.fromType, change.toType),
        fromObjectId: Number(change.fromId),
        toObjectId: Number(change.toId),
        associationRemoved: change.removed,
        isPrimaryAssociation: change.primary,
      };
    default:
      return { objectId: Number(change.objectId), changeFlag: change.kind === 'creation' ? 'CREATED' : 'DELETED' };
  }
}
