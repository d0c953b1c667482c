import { setTimeout as delay } from 'node:timers/promises';
import { signatureHeaders } from '../../../src/sandbox/hubspot/signature.ts';
import { PORTAL_ID } from '../score/bench-portal.ts';
import { BENCH_HTTP, type Served } from './bench-threads.ts';

/** Milliseconds from the request to the last byte. */
export interface CardTimes {
  p50: number;
  p95: number;
  p99: number;
}

/** One each so often, whether or not those before are answered: cards and routes in turn, so that both meet the same load. */
const EVERY_MS = 25;
const WARM_UP = 40;

/**
 * Asks for cards of the portal's accounts, and for as many answers of the route beside them, one by one at a steady pace.
 * @throws Error where an answer is not 200
 */
export async function askForCards(
  { cardUrl, routeUrl }: Served,
  companies: number,
  requests: number,
): Promise<{ cards: CardTimes; routes: CardTimes; largest: number }> {
  const cards: Promise<Answer>[] = [];
  const routes: Promise<Answer>[] = [];
  for (let index = 0; index < requests + WARM_UP; index += 1) {
    const companyId = String(1_000_000 + ((index * 7_919) % companies));
    for (const [list, url] of [
      [cards, cardUrl],
      [routes, routeUrl],
    ] as const) {
      const answer = ask(url, companyId);
      // Whoever waits for it hears of it.
      answer.catch(() => undefined);
      list.push(answer);
      await delay(EVERY_MS);
    }
  }
  const [ours, theirs] = [await Promise.all(cards), await Promise.all(routes)];
  const largest = Math.max(...ours.map(({ bytes }) => bytes));
  return { cards: timesOf(ours.slice(WARM_UP)), routes: timesOf(theirs.slice(WARM_UP)), largest };
}

interface Answer {
  ms: number;
  bytes: number;
}

async function ask(baseUrl: string, companyId: string): Promise<Answer> {
  const { appId, secret, userEmail } = BENCH_HTTP;
  const caller = { appId: String(appId), portalId: String(PORTAL_ID), userId: '1', userEmail };
  const uri = `${baseUrl}/api/cards/account?${new URLSearchParams({ companyId, ...caller })}`;
  const headers = signatureHeaders(secret, { method: 'GET', uri, body: '' }, Date.now());
  const startedAt = performance.now();
  const response = await fetch(uri, { headers });
  const body = await response.arrayBuffer();
  const ms = performance.now() - startedAt;
  if (!response.ok) throw new Error(`${response.status}: ${Buffer.from(body).toString().slice(0, 200)}`);
  return { ms, bytes: body.byteLength };
}

function timesOf(answers: readonly Answer[]): CardTimes {
  const sorted = answers.map(({ ms }) => ms).toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}
