import { setTimeout as delay } from 'node:timers/promises';
import type { z } from 'zod';
import type { SignalKey } from '../../../src/sandbox/run/app-client.ts';
import type { StartedPlay } from '../compare/compare-tasks.ts';
import type { OutsideFacts } from '../oracle/outside-facts.ts';
import type { Run } from '../support/start-run.ts';
import type { ListDeeds } from './list-people.ts';
import { pickRecord } from './pick-record.ts';
import type { Storm } from './storm-types.ts';

/** What people and vendors do in the app itself, and what it took from them. */
export interface Clicks {
  run: Run;
  storm: Storm;
  signalKey: SignalKey;
  outside: OutsideFacts;
  started: StartedPlay[];
  list: ListDeeds;
}

/** What an action works on, and the numbers it draws by, all of them drawn now. */
export function drawClick(clicks: Clicks): Click {
  const { random } = clicks.storm;
  const requestId = `click-${random.int(1, 1e9)}-${random.int(1, 1e9)}`;
  return { ...clicks, companyId: pickRecord(clicks.storm, 'companies')?.id ?? '0', requestId };
}

export interface Click extends Clicks {
  companyId: string;
  requestId: string;
}

/** The one of these that a number of 0–1 draws. */
export const at = <T>(items: readonly T[], drawn = 0): T | undefined => items[Math.floor(drawn * items.length)];

/** What the app answers a page with, `null` where it refuses or says something else. */
export async function read<T>({ run }: Click, path: string, schema: z.ZodType<T>): Promise<T | null> {
  const answer = await untilAnswered(() => run.standIn.forwardFetch({ url: run.appUrl + path }));
  return answer.status === 200 ? (schema.safeParse(JSON.parse(answer.body)).data ?? null) : null;
}

/** Sends as this user until it is answered; what the app refuses is refused for good. */
export async function postAs(
  { run }: Click,
  user: { userId: number; userEmail: string } | undefined,
  path: string,
  body: object,
): Promise<{ status: number; body: unknown }> {
  const request = { url: run.appUrl + path, method: 'POST' as const, body };
  const { status, body: text } = await untilAnswered(() => run.standIn.forwardFetch(request, user));
  return { status, body: text === '' ? null : JSON.parse(text) };
}

/** Ends a hang, and measures nothing: a busy machine takes its time. */
const LONGEST_MS = 600_000;

/** Repeats what met a fault of ours (a database that restarts) under the same id, as a person would click again. */
export async function untilAnswered<Answer extends { status: number; body: string }>(
  ask: () => Promise<Answer>,
): Promise<Answer> {
  for (const until = Date.now() + LONGEST_MS; ;) {
    const answer = await ask().catch(() => null);
    if (answer !== null && answer.status !== 429 && answer.status < 500) return answer;
    if (Date.now() > until) throw new Error(`The app still answers ${answer?.status ?? 'nothing'}: ${answer?.body}`);
    await delay(500);
  }
}
