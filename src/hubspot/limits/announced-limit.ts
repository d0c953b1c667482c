import { z } from 'zod';

/** A GCRA cell: one request every `intervalMs` in the long run, `burst` at once after a rest. */
export interface Cell {
  intervalMs: number;
  burst: number;
}

/** What an answer says about the portal's limit: `max` requests in any `windowMs`, of which `remaining` are left. */
export interface AnnouncedLimit {
  max: number;
  windowMs: number;
  remaining: number;
}

const announcedSchema = z
  .object({
    max: z.coerce.number().int().min(1),
    windowMs: z.coerce.number().int().min(100).max(3_600_000),
    remaining: z.coerce.number().int().min(0),
  })
  .refine(({ max, remaining }) => remaining <= max);

/** `X-HubSpot-RateLimit-*` of an answer; `null` where it carries none (searches, the edge) or they make no sense. */
export function readAnnouncedLimit(headers: Headers): AnnouncedLimit | null {
  const parsed = announcedSchema.safeParse({
    max: headers.get('x-hubspot-ratelimit-max') ?? undefined,
    windowMs: headers.get('x-hubspot-ratelimit-interval-milliseconds') ?? undefined,
    remaining: headers.get('x-hubspot-ratelimit-remaining') ?? undefined,
  });
  return parsed.success ? parsed.data : null;
}

/** The most requests a millisecond we make, however high the limit that HubSpot announces. */
const MOST_PER_MS = 1;

/**
 * The cell that stays below a limit: `burst + floor(window / interval) < max`. Of 110 in 10 s it makes a burst of 8 and
 * 100 in the window, and leaves 2 for requests that overtake each other by up to 200 ms on the way; other limits are
 * shared out alike. Of a limit of 1 or 2 one request in the window is made.
 */
export function toCell({ max, windowMs }: Pick<AnnouncedLimit, 'max' | 'windowMs'>): Cell {
  const used = Math.min(max, windowMs * MOST_PER_MS);
  const burst = Math.max(1, Math.floor((used * 8) / 110));
  const spare = Math.max(1, Math.ceil((used * 2) / 110));
  return { intervalMs: windowMs / Math.max(0.5, used - burst - spare), burst };
}

/** Whether two cells let the same through; intervals that differ only by rounding are equal. */
export function isSameCell(one: Cell, other: Cell): boolean {
  return one.burst === other.burst && Math.abs(one.intervalMs - other.intervalMs) < 1e-6;
}

/**
 * How many requests HubSpot counted beyond the `known` ones. A difference of up to a tenth of the limit counts as 0:
 * requests on their way and differing clocks explain it.
 */
export function countUnknown({ max, remaining }: AnnouncedLimit, known: number): number {
  const unknown = max - remaining - known;
  return unknown > max / 10 ? unknown : 0;
}
