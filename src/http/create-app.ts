import { parse as parseQuery } from 'node:querystring';
import express, { Router, type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import helmet from 'helmet';
import { HubSpotRejectedError, NotFoundError } from '../errors.ts';
import { limitStatements } from '../storage/connection/statement-limit.ts';
import { cardRoutes } from './cards/card-routes.ts';
import { errorAnswer } from './error-answer.ts';
import { healthRoutes } from './health/health-routes.ts';
import type { HttpContext } from './http-context.ts';
import { installRoutes } from './install/install-routes.ts';
import { limitRequests, PER_ADDRESS, PER_PORTAL } from './limit-requests.ts';
import { modelRoutes } from './model/model-routes.ts';
import { pageRoutes } from './pages/page-routes.ts';
import { playRoutes } from './plays/play-routes.ts';
import { programRoutes } from './program/program-routes.ts';
import { readRawBody } from './raw-body.ts';
import { callerOf, identifyCaller, requireSignatureV3 } from './require-signature.ts';
import { restRoutes } from './rest/rest-routes.ts';
import { reviewRoutes } from './review/review-routes.ts';
import { segmentRoutes } from './segments/segment-routes.ts';
import { auditDownloadRoutes } from './settings/export-audit.ts';
import { everythingRoutes } from './settings/export-routes.ts';
import { settingsRoutes } from './settings/settings-routes.ts';
import { downloadRoutes } from './target-list/export-accounts.ts';
import { signalRoutes } from './signals/signal-routes.ts';
import { webhookRoutes } from './webhooks/webhook-routes.ts';
import { workflowActionRoutes } from './workflow-actions/workflow-action-routes.ts';

/** Rate limits of each address and each portal. */
const REQUEST_LIMITS = { perAddress: PER_ADDRESS, perPortal: PER_PORTAL };

/** HubSpot gives up on a card after 15 s; programs wait somewhat longer. */
const READ_LIMIT_MS = 30_000;

interface AppOptions {
  /** Addresses of the proxies in front of the app: `X-Forwarded-For` is trusted from these only. */
  trustedProxies?: readonly string[];
  limits?: typeof REQUEST_LIMITS;
  /** Time limit of a statement in a request that only reads. */
  readLimitMs?: number;
}

/** The app's whole HTTP surface. Everything under `/api` is signed by HubSpot. */
export function createApp(
  context: HttpContext,
  { trustedProxies = [], limits = REQUEST_LIMITS, readLimitMs = READ_LIMIT_MS }: AppOptions = {},
): Express {
  const app = express();
  app.disable('x-powered-by');
  // Nothing is cached, so an ETag would be computed for nothing.
  app.disable('etag');
  app.set('trust proxy', trustedProxies);
  // No limit: Node stops after 1,000 parameters by default, and HubSpot appends the caller after the page's own.
  app.set('query parser', (query: string) => parseQuery(query, '&', '=', { maxKeys: 0 }));
  app.use(helmet(), keepNothing);
  const { perAddress, perPortal } = limits;
  app.use(
    ['/oauth', '/download'],
    limitRequests(perAddress, ({ ip }) => ip ?? '', context.now),
  );
  app.use(healthRoutes(context), installRoutes(context), webhookRoutes(context));
  app.use(signalRoutes(context), workflowActionRoutes(context));
  app.use(downloadRoutes(context), everythingRoutes(context), auditDownloadRoutes(context));
  app.use('/v1', limitReads(readLimitMs), restRoutes(context));
  const api = Router();
  api.use(readRawBody, requireSignatureV3(context), identifyCaller(context), limitReads(readLimitMs));
  api.use(limitRequests(perPortal, (_request, response) => String(callerOf(response).portalId), context.now));
  api.use('/cards/account', cardRoutes(context));
  api.use('/settings/model', modelRoutes(context));
  api.use('/settings', settingsRoutes(context));
  api.use('/pages', pageRoutes(context));
  api.use('/plays', playRoutes(context));
  api.use('/program', programRoutes(context));
  api.use('/review', reviewRoutes(context));
  api.use('/segments', segmentRoutes(context));
  app.use('/api', api);
  app.use(() => {
    throw new NotFoundError('There is nothing at this address.');
  });
  app.use(answerErrors(context));
  return app;
}

/** Answers hold customer data and download links: no browser or proxy may keep a copy. */
const keepNothing: RequestHandler = (_request, response, next) => {
  response.set('Cache-Control', 'no-store');
  next();
};

/**
 * Limits the statements of a request that reads: after this long nobody waits for the answer, and the connection is
 * needed by others. Changes, which may take long in a large portal, and files are not limited.
 */
function limitReads(limitMs: number): RequestHandler {
  return (request, _response, next) => {
    if (request.method === 'GET') limitStatements(limitMs, next);
    else next();
  };
}

function answerErrors(context: HttpContext): ErrorRequestHandler {
  return (error: unknown, request, response, _next) => {
    if (response.headersSent) {
      // The file has begun: the broken connection tells the caller, and Express would print the error.
      context.log.error({ err: error, method: request.method, path: request.path }, 'answer broke off');
      response.destroy();
      return;
    }
    const { status, headers, body } = errorAnswer(error);
    const asked = { err: error, method: request.method, path: request.path };
    if (status >= 500) context.log.error(asked, 'request failed');
    if (error instanceof HubSpotRejectedError) context.log.warn(asked, 'HubSpot refused');
    response.status(status).set(headers).json(body);
  };
}
