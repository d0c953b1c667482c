import type { ApiProblem } from '../../extensions/app/cards/card-data.ts';
import {
  AmbiguousWriteError,
  AppError,
  DailyLimitError,
  FirstSyncRunningError,
  ForbiddenError,
  GrantRevokedError,
  HubSpotRejectedError,
  HubSpotUnavailableError,
  InvalidInputError,
  MissingScopesError,
  NotConnectedError,
  NotFoundError,
  RateLimitedError,
  TooManyRequestsError,
  UnauthenticatedError,
  UnexpectedAnswerError,
  explainRefusal,
} from '../errors.ts';
import { DatabaseUnavailableError } from '../storage/connection/passing-failure.ts';

export interface ErrorAnswer {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: ApiProblem;
}

/** `Retry-After` of a fault that passes by itself, nobody knows when. */
const SOON_S = 5;

const STATUSES: readonly [new (...args: never[]) => AppError, number][] = [
  [InvalidInputError, 400],
  [UnauthenticatedError, 401],
  [ForbiddenError, 403],
  [NotConnectedError, 403],
  [NotFoundError, 404],
  [GrantRevokedError, 409],
  [MissingScopesError, 403],
  [TooManyRequestsError, 429],
  [RateLimitedError, 503],
  [DailyLimitError, 503],
  [FirstSyncRunningError, 503],
  [HubSpotRejectedError, 422],
  [HubSpotUnavailableError, 503],
  [UnexpectedAnswerError, 503],
  [AmbiguousWriteError, 503],
  [DatabaseUnavailableError, 503],
];

/** Express' own refusals of a request (a body that is too large, a URL that does not decode) carry a status. */
function requestFault(error: unknown): number | null {
  if (!(error instanceof Error) || error instanceof AppError || !('status' in error)) return null;
  const { status } = error;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : null;
}

/** What a client learns of an error: never a message not meant for it, never a stack. */
export function errorAnswer(error: unknown): ErrorAnswer {
  for (const [kind, status] of STATUSES) {
    if (!(error instanceof kind)) continue;
    const faults = error instanceof InvalidInputError && error.faults.length > 0 ? { faults: [...error.faults] } : {};
    return {
      status,
      headers: retryAfter(error),
      body: { error: { code: error.code, message: wordFor(error), ...faults } },
    };
  }
  const fault = requestFault(error);
  if (fault !== null) {
    const message = fault === 413 ? 'The request is too large.' : 'The request could not be read.';
    return { status: fault, headers: {}, body: { error: { code: 'BAD_REQUEST', message } } };
  }
  const message = 'Something went wrong on our side. Try again; if it stays, tell support the time.';
  return { status: 500, headers: {}, body: { error: { code: 'INTERNAL', message } } };
}

function wordFor(error: AppError): string {
  if (error instanceof HubSpotRejectedError) return explainRefusal(error);
  // Its message describes the answer's shape, for the log.
  if (error instanceof UnexpectedAnswerError) return 'HubSpot gave an answer that could not be read. Try again later.';
  return error.message;
}

/** When the same request may succeed, in whole seconds; no header where it never will. */
function retryAfter({ retry }: AppError): ErrorAnswer['headers'] {
  if (retry === 'never') return {};
  return { 'Retry-After': String(retry === 'backoff' ? SOON_S : Math.ceil(retry.afterMs / 1_000)) };
}
