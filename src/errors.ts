/** When a failed operation may be tried again. */
export type Retry = 'never' | 'backoff' | { afterMs: number };

interface AppErrorOptions {
  code: string;
  retry: Retry;
  cause?: unknown;
}

/**
 * Base of every error the app raises on purpose. `code` is stable and machine-readable, `message` may be
 * shown to an admin, `retry` says what a second attempt would do.
 */
export class AppError extends Error {
  readonly code: string;
  readonly retry: Retry;

  constructor(message: string, options: AppErrorOptions) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = new.target.name;
    this.code = options.code;
    this.retry = options.retry;
  }
}

/** One fault of an input: which field, what was wrong, what was expected. */
export interface InputFault {
  field: string;
  problem: string;
}

/** Input from outside that does not hold; nothing was changed. */
export class InvalidInputError extends AppError {
  readonly faults: readonly InputFault[];

  constructor(message: string, faults: readonly InputFault[] = [], cause?: unknown) {
    super(message, { code: 'INVALID_INPUT', retry: 'never', cause });
    this.faults = faults;
  }
}

/** The error of an input in which one field does not hold: `Check email: must be an address.` */
export function invalidField(field: string, problem: string): InvalidInputError {
  return new InvalidInputError(`Check ${field}: ${problem}.`, [{ field, problem }]);
}

/** A thing that was asked for by id does not exist in this portal. */
export class NotFoundError extends AppError {
  constructor(message: string) {
    super(message, { code: 'NOT_FOUND', retry: 'never' });
  }
}

/** A request that is not signed, or not as it must be. */
export class UnauthenticatedError extends AppError {
  constructor(message: string) {
    super(message, { code: 'UNAUTHENTICATED', retry: 'never' });
  }
}

/** The caller is known but may not do this. */
export class ForbiddenError extends AppError {
  constructor(message: string) {
    super(message, { code: 'FORBIDDEN', retry: 'never' });
  }
}

/** The app is not installed in the portal, or is leaving it: nothing is read or held of it. */
export class NotConnectedError extends AppError {
  constructor(message: string) {
    super(message, { code: 'NOT_CONNECTED', retry: 'never' });
  }
}

/** What is asked for is known when the portal's first sync is through, and not before. */
export class FirstSyncRunningError extends AppError {
  constructor(message: string) {
    super(message, { code: 'FIRST_SYNC_RUNNING', retry: 'backoff' });
  }
}

/** The caller asks more often than is allowed. */
export class TooManyRequestsError extends AppError {
  constructor(message: string, afterMs: number) {
    super(message, { code: 'TOO_MANY_REQUESTS', retry: { afterMs } });
  }
}

/** What HubSpot's error body said, as far as it said anything. */
export interface HubSpotRefusal {
  status: number;
  category: string | null;
  /** HubSpot's own words. */
  message: string;
  context: Readonly<Record<string, readonly string[]>>;
  details: readonly { message: string; code: string | null; context: Readonly<Record<string, readonly string[]>> }[];
  correlationId: string | null;
}

/** HubSpot understood the request and refused it (4xx): the same request would be refused again. */
export class HubSpotRejectedError extends AppError {
  readonly status: number;
  readonly category: string | null;
  readonly context: HubSpotRefusal['context'];
  readonly details: HubSpotRefusal['details'];
  readonly correlationId: string | null;

  constructor(refusal: HubSpotRefusal) {
    super(refusal.message, { code: 'HUBSPOT_REJECTED', retry: 'never' });
    this.status = refusal.status;
    this.category = refusal.category;
    this.context = refusal.context;
    this.details = refusal.details;
    this.correlationId = refusal.correlationId;
  }
}

/** HubSpot's refusal as a sentence for who clicked. */
export function explainRefusal({ status, message }: HubSpotRejectedError): string {
  if (status === 402) return `The HubSpot subscription of this account does not include this: ${message}`;
  if (status === 403) return `HubSpot does not let Roundtable do this: ${message}`;
  return `HubSpot refused: ${message}`;
}

/** The portal did not grant a scope that the request needs. */
export class MissingScopesError extends AppError {
  readonly scopes: readonly string[];

  constructor(message: string, scopes: readonly string[]) {
    super(message, { code: 'HUBSPOT_MISSING_SCOPES', retry: 'never' });
    this.scopes = scopes;
  }
}

/** The refresh token is dead (uninstalled or revoked): no call for this portal can succeed until it installs again. */
export class GrantRevokedError extends AppError {
  constructor(message: string) {
    super(message, { code: 'HUBSPOT_GRANT_REVOKED', retry: 'never' });
  }
}

/** HubSpot did not process the request: too many (429), the record is locked (423), or the portal is migrating (477). */
export class RateLimitedError extends AppError {
  readonly status: number;

  constructor(message: string, status: number, afterMs: number | null) {
    super(message, { code: 'HUBSPOT_RATE_LIMITED', retry: afterMs === null ? 'backoff' : { afterMs } });
    this.status = status;
  }
}

/** The portal's requests of the day are used up until `resetsAt` (epoch ms). */
export class DailyLimitError extends AppError {
  readonly resetsAt: number;

  constructor(message: string, resetsAt: number, now: number) {
    super(message, { code: 'HUBSPOT_DAILY_LIMIT', retry: { afterMs: Math.max(0, resetsAt - now) } });
    this.resetsAt = resetsAt;
  }
}

/**
 * HubSpot could not be reached or failed (5xx, time-out, broken connection). `processed` is `'unknown'` where the
 * request may have taken effect all the same.
 */
export class HubSpotUnavailableError extends AppError {
  readonly status: number | null;
  readonly processed: 'no' | 'unknown';

  constructor(
    message: string,
    options: { status?: number; processed: 'no' | 'unknown'; afterMs?: number | null; cause?: unknown },
  ) {
    const retry = typeof options.afterMs === 'number' ? { afterMs: options.afterMs } : 'backoff';
    super(message, { code: 'HUBSPOT_UNAVAILABLE', retry, cause: options.cause });
    this.status = options.status ?? null;
    this.processed = options.processed;
  }
}

/** A success answer that is not what HubSpot's documentation promises (an HTML page, another shape). */
export class UnexpectedAnswerError extends AppError {
  constructor(message: string, retry: Retry, cause?: unknown) {
    super(message, { code: 'HUBSPOT_UNEXPECTED_ANSWER', retry, cause });
  }
}

/** A create whose outcome is unknown: it may be repeated only after looking whether it took effect. */
export class AmbiguousWriteError extends AppError {
  constructor(message: string, cause: unknown) {
    super(message, { code: 'HUBSPOT_AMBIGUOUS_WRITE', retry: 'backoff', cause });
  }
}
