import { writeMarked } from './write-marked.ts';

/** The part of `hubspot.fetch` that is used; HubSpot signs the request and appends the caller. */
export type AppFetch = (url: string, options: AppFetchOptions) => Promise<AppResponse>;

interface AppFetchOptions {
  method: 'GET' | 'POST';
  /** Sent as JSON; an empty object is not sent. */
  body?: Record<string, unknown>;
}

/** The part of `Response` that is read. */
interface AppResponse {
  ok: boolean;
  status: number;
  json: () => Promise<unknown>;
}

/** One invalid field of what was sent: `model.tiering.rules.1.seats`. */
export interface FieldFault {
  field: string;
  problem: string;
}

/** What went wrong, as a message for the user. */
class AppProblem extends Error {
  readonly code: string;
  readonly faults: readonly FieldFault[];

  constructor(code: string, message: string, faults: readonly FieldFault[] = []) {
    super(message);
    this.name = 'AppProblem';
    this.code = code;
    this.faults = faults;
  }
}

/** The fields for which a change was refused; none if it failed otherwise. */
export function faultsOf(failure: unknown): readonly FieldFault[] {
  return failure instanceof AppProblem ? failure.faults : [];
}

/** The app, or the database behind it, did not answer: the request may or may not have been carried out. */
export function isUnanswered(failure: unknown): boolean {
  return failure instanceof AppProblem && ['UNREACHABLE', 'DATABASE_UNAVAILABLE'].includes(failure.code);
}

/** The app has no record with that id (yet). */
export function isUnknown(failure: unknown): boolean {
  return failure instanceof AppProblem && failure.code === 'NOT_FOUND';
}

/** The app is not installed in this HubSpot account, or was removed: its data is gone. */
export function isDisconnected(failure: unknown): boolean {
  return failure instanceof AppProblem && failure.code === 'NOT_CONNECTED';
}

export interface App {
  read: <T>(path: string) => Promise<T>;
  send: <T>(path: string, body: Record<string, unknown>) => Promise<T>;
}

/**
 * The app's API at `baseUrl` (the profile's `APP_BASE_URL`; HubSpot allows https and the permitted URLs only). Dates
 * and numbers in sentences are in the reader's format. Every failure, of the network too, is an `AppProblem` that says
 * what to do.
 */
export function connectApp(baseUrl: unknown, fetch: AppFetch): App {
  async function request<T>(path: string, options: AppFetchOptions): Promise<T> {
    if (typeof baseUrl !== 'string' || baseUrl === '') {
      const message = 'The app was uploaded without its address. Ask your admin to set APP_BASE_URL in its profile.';
      throw new AppProblem('NO_BASE_URL', message);
    }
    const response = await fetch(`${baseUrl}${path}`, options).catch(() => {
      throw new AppProblem('UNREACHABLE', 'Roundtable could not be reached. Check your connection, then try again.');
    });
    const body = writeMarked(await response.json().catch(() => null));
    if (!response.ok) throw toProblem(response.status, body);
    return body as T;
  }
  return {
    read: (path) => request(path, { method: 'GET' }),
    send: (path, body) => request(path, { method: 'POST', body }),
  };
}

function toProblem(status: number, body: unknown): AppProblem {
  const error = (body as { error?: { code?: unknown; message?: unknown; faults?: FieldFault[] } } | null)?.error;
  if (typeof error?.message === 'string') return new AppProblem(String(error.code), error.message, error.faults);
  if (status === 401 || status === 403) {
    return new AppProblem('FORBIDDEN', 'You may not see this. Ask your admin for access to Roundtable.');
  }
  return new AppProblem('UNAVAILABLE', 'Roundtable could not answer. Try again in a minute.');
}
