import type { AppCredentials } from './http/endpoint.ts';
import { signatureHeaders } from './signature.ts';

/** What a card passes to `hubspot.fetch`. */
export interface CardRequest {
  url: string;
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** A JSON value. */
  body?: unknown;
  headers?: Record<string, string>;
  timeoutMs?: number;
}

export interface CardResponse {
  status: number;
  headers: Record<string, string>;
  body: string;
}

export interface CardCaller {
  app: AppCredentials;
  portalId: number;
  userId: number;
  userEmail: string;
  permittedUrls: readonly string[];
  now: () => number;
}

const TIMEOUT_MS = 15_000;
const MAX_BYTES = 1024 * 1024;

/**
 * Forwards a card's request as HubSpot does: only to a permitted URL, with userId, portalId, userEmail and appId appended to
 * the query, signed v3, 15 s and 1 MB each way, one retry on a 5xx. HubSpot insists on https; loopback is allowed here.
 */
export async function forwardHubSpotFetch(request: CardRequest, caller: CardCaller): Promise<CardResponse> {
  const url = new URL(request.url);
  checkRequest(request, url, caller.permittedUrls);
  const { userId, portalId, userEmail, app } = caller;
  for (const [name, value] of Object.entries({ userId, portalId, userEmail, appId: app.appId })) {
    url.searchParams.set(name, String(value));
  }
  const method = request.method ?? 'GET';
  const body = request.body === undefined ? '' : JSON.stringify(request.body);
  if (Buffer.byteLength(body) > MAX_BYTES) throw new Error('The request of hubspot.fetch is over 1 MB.');
  const send = (): Promise<CardResponse> => sendSigned(request, { method, uri: url.href, body }, caller);
  const first = await send();
  return first.status >= 500 ? send() : first;
}

function checkRequest({ headers = {} }: CardRequest, url: URL, permittedUrls: readonly string[]): void {
  const loopback = ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  if (url.protocol !== 'https:' && !loopback) throw new Error(`hubspot.fetch takes https URLs only, not ${url.href}.`);
  const permitted = permittedUrls.some((allowed) => {
    const { origin, pathname } = new URL(allowed);
    const prefix = pathname.replace(/\/$/, '');
    return url.origin === origin && (url.pathname === prefix || url.pathname.startsWith(`${prefix}/`));
  });
  if (!permitted) throw new Error(`${url.origin}${url.pathname} is not among the app's permitted URLs.`);
  const refused = Object.keys(headers).find((name) => name.toLowerCase() !== 'authorization');
  if (refused !== undefined)
    throw new Error(`hubspot.fetch lets a card set the Authorization header only, not ${refused}.`);
}

async function sendSigned(
  { headers, timeoutMs = TIMEOUT_MS }: CardRequest,
  parts: { method: string; uri: string; body: string },
  { app, now }: CardCaller,
): Promise<CardResponse> {
  const response = await fetch(parts.uri, {
    method: parts.method,
    headers: {
      ...headers,
      ...(parts.body === '' ? {} : { 'Content-Type': 'application/json' }),
      ...signatureHeaders(app.clientSecret, parts, now()),
    },
    ...(parts.body === '' ? {} : { body: parts.body }),
    redirect: 'manual',
    signal: AbortSignal.timeout(Math.min(timeoutMs, TIMEOUT_MS)),
  });
  const bytes = await response.arrayBuffer();
  if (bytes.byteLength > MAX_BYTES) throw new Error('The answer to hubspot.fetch is over 1 MB.');
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: Buffer.from(bytes).toString('utf8'),
  };
}
