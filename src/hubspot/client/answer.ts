import { z } from 'zod';
import { DAY_MS } from '../../domain/day-ms.ts';
import {
  type AppError,
  DailyLimitError,
  HubSpotRejectedError,
  type HubSpotRefusal,
  HubSpotUnavailableError,
  MissingScopesError,
  RateLimitedError,
  UnexpectedAnswerError,
} from '../../errors.ts';
import type { Answer } from './transport.ts';

/** A locked record (423) must be left alone for at least this long (HubSpot's error handling guide). */
const LOCKED_MS = 2_000;

const contextSchema = z
  .record(z.string(), z.union([z.array(z.coerce.string()), z.coerce.string().transform((text) => [text])]))
  .nullish()
  .catch(null)
  .transform((context) => context ?? {});

const optionalText = z.string().nullish().catch(null);

/** HubSpot's error body; each part is optional, since older and newer endpoints differ in what they send. */
const errorBodySchema = z.looseObject({
  message: optionalText,
  category: optionalText,
  correlationId: optionalText,
  policyName: optionalText,
  context: contextSchema,
  errors: z
    .array(z.looseObject({ message: z.string().catch(''), code: optionalText, context: contextSchema }))
    .nullish()
    .catch(null),
});
type ErrorBody = z.infer<typeof errorBodySchema>;

export interface AnswerContext {
  now: number;
  /** Time zone of the account, for the end of its day. */
  timeZone: string;
}

/**
 * The parsed body of a success.
 * @throws UnexpectedAnswerError if it is not JSON (an HTML page from HubSpot's edge with status 200) or has another
 * shape
 */
export function parseSuccess<T>(answer: Answer, schema: z.ZodType<T>): T {
  const body = answer.text === '' ? null : parseJson(answer.text);
  if (body === undefined) {
    const type = answer.headers.get('content-type') ?? 'no content type';
    throw new UnexpectedAnswerError(
      `HubSpot answered ${answer.status} with something that is no JSON (${type}).`,
      'backoff',
    );
  }
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const faults = z.prettifyError(parsed.error).slice(0, 500);
  throw new UnexpectedAnswerError(
    `HubSpot answered ${answer.status} in an unknown shape: ${faults}`,
    'never',
    parsed.error,
  );
}

/**
 * The error for an answer outside 2xx: a limit (423, 429, 477; the daily one apart), an outage (5xx), a scope that was
 * not granted, or a refusal with HubSpot's reason (other 4xx). Waiting times are in ms.
 */
export function toError(answer: Answer, context: AnswerContext): AppError {
  const { status } = answer;
  const body = errorBodySchema.safeParse(parseJson(answer.text)).data ?? null;
  const message = body?.message ?? `HubSpot answered ${status} without a reason.`;
  const afterMs = retryAfterMs(answer.headers.get('retry-after'), context.now);
  if (status === 429 && body?.policyName === 'DAILY') {
    return new DailyLimitError(message, context.now + (afterMs ?? msToMidnight(context)), context.now);
  }
  if (status === 423) return new RateLimitedError(message, status, Math.max(LOCKED_MS, afterMs ?? 0));
  if (status === 429 || status === 477) return new RateLimitedError(message, status, afterMs);
  if (status >= 500) return new HubSpotUnavailableError(message, { status, processed: 'unknown', afterMs });
  if (status < 400) return new UnexpectedAnswerError(`HubSpot answered ${status}, which is no answer.`, 'never');
  if (body?.category === 'MISSING_SCOPES') return new MissingScopesError(message, requiredScopes(body));
  return new HubSpotRejectedError(toRefusal(status, message, body));
}

function toRefusal(status: number, message: string, body: ErrorBody | null): HubSpotRefusal {
  return {
    status,
    message,
    category: body?.category ?? null,
    context: body?.context ?? {},
    details: (body?.errors ?? []).map(({ message, code, context }) => ({ message, code: code ?? null, context })),
    correlationId: body?.correlationId ?? null,
  };
}

/** HubSpot names the scopes either in the body's own context or in that of its errors. */
function requiredScopes(body: ErrorBody): string[] {
  const contexts = [body.context, ...(body.errors ?? []).map((error) => error.context)];
  return [...new Set(contexts.flatMap((context) => context['requiredGranularScopes'] ?? []))];
}

/** `Retry-After` in seconds or as a date; `null` where absent or unreadable. */
export function retryAfterMs(header: string | null, now: number): number | null {
  if (header === null || header.trim() === '') return null;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}

/**
 * HubSpot's days end at the account's midnight. On a day when clocks change this is an hour off, at the cost of one
 * more refused request or an hour's wait. An unknown zone is taken for UTC.
 */
function msToMidnight({ now, timeZone }: AnswerContext): number {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: isKnownZone(timeZone) ? timeZone : 'UTC',
    hourCycle: 'h23',
    timeStyle: 'medium',
  });
  const [hours = 0, minutes = 0, seconds = 0] = format.format(now).split(':').map(Number);
  return DAY_MS - ((hours * 60 + minutes) * 60 + seconds) * 1000 - (now % 1000);
}

function isKnownZone(timeZone: string): boolean {
  try {
    return Intl.DateTimeFormat('en-GB', { timeZone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** `undefined` where the text is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
