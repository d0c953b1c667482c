import { AsyncLocalStorage } from 'node:async_hooks';
import { Client } from '@hubspot/api-client';
import { HubSpotUnavailableError } from '../../errors.ts';

/** One whole answer; `text` is complete. */
export interface Answer {
  status: number;
  headers: Headers;
  text: string;
}

export interface OutgoingRequest {
  method: string;
  path: string;
  query: Record<string, string>;
  body: unknown;
  accessToken: string;
}

/** Sends one request once. @throws HubSpotUnavailableError where no whole answer came in time */
export type Send = (request: OutgoingRequest) => Promise<Answer>;

/** Codes of failures that happen before anything was sent. */
export const NOT_SENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT', 'EHOSTUNREACH']);

const signalOfRequest = new AsyncLocalStorage<AbortSignal>();

interface PreparedRequest {
  getUrl(): URL;
  getSendData(): RequestInit;
}

/**
 * HubSpot's client knows no time-out, but lets a subclass decorate the function that sends. The decorator is global to
 * the process, which is harmless here: all clients set this same one, and it reads its signal from the call's own
 * context. Redirects are not followed: a POST would silently become a GET.
 */
class TimedClient extends Client {
  protected override getDecorators(): { decorate: () => (request: PreparedRequest) => Promise<Response> }[] {
    return [{ decorate: () => fetchPrepared }];
  }
}

function fetchPrepared(request: PreparedRequest): Promise<Response> {
  const signal = signalOfRequest.getStore() ?? null;
  return fetch(request.getUrl(), { ...request.getSendData(), redirect: 'manual', signal });
}

/** Builds `send` for one host; `timeoutMs` covers everything up to the last byte of the answer. */
export function createSend(apiUrl: string, timeoutMs: number): Send {
  const client = new TimedClient({ basePath: apiUrl.replace(/\/$/, ''), numberOfApiCallRetries: 0 });
  return async ({ method, path, query, body, accessToken }) => {
    const signal = AbortSignal.timeout(timeoutMs);
    try {
      const response = await signalOfRequest.run(signal, () =>
        client.apiRequest({
          method,
          path,
          ...(Object.keys(query).length > 0 && { qs: query }),
          ...(body !== undefined && { body }),
          headers: { Authorization: `Bearer ${accessToken}` },
        }),
      );
      return { status: response.status, headers: response.headers, text: await response.text() };
    } catch (error) {
      throw toUnavailable(error, timeoutMs);
    }
  };
}

/** What a failed `fetch` means for a retry: `processed` is `no` only where nothing can have been sent. */
export function toUnavailable(error: unknown, timeoutMs: number): HubSpotUnavailableError {
  if (error instanceof Error && error.name === 'TimeoutError') {
    const message = `HubSpot did not answer within ${timeoutMs} ms.`;
    return new HubSpotUnavailableError(message, { processed: 'unknown', cause: error });
  }
  const code = codeOf(error) ?? (error instanceof Error ? codeOf(error.cause) : null);
  return new HubSpotUnavailableError(`The connection to HubSpot failed${code ? ` (${code})` : ''}.`, {
    processed: code !== null && NOT_SENT.has(code) ? 'no' : 'unknown',
    cause: error,
  });
}

function codeOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('code' in error)) return null;
  return typeof error.code === 'string' ? error.code : null;
}
