import type { Request, RequestHandler, Response } from 'express';
import { z } from 'zod';
import { UnauthenticatedError } from '../errors.ts';
import { verifySignatureV2, verifySignatureV3 } from '../hubspot/access/signature.ts';
import { asPortal } from '../storage/connection/tenant-scope.ts';
import type { HttpContext } from './http-context.ts';
import { parseBody } from './parse-input.ts';
import { rawBodyOf } from './raw-body.ts';

/** The caller, as HubSpot signed it. */
export interface Caller {
  portalId: number;
  userId: string;
  userEmail: string;
}

/**
 * People are identified by their e-mail address, in any case. Look-alike characters (the Kelvin sign lower-cases to
 * `k`) are not in normal form and identify nobody. An unencoded `+` was decoded as a space, which no address contains.
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

/** In every call of a workflow action. */
const executionOrigin = z.looseObject({ origin: z.looseObject({ portalId: z.number().int().positive() }) });

/** Lets through only requests that HubSpot signed (v3) for this app. */
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
 * Lets through only HubSpot's own requests, which have no query. A page can have HubSpot sign a call to any address
 * with any body, but HubSpot then appends the caller as a query.
 * @throws UnauthenticatedError for a call from a page
 */
export function refusePages(request: Request): void {
  if (request.originalUrl.includes('?')) throw new UnauthenticatedError('Only HubSpot itself may call this.');
}

/** As `requireSignatureV3`, for workflow actions (signed v2); later handlers run as the calling portal. */
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
 * Reads the caller that HubSpot appended to a card's call, which the signature covers; later handlers query the
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
