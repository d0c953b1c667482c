import type { z } from 'zod';

/** A cursor of ours as it was kept; `null` where there is none, or one of another version: then a step starts over. */
export function parseCursor<T>(schema: z.ZodType<T>, text: string | null): T | null {
  if (text === null) return null;
  try {
    const parsed = schema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
