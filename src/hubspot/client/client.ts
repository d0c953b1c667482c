import { DelegateBackoff, type IRetryBackoffContext, type RetryPolicy, handleWhen, retry } from 'cockatiel';
import type { z } from 'zod';
import {
  AmbiguousWriteError,
  AppError,
  DailyLimitError,
  HubSpotUnavailableError,
  RateLimitedError,
  UnexpectedAnswerError,
} from '../../errors.ts';
import { readAnnouncedLimit } from '../limits/announced-limit.ts';
import { parseSuccess, toError } from './answer.ts';
import type { Bucket, Lane, Limiter } from '../limits/limiter.ts';
import { RETRY_PLANS, type RetryPlan, mayRepeat, retryDelayMs } from './retry-delay.ts';
import { type Answer, createSend } from './transport.ts';

const DEFAULT_TIMEOUT_MS = 30_000;

export interface HubSpotRequest<T> {
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** Date-versioned path without the host; ids in it must be URI-encoded. */
  path: string;
  query?: Readonly<Record<string, string | number | boolean | undefined>>;
  body?: unknown;
  /** The shape of the answer; one without a body is parsed as `null`. */
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
  /** The portal's current access token; throws where no request may leave. */
  accessToken: () => Promise<string>;
  /** Called once for a request that was answered 401: makes the next `accessToken()` a new one. */
  onUnauthorized: () => Promise<void>;
  limiter: Limiter;
  now?: () => number;
  /** Longest time for one attempt, from sending to the last byte of the answer; 30 s by default. */
  timeoutMs?: number;
  retryPlans?: Readonly<Record<Lane, RetryPlan>>;
  /** Gives the account's time zone (IANA), at whose midnight a daily limit ends. UTC by default. */
  timeZone?: () => Promise<string>;
  /** Called when the day's requests are used up, before the request fails. */
  onDailyLimit?: (error: DailyLimitError) => Promise<void>;
  onRequest?: (entry: RequestLogEntry) => void;
}

/**
 * A client for one portal, in the background lane; `withLane('card')` is for when a person waits. A request first
 * takes a slot of the portal's limit, and is retried by its lane's plan where that is safe. `request` rejects with an
 * `AppError`, whose class says what happened.
 */
export function createHubSpotClient(options: HubSpotClientOptions): HubSpotClient {
  const attempt = createAttempt(options);
  const plans = options.retryPlans ?? RETRY_PLANS;
  const policies = { card: createRetryPolicy(plans.card), background: createRetryPolicy(plans.background) };

  const inLane = (lane: Lane): HubSpotClient => ({
    portalId: options.portalId,
    lane,
    withLane: inLane,
    request: (request) => {
      const chosen = request.lane ?? lane;
      const count = { attempts: 0, renewals: 0 };
      return policies[chosen].execute(() => attempt(request, chosen, count));
    },
  });
  return inLane('background');
}

function createRetryPolicy(plan: RetryPlan): RetryPolicy {
  return retry(
    handleWhen((error) => mayRepeat(error, plan)),
    {
      maxAttempts: plan.maxRetries,
      backoff: new DelegateBackoff<IRetryBackoffContext<unknown>>(({ attempt, result }) =>
        retryDelayMs('error' in result ? result.error : null, attempt, plan, Math.random()),
      ),
    },
  );
}

interface AttemptCount {
  attempts: number;
  renewals: number;
}

type Attempt = <T>(request: HubSpotRequest<T>, lane: Lane, count: AttemptCount) => Promise<T>;

/** One attempt: limiter, token, wire, parsing; an expired token is renewed once per request. */
function createAttempt(options: HubSpotClientOptions): Attempt {
  const { portalId, now = Date.now } = options;
  const send = createSend(options.apiUrl, options.timeoutMs ?? DEFAULT_TIMEOUT_MS);
  const renew = createRenewal(options);

  return async function attempt(request, lane, count) {
    const { method, path, search = false } = request;
    const bucket: Bucket = search ? 'search' : 'general';
    const arrivedAt = now();
    const accessToken = await takeTurn(options, bucket, lane);
    const sentAt = now();
    count.attempts += 1;
    const entry = { portalId, method, path, lane, search, attempt: count.attempts, waitedMs: sentAt - arrivedAt };
    const log = (status: number | null, error: unknown): void => {
      const errorCode = error instanceof AppError ? error.code : null;
      options.onRequest?.({ ...entry, status, durationMs: now() - sentAt, errorCode });
    };

    let answer: Answer | null = null;
    try {
      answer = await send({ method, path, query: toQuery(request.query), body: request.body, accessToken });
      await learnAnnouncedLimit(options, bucket, answer.headers);
      if (answer.status < 200 || answer.status > 299) throw await readError(options, answer, now());
      const parsed = parseSuccess(answer, request.schema);
      log(answer.status, null);
      return parsed;
    } catch (error) {
      const raised = !request.repeatable && isAmbiguous(error) ? toAmbiguous(request, error) : error;
      log(answer?.status ?? null, raised);
      if (answer?.status === 429) await holdBack(options, bucket, raised);
      if (answer?.status !== 401 || count.renewals > 0) throw raised;
    }
    count.renewals += 1;
    await renew(accessToken);
    return attempt(request, lane, count);
  };
}

/** A slot may be used this long after it was given. */
const LATEST_START_MS = 500;

/**
 * Waits for a slot, then asks for the token: the request may have been forbidden meanwhile. If the token took long (it
 * was renewed), the slot has passed, and all requests that waited for the token would leave at once: it takes another
 * slot.
 */
async function takeTurn(options: HubSpotClientOptions, bucket: Bucket, lane: Lane): Promise<string> {
  const { portalId, limiter, now = Date.now } = options;
  await limiter.take(portalId, bucket, lane);
  const placedAt = now();
  const accessToken = await options.accessToken();
  if (now() - placedAt <= LATEST_START_MS) return accessToken;
  await limiter.take(portalId, bucket, lane);
  return options.accessToken();
}

/** Longest time one answer may hold back a portal for; a longer wait holds back only its caller. */
const LONGEST_HOLD_MS = 10_000;

/**
 * Where HubSpot says how long to wait, all requests of the portal wait. What the request throws is HubSpot's answer,
 * never a failure to record it.
 */
async function holdBack(options: HubSpotClientOptions, bucket: Bucket, error: unknown): Promise<void> {
  if (error instanceof DailyLimitError) await options.onDailyLimit?.(error).catch(() => undefined);
  if (!(error instanceof RateLimitedError) || typeof error.retry !== 'object') return;
  const delayMs = Math.min(LONGEST_HOLD_MS, error.retry.afterMs);
  await options.limiter.postpone?.(options.portalId, bucket, delayMs).catch(() => undefined);
}

/** The headers are about the general limit. A failure to process them does not fail this request. */
async function learnAnnouncedLimit(
  { limiter, portalId }: HubSpotClientOptions,
  bucket: Bucket,
  headers: Headers,
): Promise<void> {
  const announced = bucket === 'general' ? readAnnouncedLimit(headers) : null;
  if (announced !== null) await limiter.learn?.(portalId, bucket, announced).catch(() => undefined);
}

async function readError(options: HubSpotClientOptions, answer: Answer, now: number): Promise<AppError> {
  const timeZone = answer.status === 429 && options.timeZone !== undefined ? await options.timeZone() : 'UTC';
  return toError(answer, { now, timeZone });
}

/** Renews the token once, however many requests were refused with it. */
function createRenewal({ accessToken, onUnauthorized }: HubSpotClientOptions): (refused: string) => Promise<void> {
  let running: Promise<void> | null = null;
  const renew = async (refused: string): Promise<void> => {
    if ((await accessToken()) === refused) await onUnauthorized();
  };
  return (refused) => {
    running ??= renew(refused).finally(() => {
      running = null;
    });
    return running;
  };
}

function isAmbiguous(error: unknown): boolean {
  return (
    error instanceof UnexpectedAnswerError ||
    (error instanceof HubSpotUnavailableError && error.processed === 'unknown')
  );
}

function toAmbiguous({ method, path }: { method: string; path: string }, cause: unknown): AmbiguousWriteError {
  return new AmbiguousWriteError(`It is not known whether HubSpot carried out ${method} ${path}.`, cause);
}

function toQuery(query: HubSpotRequest<unknown>['query']): Record<string, string> {
  const given = Object.entries(query ?? {}).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given.map(([name, value]) => [name, String(value)]));
}
