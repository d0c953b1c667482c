import { z } from 'zod';

/** A time as HubSpot writes it, with its offset; in epoch ms. */
export const isoToMs = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));

/** One record as HubSpot sends it. Times are epoch ms; property values are strings, `null` where unset. */
export const recordSchema = z
  .looseObject({
    id: z.string(),
    properties: z.record(z.string(), z.string().nullable()).nullish(),
    propertiesWithHistory: z
      .record(
        z.string(),
        z.array(
          z
            .looseObject({ value: z.string().nullish(), timestamp: isoToMs, sourceType: z.string().nullish() })
            .transform(({ value, timestamp, sourceType }) => ({
              value: value ?? '',
              timestamp,
              sourceType: sourceType ?? null,
            })),
        ),
      )
      .nullish(),
    createdAt: isoToMs,
    updatedAt: isoToMs,
    archived: z.boolean().nullish(),
  })
  .transform(({ id, properties, propertiesWithHistory, createdAt, updatedAt, archived }) => ({
    id,
    properties: properties ?? {},
    /** Values of the properties asked for with history, newest first. */
    history: propertiesWithHistory ?? {},
    createdAt,
    updatedAt,
    archived: archived ?? false,
  }));
export type CrmRecord = z.infer<typeof recordSchema>;
