import { createAccountClient, type AccountClient } from '../../../extensions/app/cards/account-client.ts';
import type { AccountCardData } from '../../../extensions/app/cards/card-data.ts';
import { connectApp, type AppFetch } from '../../../extensions/app/packages/ui/call-app.ts';

export interface SentRequest {
  method: string;
  url: string;
  body: Record<string, unknown> | undefined;
}

/** What the server says next: data (200), a status with a body, or a broken connection. */
export type Answer = AccountCardData | { status: number; body: unknown } | 'unreachable' | 'never';

/** In the place of `hubspot.fetch`, which cannot run outside HubSpot: answers in turn, once each has come, the last one for ever. */
export function serve(...answers: unknown[]): { fetch: AppFetch; requests: SentRequest[] } {
  const requests: SentRequest[] = [];
  const fetch: AppFetch = async (url, { method, body }) => {
    const next = answers[Math.min(requests.length, answers.length - 1)];
    requests.push({ method, url, body });
    const answer = (await next) as Answer | null;
    if (answer === 'never') return new Promise(() => undefined);
    if (answer === 'unreachable') throw new TypeError('Failed to fetch');
    const { status, body: content } =
      answer !== null && 'status' in answer && typeof answer.status === 'number'
        ? answer
        : { status: 200, body: answer };
    return { ok: status < 300, status, json: async () => content };
  };
  return { fetch, requests };
}

/** The client of company 42 against such a server. */
export function serveAccount(...answers: Answer[]): { client: AccountClient; requests: SentRequest[] } {
  const { fetch, requests } = serve(...answers);
  return { client: createAccountClient(connectApp('https://app.example', fetch), '42'), requests };
}
