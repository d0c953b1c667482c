import { createHash } from 'node:crypto';
import type { EventFaultKind, FaultKind, RequestClass, RequestFaultKind } from './fault-kinds.ts';
import { EVENT_FAULT_KINDS, FAULT_CARRIES_OUT, FAULT_MEETS, REQUEST_FAULT_KINDS } from './fault-kinds.ts';

export interface FaultPlanOptions {
  seed: number;
  /** Share of the requests (or events) each fault affects, 0–1; absent means never. */
  rates: Partial<Record<FaultKind, number>>;
  /** The most faults in a row for one request (same method, URL and body); default 3. */
  maxRepeats?: number;
  /** How long a hanging request is held before its connection is cut, unless the client gives up first; default 60 s. */
  hangMs?: number;
  /** `Retry-After` of a 477; HubSpot's may be up to a day (doc). Default 1 s. */
  migrationSeconds?: number;
  /** The longest delay of a duplicated or reordered event; default 1 s. */
  eventDelayMs?: number;
}

/** A request as a plan sees it. */
export interface FaultyRequest {
  class: RequestClass;
  method: string;
  /** Without the query. */
  path: string;
  /** What distinguishes this request from others of its path: query and body. */
  content: string;
  accessToken: string | null;
}

export interface RequestFault {
  kind: RequestFaultKind;
  /** HubSpot carries out the request and only the answer is lost. */
  carriedOut: boolean;
}

export interface EventFault {
  kind: EventFaultKind;
  delayMs: number;
  /** 0–1: decides the place in the queue where the event is inserted again, and whatever else is random. */
  chance: number;
}

/** Decides what goes wrong. Two plans with the same seed decide alike for the same requests, however they interleave. */
export interface FaultPlan {
  enabled: boolean;
  /** Faults injected so far, by kind. */
  readonly counts: Record<FaultKind, number>;
  /** Of these, requests that HubSpot carried out nevertheless. */
  readonly carriedOut: Record<RequestFaultKind, number>;
  readonly hangMs: number;
  readonly migrationSeconds: number;
  /** The fault for this request, if any; counts it. */
  meetRequest: (request: FaultyRequest) => RequestFault | null;
  /** The fault for an event, if any; `subject` names its type and record. Counts it. */
  meetEvent: (subject: string) => EventFault | null;
}

/** HubSpot's tokens live half an hour, so no request sees two of them expire. A token may expire only after this many requests. */
const REQUESTS_OF_A_TOKEN = 20;

/** Creates the plan of a seed. Throws a RangeError if the rates sum to more than 1. */
export function createFaultPlan(options: FaultPlanOptions): FaultPlan {
  const { rates, hangMs = 60_000, migrationSeconds = 1, eventDelayMs = 1000 } = options;
  const total = REQUEST_FAULT_KINDS.reduce((sum, kind) => sum + (rates[kind] ?? 0), 0);
  if (total > 1) throw new RangeError(`The rates of request faults sum to ${total}, more than 1.`);
  const draw = createDraw(options.seed);
  const repeats = createRepeats(options.maxRepeats ?? 3);
  const oldTokens = createOldTokens();
  const plan: FaultPlan = {
    enabled: true,
    counts: zeroes([...REQUEST_FAULT_KINDS, ...EVENT_FAULT_KINDS]),
    carriedOut: zeroes(REQUEST_FAULT_KINDS),
    hangMs,
    migrationSeconds,
    meetRequest: (request) => {
      if (!plan.enabled) return null;
      const mayExpire = oldTokens.use(request.accessToken);
      const [which, half] = draw(`${request.method} ${request.path}`);
      const kind = pick(rates, REQUEST_FAULT_KINDS, which);
      const meets =
        kind !== null && FAULT_MEETS[kind].includes(request.class) && (kind !== 'expired_token' || mayExpire);
      if (!repeats.allow(`${request.method} ${request.path} ${request.content}`, meets) || !meets) return null;
      const outcome = FAULT_CARRIES_OUT[kind];
      const carriedOut = outcome === 'always' || (outcome === 'either' && half < 0.5);
      plan.counts[kind] += 1;
      if (carriedOut) plan.carriedOut[kind] += 1;
      return { kind, carriedOut };
    },
    meetEvent: (subject) => {
      if (!plan.enabled) return null;
      const [which, late, chance] = draw(subject);
      const kind = pick(rates, EVENT_FAULT_KINDS, which);
      if (kind === null) return null;
      plan.counts[kind] += 1;
      return { kind, delayMs: late * eventDelayMs, chance };
    },
  };
  return plan;
}

/** Three numbers 0–1 for the n-th draw of a name: a hash, so that other names' draws change nothing. */
function createDraw(seed: number): (name: string) => [number, number, number] {
  const times = new Map<string, number>();
  return (name) => {
    const time = (times.get(name) ?? 0) + 1;
    times.set(name, time);
    const hash = createHash('sha256').update(`${seed} ${time} ${name}`).digest();
    const fraction = (index: number): number => hash.readUInt32BE(4 * index) / 2 ** 32;
    return [fraction(0), fraction(1), fraction(2)];
  };
}

function pick<Kind extends FaultKind>(
  rates: FaultPlanOptions['rates'],
  kinds: readonly Kind[],
  drawn: number,
): Kind | null {
  let upTo = 0;
  for (const kind of kinds) {
    upTo += rates[kind] ?? 0;
    if (drawn < upTo) return kind;
  }
  return null;
}

/** Counts the consecutive faults of a request; the count ends when the request passes. */
function createRepeats(most: number): { allow: (request: string, meets: boolean) => boolean } {
  const inARow = new Map<string, number>();
  return {
    allow: (request, meets) => {
      const before = inARow.get(request) ?? 0;
      const allowed = meets && before < most;
      if (allowed) inARow.set(request, before + 1);
      else inARow.delete(request);
      return allowed;
    },
  };
}

function createOldTokens(): { use: (token: string | null) => boolean } {
  let current: string | null = null;
  let used = 0;
  return {
    use: (token) => {
      if (token === null) return false;
      if (token !== current) used = 0;
      current = token;
      used += 1;
      return used > REQUESTS_OF_A_TOKEN;
    },
  };
}

function zeroes<Kind extends string>(kinds: readonly Kind[]): Record<Kind, number> {
  return Object.fromEntries(kinds.map((kind) => [kind, 0])) as Record<Kind, number>;
}
