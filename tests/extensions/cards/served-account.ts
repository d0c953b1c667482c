import { createAccountClient, type AccountClient } from '../../../extensions/app/cards/account-client.ts';
import type { AccountCardData } from '../../../extensions/app/cards/card-data.ts';
import type { CardTasks } from '../../../extensions/app/cards/card-tasks.ts';
import { connectApp, type AppFetch } from '../../../extensions/app/packages/ui/call-app.ts';

const TASKS = 'https://app.example/api/cards/account/tasks?companyId=42';

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

/** HubSpot was not asked. */
export const NOT_KNOWN: CardTasks = { tasks: [], overdue: [], unavailable: 'HubSpot could not be asked.' };

/** The client of company 42 against such a server, whose tasks stand as given; what is asked of them is not among the requests. */
export function serveAccount(...answers: Answer[]): { client: AccountClient; requests: SentRequest[] } {
  return serveWithTasks(answers, NOT_KNOWN);
}

/** As `serveAccount`, with how the tasks of what runs stand. */
export function serveWithTasks(
  answers: readonly Answer[],
  tasks: CardTasks,
): { client: AccountClient; requests: SentRequest[] } {
  const { fetch, requests } = serve(...answers);
  const serveBoth: AppFetch = async (url, options) =>
    url === TASKS ? { ok: true, status: 200, json: async () => tasks } : fetch(url, options);
  return { client: createAccountClient(connectApp('https://app.example', serveBoth), '42'), requests };
}
