import express from 'express';
import type { Express, NextFunction, Request, Response } from 'express';
import { z } from 'zod';
import { ApiError, resourceNotFound, validationError } from '../api-error.ts';
import type { FaultPlan, RequestFault } from '../faults/fault-plan.ts';
import { injectFault } from '../faults/inject-fault.ts';
import type { PortalStore } from '../store/portal-store.ts';
import { bearerToken, checkAppToken, checkScopes, checkToken } from './check-token.ts';
import type { Answer, AppCredentials, Call, Endpoint, ViolationKind } from './endpoint.ts';
import type { RateLimiter } from './rate-limits.ts';
import type { LoggedRequest, Violation } from './request-log.ts';

export interface ServerContext {
  store: PortalStore;
  app: AppCredentials;
  limiter: RateLimiter;
  requestLog: LoggedRequest[];
  violations: Violation[];
  usedScopes: Set<string>;
  faults: FaultPlan;
  /** How many requests the log keeps; the oldest are dropped first. */
  requestLogLimit: number;
}

const pathParameters = z.record(z.string(), z.string());
/** A request to refresh an access token, as opposed to the exchange of a code. */
const tokenRefresh = z.object({ grant_type: z.literal('refresh_token') });

/** HubSpot's edge refuses longer request lines with 414. */
const MAX_URL_LENGTH = 16_000;

/** HubSpot's API with the given endpoints. `mountPages` mounts pages (OAuth consent) before them. */
export function createApp(
  context: ServerContext,
  endpoints: readonly Endpoint[],
  mountPages: (app: Express) => void,
): Express {
  const app = express();
  app.disable('x-powered-by').disable('etag');
  app.use((request, response, next) => {
    logWhenDone(context, request, response);
    if (request.url.length > MAX_URL_LENGTH)
      response.status(414).type('html').send('<h1>414 Request-URI Too Large</h1>');
    else next();
  });
  mountPages(app);
  app.use(express.json({ limit: '10mb', strict: false }), express.urlencoded({ extended: false, limit: '1mb' }));
  for (const each of endpoints)
    app[each.method](each.path, (request, response) => handle(context, each, request, response));
  app.use((request) => {
    noteViolation(
      context,
      request,
      'unknown_path',
      `${request.method} ${request.path} is no endpoint of 2026-09 the stand-in knows`,
    );
    throw resourceNotFound();
  });
  app.use((error: unknown, _request: Request, response: Response, _next: NextFunction) =>
    sendAnswer(response, errorAnswer(error)),
  );
  return app;
}

async function handle(context: ServerContext, each: Endpoint, request: Request, response: Response): Promise<void> {
  response.locals['endpoint'] = each;
  const fault = meetFault(context, each, request);
  if (!fault) {
    sendAnswer(response, await carryOut(context, each, request, response));
    return;
  }
  response.locals['fault'] = fault.kind;
  const answer = fault.carriedOut
    ? await carryOut(context, each, request, response).catch((error: unknown) => errorAnswer(error))
    : null;
  injectFault(context, fault, { request, response, answer });
}

/** The fault for this request, if any. Pages, code exchanges and introspection have none. */
function meetFault({ faults }: ServerContext, each: Endpoint, request: Request): RequestFault | null {
  if (each.auth !== 'token' && !tokenRefresh.safeParse(request.body).success) return null;
  return faults.meetRequest({
    class: each.auth !== 'token' || each.limit === 'none' ? 'refresh' : each.limit,
    method: request.method,
    path: request.path,
    content: `${request.url} ${JSON.stringify(request.body ?? null)}`,
    accessToken: bearerToken(request.get('authorization')),
  });
}

async function carryOut(context: ServerContext, each: Endpoint, request: Request, response: Response): Promise<Answer> {
  if (each.auth === 'token') {
    checkToken(context.store, request.get('authorization'));
    const { refusal, headers } = context.limiter.check(each.limit, context.store.now());
    response.set(headers);
    if (refusal) throw refusal;
  }
  const params = pathParameters.parse(request.params);
  if (each.auth === 'app') checkAppToken(context.store, request.get('authorization'), each.scopes(params));
  if (each.auth === 'token') {
    for (const scope of checkScopes(context.store, each.scopes(params))) context.usedScopes.add(scope);
  }
  const call: Call<unknown, unknown> = {
    store: context.store,
    app: context.app,
    params,
    query: parse(context, request, each.query, request.query, 'unknown_query'),
    body: parse(context, request, each.body, request.body, 'unknown_body_field'),
    baseUrl: `${request.protocol}://${request.get('host') ?? '127.0.0.1'}`,
    noteViolation: (kind, detail) => noteViolation(context, request, kind, detail),
  };
  return each.answer(call as Call<never, never>);
}

function sendAnswer(response: Response, answer: Answer): void {
  if (answer.body === undefined) response.status(answer.status).end();
  else response.status(answer.status).json(answer.body);
}

/** Validates a query or body; records unknown fields, and throws HubSpot's 400 for invalid ones. */
function parse(
  context: ServerContext,
  request: Request,
  schema: z.ZodType,
  input: unknown,
  kind: ViolationKind,
): unknown {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  for (const detail of unknownKeys(result.error.issues)) noteViolation(context, request, kind, detail);
  const [issue] = result.error.issues;
  const where = issue?.path.join('.') ?? '';
  throw validationError(`Invalid input${where ? ` at ${where}` : ''}: ${issue?.message ?? 'not understood'}`);
}

function unknownKeys(issues: readonly z.core.$ZodIssue[]): string[] {
  return issues.flatMap((issue) => {
    if (issue.code === 'invalid_union') return issue.errors.flatMap((errors) => unknownKeys(errors));
    return issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key].join('.')) : [];
  });
}

function noteViolation(
  { store, violations }: ServerContext,
  request: Request,
  kind: ViolationKind,
  detail: string,
): void {
  violations.push({
    at: new Date(store.now()).toISOString(),
    kind,
    method: request.method,
    path: request.path,
    detail,
  });
}

function logWhenDone(
  { store, requestLog, requestLogLimit }: ServerContext,
  request: Request,
  response: Response,
): void {
  const atMs = store.now();
  const startedAt = performance.now();
  const { method, path } = request;
  response.once('close', () => {
    const each = response.locals['endpoint'] as Endpoint | undefined;
    const { status, limit } = {
      status: response.statusCode,
      limit: each?.auth === 'token' ? each.limit : 'none',
    } as const;
    requestLog.push({
      atMs,
      method,
      path,
      endpoint: each?.path ?? null,
      limit,
      status,
      fault: (response.locals['fault'] as RequestFault['kind'] | undefined) ?? null,
      durationMs: performance.now() - startedAt,
    });
    if (requestLog.length > requestLogLimit) requestLog.splice(0, Math.ceil(requestLogLimit / 10));
  });
}

function errorAnswer(error: unknown): Answer {
  if (error instanceof ApiError) return { status: error.status, body: error.body };
  if (error instanceof SyntaxError) {
    const invalid = validationError(`Invalid input JSON on line 1, column 1: ${error.message}`);
    return { status: 400, body: invalid.body };
  }
  console.error('stand-in failed:', error);
  return { status: 500, body: new ApiError(500, { message: 'internal error' }).body };
}
