import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { Request, RequestHandler } from 'express';
import { duringWork } from './current-work.ts';
import type { AnsweredRequest } from './metrics.ts';
import { traced } from './tracing.ts';

/** Gives each request an id (`X-Request-Id` of the answer, `requestId` in the log), a span and a metric. */
export function watchRequests(onAnswered: (request: AnsweredRequest) => void): RequestHandler {
  return (request, response, next) => {
    const requestId = randomUUID();
    const startedAt = performance.now();
    response.setHeader('X-Request-Id', requestId);
    const closed = once(response, 'close');
    const attributes = { 'roundtable.request_id': requestId };
    duringWork({ requestId }, () => {
      void traced(`http ${request.method}`, attributes, async (span) => {
        next();
        await closed;
        const { method } = request;
        const { statusCode: status } = response;
        const route = routeOf(request);
        span.setAttributes({ 'http.route': route, 'http.response.status_code': status });
        onAnswered({ method, route, status, durationMs: performance.now() - startedAt });
      });
    });
  };
}

/**
 * The pattern of the route that answered, `none` where there is none; never the address, which names people. The part before
 * it is as it was asked for, in any case: each would be a series of its own.
 */
function routeOf(request: Request): string {
  const route = request.route as { path: unknown } | undefined;
  return route === undefined ? 'none' : `${request.baseUrl.toLowerCase()}${String(route.path)}`;
}
