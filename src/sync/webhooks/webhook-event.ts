import { createHash } from 'node:crypto';
import { z } from 'zod';

const id = z
  .union([z.string(), z.number()])
  .transform(String)
  .refine((text) => /^-?\d{1,19}$/.test(text), 'must be a whole number');
/** A word of HubSpot's; PostgreSQL keeps no NUL. */
const word = z.string().regex(/^\P{Cc}{1,200}$/u, 'must be a name');

/**
 * One event of HubSpot's webhooks. `eventId` is not unique and events come in any order, some twice; an association
 * change has no `objectId`. The generic form (`object.creation`) names the type in `objectTypeId`, the older one in the
 * subscription itself (`contact.creation`). What is not listed here is not kept.
 */
export const webhookEventSchema = z.object({
  eventId: id,
  portalId: z.number().int().positive(),
  occurredAt: z.number(),
  subscriptionType: word,
  objectTypeId: word.optional(),
  objectId: id.optional(),
  propertyName: word.optional(),
  propertyValue: z.string().nullish(),
  fromObjectId: id.optional(),
  toObjectId: id.optional(),
  associationType: word.optional(),
  associationRemoved: z.boolean().optional(),
  newObjectId: id.optional(),
  primaryObjectId: id.optional(),
  mergedObjectIds: z.array(id).optional(),
});
export type WebhookEvent = z.infer<typeof webhookEventSchema>;

/** A delivery. Its events are parsed one by one: one of an unforeseen shape must not lose the others. */
export const webhookBatchSchema = z.array(z.unknown()).min(1).max(100);

/** Equal for repeats of one delivery, different for distinct events. */
export function dedupeKey(event: WebhookEvent): string {
  const parts = [
    event.subscriptionType,
    event.eventId,
    event.occurredAt,
    event.objectTypeId,
    event.objectId,
    event.propertyName,
    event.propertyValue,
    event.associationType,
    event.fromObjectId,
    event.toObjectId,
    event.associationRemoved,
    event.newObjectId,
  ];
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}
