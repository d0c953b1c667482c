import type { Request, RequestHandler, Response } from 'express';
import { z } from 'zod';
import { UnauthenticatedError } from '../errors.ts';
import { verifySignatureV2, verifySignatureV3 } from '../hubspot/access/signature.ts';
import { asPortal } from '../storage/connection/tenant-scope.ts';
import type { HttpContext } from './http-context.ts';
import { parseBody } from './parse-input.ts';
import { rawBodyOf } from './raw-body.ts';

/** Who calls, as HubSpot signed it. */
export interface Caller {
  portalId: number;
  userId: string;
  userEmail: string;
}

/**
 * People are told apart by their address, whatever its case: signs that only look like letters (the Kelvin sign becomes a
 * `k`) are of no normal form and name nobody. A `+` that is written as it is has been read as a space, which no address has.
 */
const userEmail = z
  .string()
  .min(3)
  .transform((text) => text.replaceAll(' ', '+'))
  .refine((text) => text === text.normalize('NFC'));

const signedQuery = z.object({
  appId: z.coerce.number(),
  portalId: z.coerce.number().int().positive(),
  userId: z.string().min(1),
  userEmail,
});

/** Of every call of a workflow action. */
const executionOrigin = z.looseObject({ origin: z.looseObject({ portalId: z.number().int().positive() }) });

/** Lets only requests through that HubSpot signed (v3) for this app. */
export function requireSignatureV3(context: HttpContext): RequestHandler {
  return (request, _response, next) => {
    const verdict = verifySignatureV3({
      secrets: context.clientSecrets,
      method: request.method,
      uri: context.appBaseUrl + request.originalUrl,
      rawBody: rawBodyOf(request),
      timestamp: request.get('X-HubSpot-Request-Timestamp'),
      signature: request.get('X-HubSpot-Signature-v3'),
      now: context.now(),
    });
    if (!verdict.valid) throw new UnauthenticatedError(`The request is not signed by HubSpot (${verdict.reason}).`);
    next();
  };
}

/**
 * Lets only HubSpot's own requests through, which have no query: a page may have HubSpot sign a call of any address with
 * any body, and is known by the caller that HubSpot appends to it.
 * @throws UnauthenticatedError for a call of a page
 */
export function refusePages(request: Request): void {
  if (request.originalUrl.includes('?')) throw new UnauthenticatedError('Only HubSpot itself may call this.');
}

/** As `requireSignatureV3`, for workflow actions, which are signed v2; what follows runs as the portal they come from. */
export function requireSignatureV2(context: HttpContext): RequestHandler {
  return (request, _response, next) => {
    refusePages(request);
    const verdict = verifySignatureV2({
      secrets: context.clientSecrets,
      method: request.method,
      uri: context.appBaseUrl + request.originalUrl,
      rawBody: rawBodyOf(request),
      signature: request.get('X-HubSpot-Signature'),
    });
    if (!verdict.valid) throw new UnauthenticatedError(`The request is not signed by HubSpot (${verdict.reason}).`);
    asPortal(parseBody(executionOrigin, rawBodyOf(request)).origin.portalId, next);
  };
}

/**
 * Reads the caller HubSpot appended to a card's call of this app, which the signature covers; what follows asks the
 * database as that portal.
 */
export function identifyCaller(context: HttpContext): RequestHandler {
  return (request, response, next) => {
    const parsed = signedQuery.safeParse(request.query);
    if (!parsed.success) throw new UnauthenticatedError('The signed request names no portal and user.');
    const { appId, ...caller } = parsed.data;
    if (appId !== context.appId) throw new UnauthenticatedError('The signed request is for another app.');
    response.locals['caller'] = caller satisfies Caller;
    asPortal(caller.portalId, next);
  };
}

/** The caller of a request that `identifyCaller` let through. */
export function callerOf(response: Response): Caller {
  return response.locals['caller'] as Caller;
}
