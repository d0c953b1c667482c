import type { z } from 'zod';
import type { Lane, Limiter } from './limiter.ts';

export interface HubSpotRequest<T> {
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** Date-versioned path without the host; ids in it must be URI-encoded. */
  path: string;
  query?: Readonly<Record<string, string | number | boolean | undefined>>;
  body?: unknown;
  /** What the answer must be; an answer without a body is parsed as `null`. */
  schema: z.ZodType<T>;
  /** Overrides the client's own lane. */
  lane?: Lane;
  /** Counted in HubSpot's search limit instead of the general one. */
  search?: boolean;
  /** Whether sending it twice has the same effect as once; `false` for creates. */
  repeatable: boolean;
}

/** One attempt as it went over the wire, for logs and counters; carries no body and no token. */
export interface RequestLogEntry {
  portalId: number;
  method: string;
  path: string;
  lane: Lane;
  search: boolean;
  /** 1 for the first attempt. */
  attempt: number;
  /** `null` where no answer came. */
  status: number | null;
  /** Time spent waiting for the limiter. */
  waitedMs: number;
  durationMs: number;
  /** The code of the error raised, if any. */
  errorCode: string | null;
}

export interface HubSpotClient {
  readonly portalId: number;
  /** Lane of requests that name none; `'background'` unless `withLane` says otherwise. */
  readonly lane: Lane;
  /** The same client for requests a person is waiting for (`'card'`) or not. */
  withLane(lane: Lane): HubSpotClient;
  /**
   * Sends one request and returns the parsed answer, repeating it where that is safe.
   * @throws the HubSpot classes of `errors.ts`; whatever `accessToken` and `onUnauthorized` throw
   */
  request<T>(request: HubSpotRequest<T>): Promise<T>;
}

export interface HubSpotClientOptions {
  portalId: number;
  /** `https://api.hubapi.com`, or another HubSpot-compatible host. */
  apiUrl: string;
  /** The portal's current access token. */
  accessToken: () => Promise<string>;
  /** Called once for a request that was answered 401: makes the next `accessToken()` a new one. */
  onUnauthorized: () => Promise<void>;
  limiter: Limiter;
  now?: () => number;
  /** Longest time for one attempt, from sending to the last byte of the answer; 30 s by default. */
  timeoutMs?: number;
  sleep?: (delayMs: number) => Promise<void>;
  /** The account's time zone (IANA): a daily limit ends at its midnight. UTC by default. */
  timeZone?: string;
  onRequest?: (entry: RequestLogEntry) => void;
}

/** A client for one portal. */
export function createHubSpotClient(options: HubSpotClientOptions): HubSpotClient {
  throw new Error(`not built yet (${options.portalId})`);
}
