import { z } from 'zod';
import type { HubSpotClient } from '../client/client.ts';
import { nextAfter, pagingSchema } from '../client/page.ts';

/** A sequence of the sales tools. */
export interface Sequence {
  id: string;
  name: string;
}

const sequencesPageSchema = z.looseObject({
  results: z.array(z.looseObject({ id: z.string(), name: z.string() })),
  paging: pagingSchema,
});
/** Described (decision 411). */
const enrollmentSchema = z.looseObject({ id: z.string(), enrolledAt: z.string() });

const MOST_SEQUENCES = 500;

/** The sequences that a user sees; HubSpot requires a seat of Sales or Service Hub Professional. */
export async function listSequences(client: HubSpotClient, userId: string): Promise<Sequence[]> {
  const sequences: Sequence[] = [];
  let after: string | null = null;
  do {
    const page: z.infer<typeof sequencesPageSchema> = await client.request({
      method: 'GET',
      path: '/automation/sequences/2026-09',
      query: { userId, limit: 100, after: after ?? undefined },
      schema: sequencesPageSchema,
      repeatable: true,
    });
    sequences.push(...page.results.map(({ id, name }) => ({ id, name })));
    after = nextAfter(page.paging);
  } while (after !== null && sequences.length < MOST_SEQUENCES);
  return sequences;
}

export interface NewEnrollment {
  /** HubSpot's id of the user who enrols, and the address that their e-mails come from. */
  userId: string;
  senderEmail: string;
  contactId: string;
  sequenceId: string;
}

/**
 * Enrols a contact in a sequence. Not repeatable.
 * @throws HubSpotRejectedError where HubSpot does not (no seat, no connected inbox, enrolled already, limit of the day)
 * @throws AmbiguousWriteError where it may have all the same
 */
export async function enrolContact(client: HubSpotClient, { userId, ...body }: NewEnrollment): Promise<void> {
  await client.request({
    method: 'POST',
    path: '/automation/sequences/2026-09/enrollments',
    query: { userId },
    body,
    schema: enrollmentSchema,
    repeatable: false,
  });
}
