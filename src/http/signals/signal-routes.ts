import { createHmac } from 'node:crypto';
import { Router, type Request } from 'express';
import { z } from 'zod';
import { DAY_MS } from '../../domain/day-ms.ts';
import { ACTIVITY_TYPES } from '../../domain/facts.ts';
import { InvalidInputError, UnauthenticatedError } from '../../errors.ts';
import { equalInConstantTime } from '../../hubspot/access/signature.ts';
import { OWN_IDS } from '../../storage/mirror/signals.ts';
import { findKey, type KeySecret } from '../../storage/portal/portal-keys.ts';
import { asPortal } from '../../storage/connection/tenant-scope.ts';
import { receiveSignals } from '../../sync/signals/receive-signals.ts';
import { countKeyUse } from '../count-key-use.ts';
import type { HttpContext } from '../http-context.ts';
import { parseBody, recordId } from '../parse-input.ts';
import { rawBodyOf, readRawBody } from '../raw-body.ts';

const LONGEST_AGE_MS = 5 * 60_000;

/** Epoch ms; what is before them, no database need hold. */
const time = z.iso
  .datetime({ offset: true, error: 'must be an ISO time' })
  .transform((text) => Date.parse(text))
  .refine((at) => at >= 0, 'must be after 1970');
const signalId = z
  .string()
  .min(1)
  .max(200)
  // What people did is read as one text, its values set apart by such a character (`gather-columns.ts`).
  .refine((id) => !/\p{Cc}/u.test(id), 'must not hold control characters')
  .refine(
    (id) => !Object.values(OWN_IDS).some((own) => id.startsWith(own)),
    `must not begin with ${Object.values(OWN_IDS).join(' or ')}`,
  );
const common = { id: signalId, occurredAt: time };
const signal = z.discriminatedUnion('kind', [
  z
    .strictObject({
      ...common,
      kind: z.literal('intent'),
      companyId: recordId.optional(),
      domain: z.string().min(1).max(255).optional(),
      source: z.string().min(1).max(100),
      topic: z.string().min(1).max(200),
      strength: z.number().min(0).max(100),
    })
    .refine(({ companyId, domain }) => (companyId === undefined) !== (domain === undefined), {
      message: 'must be given, or domain in its place, and not both',
      path: ['companyId'],
    })
    .transform(({ companyId, domain, ...said }) => ({ ...said, company: companyId ?? domain ?? '' })),
  z.strictObject({
    ...common,
    kind: z.literal('activity'),
    contactId: recordId,
    type: z.enum(ACTIVITY_TYPES),
    detail: z.string().max(500).nullable().default(null),
  }),
]);
/** What a source sends at once. */
export const signalsBody = z.strictObject({ signals: z.array(signal).min(1).max(500) });

/**
 * `POST /signals` (docs/signals.md): intent and activities of kinds HubSpot does not expose. Signed with the portal's signal key:
 * `X-Roundtable-Signature` = base64(HMAC-SHA256(secret, timestamp + "." + body)).
 */
export function signalRoutes(context: HttpContext): Router {
  const router = Router();
  router.post('/signals', readRawBody, async (request, response) => {
    const key = await authenticate(context, request);
    const { portalId } = key;
    await asPortal(portalId, async () => {
      await countKeyUse(context, 'signals', key);
      const { signals } = parseBody(signalsBody, rawBodyOf(request));
      refuseFuture(signals, context.now());
      response.status(202).json(await receiveSignals(context, portalId, signals));
    });
  });
  return router;
}

/** A signal that is to come would be kept, count for nothing, and never be old enough to be dropped. */
function refuseFuture(signals: readonly { occurredAt: number }[], now: number): void {
  const problem = 'is to come';
  const faults = signals.flatMap(({ occurredAt }, index) =>
    occurredAt > now + DAY_MS ? [{ field: `signals.${index}.occurredAt`, problem }] : [],
  );
  const [first] = faults;
  if (first !== undefined) throw new InvalidInputError(`Check ${first.field}: ${problem}.`, faults);
}

async function authenticate(context: HttpContext, request: Request): Promise<KeySecret> {
  const timestamp = request.get('X-Roundtable-Timestamp') ?? '';
  const age = Math.abs(context.now() - Number(timestamp));
  if (!/^\d{1,15}$/.test(timestamp) || age > LONGEST_AGE_MS) {
    throw new UnauthenticatedError('X-Roundtable-Timestamp must be the time in ms, at most 5 minutes off.');
  }
  const key = await findKey(context.db.kysely, context.cipher, 'signals', request.get('X-Roundtable-Key-Id') ?? '');
  // An unknown key is compared as well, so that the answer's time does not tell which keys exist.
  const expected = createHmac('sha256', key?.secret ?? 'unknown')
    .update(`${timestamp}.`)
    .update(rawBodyOf(request))
    .digest();
  const given = Buffer.from(request.get('X-Roundtable-Signature') ?? '', 'base64');
  const matches = equalInConstantTime(expected, given);
  if (key === null || !matches) throw new UnauthenticatedError('The signature does not hold for this key and body.');
  return key;
}
