import { setTimeout as delay } from 'node:timers/promises';
import { signatureHeaders } from '../../../src/sandbox/hubspot/signature.ts';
import { BENCH_APP } from '../support/stand-in-process.ts';

const EVERY_MS = 100;

/** Cards asked for at a steady pace until `stop`, of one company after the other, whether or not those before are answered. */
export interface AskedCards {
  /** @returns of each card, ms. @throws where one was not answered with 200 */
  stop: () => Promise<number[]>;
}

/** Begins to ask. */
export function askCards(appUrl: string, places: readonly { portalId: number; companyId: string }[]): AskedCards {
  const answers: Promise<number>[] = [];
  const stopped = new AbortController();
  const ask = async (): Promise<void> => {
    for (let index = 0; !stopped.signal.aborted; index += 1) {
      const place = places[index % places.length];
      if (place === undefined) return;
      const answer = askCard(appUrl, place);
      answer.catch(() => undefined);
      answers.push(answer);
      await delay(EVERY_MS);
    }
  };
  const asked = ask();
  return {
    stop: async () => {
      stopped.abort();
      await asked;
      return Promise.all(answers);
    },
  };
}

async function askCard(
  appUrl: string,
  { portalId, companyId }: { portalId: number; companyId: string },
): Promise<number> {
  const caller = { userId: '77', portalId: String(portalId), userEmail: 'ava@vendor.example', appId: BENCH_APP.appId };
  const uri = `${appUrl}/api/cards/account?${new URLSearchParams({ companyId, ...caller })}`;
  const headers = signatureHeaders(BENCH_APP.clientSecret, { method: 'GET', uri, body: '' }, Date.now());
  const startedAt = performance.now();
  const response = await fetch(uri, { headers });
  const text = await response.text();
  if (!response.ok) throw new Error(`A card was answered with ${response.status}: ${text.slice(0, 200)}`);
  return performance.now() - startedAt;
}
