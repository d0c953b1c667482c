import type { RequestHandler, Response } from 'express';
import { z } from 'zod';
import { UnauthenticatedError } from '../errors.ts';
import { verifySignatureV2, verifySignatureV3 } from '../hubspot/signature.ts';
import type { HttpContext } from './http-context.ts';
import { rawBodyOf } from './raw-body.ts';

/** Who calls, as HubSpot signed it. */
export interface Caller {
  portalId: number;
  userId: string;
  userEmail: string;
}

const signedQuery = z.object({
  appId: z.coerce.number(),
  portalId: z.coerce.number().int().positive(),
  userId: z.string().min(1),
  userEmail: z.string().min(3),
});

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

/** As `requireSignatureV3`, for workflow actions, which are signed v2. */
export function requireSignatureV2(context: HttpContext): RequestHandler {
  return (request, _response, next) => {
    const verdict = verifySignatureV2({
      secrets: context.clientSecrets,
      method: request.method,
      uri: context.appBaseUrl + request.originalUrl,
      rawBody: rawBodyOf(request),
      signature: request.get('X-HubSpot-Signature'),
    });
    if (!verdict.valid) throw new UnauthenticatedError(`The request is not signed by HubSpot (${verdict.reason}).`);
    next();
  };
}

/** Reads the caller HubSpot appended to a card's call of this app; the signature covers it. */
export function identifyCaller(context: HttpContext): RequestHandler {
  return (request, response, next) => {
    const parsed = signedQuery.safeParse(request.query);
    if (!parsed.success) throw new UnauthenticatedError('The signed request names no portal and user.');
    const { appId, ...caller } = parsed.data;
    if (appId !== context.appId) throw new UnauthenticatedError('The signed request is for another app.');
    response.locals['caller'] = caller satisfies Caller;
    next();
  };
}

/** The caller of a request that `identifyCaller` let through. */
export function callerOf(response: Response): Caller {
  return response.locals['caller'] as Caller;
}
