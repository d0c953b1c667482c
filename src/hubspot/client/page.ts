import { z } from 'zod';

/** One page of a list; `after` asks for the next one, `null` where this is the last. */
export interface Page<T> {
  results: T[];
  after: string | null;
}

export const pagingSchema = z
  .looseObject({ next: z.looseObject({ after: z.string(), link: z.string().nullish() }).nullish() })
  .nullish();

/**
 * The cursor of the next page. Where HubSpot sends a `link`, its `after` is taken: the event occurrences API gives the
 * `after` field itself already percent-encoded.
 */
export function nextAfter(paging: z.infer<typeof pagingSchema>): string | null {
  const next = paging?.next;
  if (!next) return null;
  const link = next.link && URL.canParse(next.link) ? new URL(next.link).searchParams.get('after') : null;
  return link ?? next.after;
}
