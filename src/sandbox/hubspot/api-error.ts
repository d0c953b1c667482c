import { randomUUID } from 'node:crypto';

/** An error answer of HubSpot: status and exact body. Thrown by handlers; the server turns it into the response. */
export class ApiError extends Error {
  readonly status: number;
  readonly body: Record<string, unknown>;

  constructor(status: number, body: Record<string, unknown>) {
    super(typeof body['message'] === 'string' ? body['message'] : `HTTP ${status}`);
    this.status = status;
    this.body = { status: 'error', correlationId: randomUUID(), ...body };
  }
}

export function validationError(message: string, extra: Record<string, unknown> = {}): ApiError {
  return new ApiError(400, { message, ...extra, category: 'VALIDATION_ERROR' });
}

/** Recorded without a category. */
export function unknownObjectType(name: string): ApiError {
  return new ApiError(400, { message: `Unable to infer object type from: ${name}` });
}

export function resourceNotFound(): ApiError {
  return new ApiError(404, { message: 'resource not found' });
}

export function objectNotFound(id: string): ApiError {
  return new ApiError(404, {
    message: 'Object not found.  objectId are usually numeric.',
    context: { id: [id] },
    category: 'OBJECT_NOT_FOUND',
  });
}

/** The form of the "Using object APIs" guide for 2026-09. */
export function missingScopes(requiredGranularScopes: string[]): ApiError {
  return new ApiError(403, {
    message:
      "This app hasn't been granted all required scopes to make this call. Read more about required scopes here: https://developers.hubspot.com/scopes.",
    errors: [{ message: 'One or more of the following scopes are required.', context: { requiredGranularScopes } }],
    links: { scopes: 'https://developers.hubspot.com/scopes' },
    category: 'MISSING_SCOPES',
  });
}

export function noCredentials(): ApiError {
  return new ApiError(401, {
    message:
      'Authentication credentials not found. This API supports OAuth 2.0 authentication and you can find more details at https://developers.hubspot.com/docs/methods/auth/oauth-overview',
    category: 'INVALID_AUTHENTICATION',
  });
}

/** HubSpot reports `expiredAtMs` 0 for a token it cannot decode ("20543 day(s) ago", 1970). */
export function expiredToken(expiredAtMs: number, nowMs: number): ApiError {
  const seconds = Math.floor((nowMs - expiredAtMs) / 1000);
  const ago = expiredAtMs === 0 ? `${Math.floor(seconds / 86_400)} day(s)` : `${seconds} second(s)`;
  return new ApiError(401, {
    message: `The OAuth token used to make this call expired ${ago} ago.`,
    category: 'EXPIRED_AUTHENTICATION',
    context: { 'expire time': [new Date(expiredAtMs).toISOString()] },
  });
}

export function tenSecondlyLimit(appId: string, portalId: number): ApiError {
  return new ApiError(429, {
    message: 'You have reached your ten_secondly_rolling limit.',
    errorType: 'RATE_LIMIT',
    policyName: 'TEN_SECONDLY_ROLLING',
    groupName: `publicapi:oauth-api-calls-ten-secondly:${appId}:${portalId}`,
  });
}

/** Search has its own limit; its 429 carries neither a policy name nor `Retry-After` (recorded). */
export function searchSecondlyLimit(): ApiError {
  return new ApiError(429, { message: 'You have reached your secondly limit.', category: 'RATE_LIMITS' });
}

/** Documented (error handling guide); the body is not recorded, the message is a guess. */
export function locked(): ApiError {
  return new ApiError(423, { message: 'The resource is currently locked. Please try again later.' });
}

/** Documented: the account is being moved to another data centre, `Retry-After` says for how long. The body is a guess. */
export function migrating(): ApiError {
  return new ApiError(477, { message: 'This account is being migrated. Please try again later.' });
}
