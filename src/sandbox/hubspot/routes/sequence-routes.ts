import { z } from 'zod';
import { ApiError, objectNotFound, validationError } from '../api-error.ts';
import type { Answer, Call, Endpoint } from '../http/endpoint.ts';
import { endpoint } from '../http/endpoint.ts';
import type { PortalStore } from '../store/portal-store.ts';
import { writeRecord } from '../store/write-record.ts';

/*
 * Described (decision 411): the paths, `userId` as a required parameter, the fields of body and answer, both scopes. Documented: that the user
 * needs a seat of Sales or Service Hub Professional. Assumed, since HubSpot describes neither: which status and words a refusal has, how many a
 * page holds. The portal's sequences are made up. Which contact properties report an enrolment is known from recorded definitions.
 */

const BASE = '/automation/sequences/2026-09';
const SEQUENCES = [
  { id: '4100', name: 'First touch' },
  { id: '4200', name: 'After the demo' },
];

const listQuery = z.strictObject({
  userId: z.string().min(1),
  after: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  name: z.string().optional(),
});
const enrolQuery = z.strictObject({ userId: z.string().min(1) });
const enrolBody = z.strictObject({
  contactId: z.string().min(1),
  senderEmail: z.string().min(1),
  sequenceId: z.string().min(1),
  senderAliasAddress: z.string().optional(),
});

/** Throws unless the user has a seat; every owner with a user id has one. */
function requireSeat({ owners }: PortalStore, userId: string): void {
  if (owners.some((owner) => String(owner.userId) === userId)) return;
  throw new ApiError(403, {
    message: `User ${userId} needs a Sales Hub or Service Hub Professional seat to use sequences.`,
    category: 'BANNED',
  });
}

function listSequences({ store, query }: Call<z.infer<typeof listQuery>, unknown>): Answer {
  requireSeat(store, query.userId);
  const at = new Date(store.now()).toISOString();
  const results = SEQUENCES.map((each) => ({ ...each, createdAt: at, updatedAt: at, userId: query.userId }));
  return { status: 200, body: { total: results.length, results } };
}

function enrol({ store, query, body }: Call<z.infer<typeof enrolQuery>, z.infer<typeof enrolBody>>): Answer {
  requireSeat(store, query.userId);
  const contact = store.records.contacts.get(body.contactId);
  if (contact === undefined) throw objectNotFound(body.contactId);
  if (SEQUENCES.every(({ id }) => id !== body.sequenceId)) throw objectNotFound(body.sequenceId);
  const { properties } = contact;
  if (properties['hs_sequences_is_enrolled'] === 'true') {
    throw validationError('The contact is already enrolled in a sequence.');
  }
  const at = new Date(store.now()).toISOString();
  const values = {
    hs_sequences_is_enrolled: 'true',
    hs_sequences_actively_enrolled_count: '1',
    hs_sequences_enrolled_count: String(Number(properties['hs_sequences_enrolled_count'] ?? 0) + 1),
    hs_latest_sequence_enrolled: body.sequenceId,
    hs_latest_sequence_enrolled_date: at,
  };
  writeRecord(store, 'contacts', contact, values, { sourceType: 'CALCULATED', sourceId: 'sequences' });
  return {
    status: 200,
    body: { id: `8${body.contactId}`, toEmail: properties['email'] ?? '', enrolledAt: at, updatedAt: at },
  };
}

/** Sequences of the sales tools. */
export const SEQUENCE_ROUTES: readonly Endpoint[] = [
  endpoint({
    method: 'get',
    path: BASE,
    scopes: () => [['automation.sequences.read']],
    query: listQuery,
    answer: listSequences,
  }),
  endpoint({
    method: 'post',
    path: `${BASE}/enrollments`,
    scopes: () => [['automation.sequences.enrollments.write']],
    query: enrolQuery,
    body: enrolBody,
    answer: enrol,
  }),
];
