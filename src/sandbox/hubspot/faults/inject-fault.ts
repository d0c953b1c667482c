import type { Request, Response } from 'express';
import { locked, migrating } from '../api-error.ts';
import { expireToken } from '../http/check-token.ts';
import type { Answer } from '../http/endpoint.ts';
import type { RateLimiter } from '../http/rate-limits.ts';
import type { PortalStore } from '../store/portal-store.ts';
import type { FaultPlan, RequestFault } from './fault-plan.ts';

interface FaultContext {
  store: PortalStore;
  limiter: RateLimiter;
  faults: FaultPlan;
}

/** What HubSpot's edge (Cloudflare) answers if the API behind it does not: HTML, whatever was requested. */
const EDGE_TITLES = { html_200: 'HubSpot', html_502: '502 Bad Gateway', html_504: '504 Gateway Time-out' } as const;
const EDGE_STATUS = { html_200: 200, html_502: 502, html_504: 504 } as const;

/**
 * Answers, or does not answer, as the fault requires. `answer` is what HubSpot would have answered if it carried the
 * request out. Throws the ApiError if the fault is an error of the API itself.
 */
export function injectFault(
  { store, limiter, faults }: FaultContext,
  { kind }: RequestFault,
  { request, response, answer }: { request: Request; response: Response; answer: Answer | null },
): void {
  switch (kind) {
    case 'rate_limit_ten_secondly':
    case 'rate_limit_search': {
      const { refusal, headers } = limiter.refuse(kind === 'rate_limit_search' ? 'search' : 'general');
      response.set(headers);
      throw refusal;
    }
    case 'locked':
      throw locked();
    case 'migrating':
      response.set('Retry-After', String(faults.migrationSeconds));
      throw migrating();
    case 'expired_token':
      throw expireToken(store, request.get('authorization'));
    case 'hang':
      hang(response, faults.hangMs);
      return;
    case 'reset_before':
      request.socket.resetAndDestroy();
      return;
    case 'reset_mid_body':
      resetInBody(response, answer);
      return;
    default: {
      const title = EDGE_TITLES[kind];
      const page = `<html>\r\n<head><title>${title}</title></head>\r\n<body><center><h1>${title}</h1></center></body>\r\n</html>`;
      response.status(EDGE_STATUS[kind]).type('html').send(page);
    }
  }
}

function hang(response: Response, longestMs: number): void {
  const timer = setTimeout(() => response.destroy(), longestMs).unref();
  response.once('close', () => clearTimeout(timer));
}

/** Announces the whole body, sends half of it and cuts the connection. */
function resetInBody(response: Response, answer: Answer | null): void {
  const body = Buffer.from(JSON.stringify(answer?.body ?? {}));
  response.status(answer?.status ?? 200).set({
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': String(body.length),
  });
  response.write(body.subarray(0, Math.floor(body.length / 2)), () => response.destroy());
}
