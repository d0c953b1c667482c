import { z } from 'zod';
import { UnexpectedAnswerError } from '../../errors.ts';
import { parseSuccess, toError } from '../client/answer.ts';
import type { OAuthClient } from './oauth.ts';
import { type Answer, createSend, toUnavailable } from '../client/transport.ts';

/** Scopes of the app's own token, not of a portal's grant: no admin is asked for them. */
const SCOPES = [
  'developer.webhooks_journal.read',
  'developer.webhooks_journal.subscriptions.read',
  'developer.webhooks_journal.subscriptions.write',
];
const LIFECYCLE = 'APP_LIFECYCLE_EVENT';
/** HubSpot's event type of an app that was uninstalled (webhooks journal guide; 4-1909196 is the install). */
const UNINSTALL = '4-1916193';
/** Its name among a subscription's actions (described) and a file's events (assumed). */
const UNINSTALLED = 'APP_UNINSTALL';
const ROOT = '/webhooks-journal';
/** The version of all other paths; HubSpot describes the journal's paths of it, too (decision 411). */
const VERSION = '2026-09';
const TIMEOUT_MS = 15_000;
const RENEW_BEFORE_MS = 60_000;

const subscriptionsSchema = z.looseObject({
  results: z.array(
    z.looseObject({
      subscriptionType: z.string(),
      actions: z.array(z.string()).nullish(),
      /** HubSpot's description names the first, its guide's example the second. */
      objectTypeId: z.string().nullish(),
      eventTypeId: z.string().nullish(),
    }),
  ),
});
const entrySchema = z.looseObject({ url: z.url(), currentOffset: z.string().min(1) }).nullable();
const fileSchema = z.looseObject({
  journalEvents: z.array(z.looseObject({ action: z.string().nullish(), portalId: z.coerce.number().nullish() })),
});

export interface JournalPage {
  /** The cursor after this page. */
  position: string;
  /** Portals that uninstalled the app; each once. */
  uninstalledFrom: number[];
}

/** HubSpot's webhooks journal, read for one thing: which portals uninstalled the app. */
export interface Journal {
  /** Has HubSpot write uninstalls into the journal, from now on. */
  subscribe(): Promise<void>;
  /**
   * The page after `position`, or the first HubSpot still has (three days); `null` where there is none yet.
   * @throws HubSpotRejectedError (404) where HubSpot no longer knows the position
   */
  readAfter(position: string | null): Promise<JournalPage | null>;
}

interface JournalOptions {
  apiUrl: string;
  oauth: OAuthClient;
  now: () => number;
}

/**
 * The journal at one host. It needs a token of the app's own (client credentials), which is kept until it ends.
 * @see https://developers.hubspot.com/docs/api-reference/latest/webhooks-journal/guide
 */
export function createJournal({ apiUrl, oauth, now }: JournalOptions): Journal {
  const send = createSend(apiUrl, TIMEOUT_MS);
  let token: { accessToken: string; endsAt: number } | null = null;

  async function ask<T>(schema: z.ZodType<T>, method: 'GET' | 'POST', path: string, body?: object): Promise<T> {
    if (token === null || token.endsAt - RENEW_BEFORE_MS <= now()) {
      const { accessToken, expiresInMs } = await oauth.appToken(SCOPES);
      token = { accessToken, endsAt: now() + expiresInMs };
    }
    const { accessToken } = token;
    const answer = await send({ method, path: `${ROOT}${path}`, query: {}, body, accessToken });
    // The next attempt asks for a new token.
    if (answer.status === 401) token = null;
    return toSuccess(answer, schema, now());
  }

  return {
    subscribe: async () => {
      const { results } = await ask(subscriptionsSchema, 'GET', `/subscriptions/${VERSION}`);
      if (results.some(isForUninstalls)) return;
      const wanted = { subscriptionType: LIFECYCLE, eventTypeId: UNINSTALL, properties: [] };
      await ask(z.unknown(), 'POST', `/subscriptions/${VERSION}`, wanted);
    },
    readAfter: async (position) => {
      const place = position === null ? 'earliest' : `offset/${encodeURIComponent(position)}/next`;
      const entry = await ask(entrySchema, 'GET', `/journal/${VERSION}/${place}`);
      if (entry === null) return null;
      const { journalEvents } = toSuccess(await download(entry.url, apiUrl), fileSchema, now());
      const portals = journalEvents.flatMap(({ action, portalId }) =>
        action === UNINSTALLED && portalId ? [portalId] : [],
      );
      return { position: entry.currentOffset, uninstalledFrom: [...new Set(portals)] };
    },
  };
}

/** HubSpot does not say in which field the event type comes back; a subscription missed here would only be made again. */
function isForUninstalls(held: z.infer<typeof subscriptionsSchema>['results'][number]): boolean {
  if (held.subscriptionType !== LIFECYCLE) return false;
  return [held.objectTypeId, held.eventTypeId].includes(UNINSTALL) || (held.actions?.includes(UNINSTALLED) ?? false);
}

function toSuccess<T>(answer: Answer, schema: z.ZodType<T>, now: number): T {
  if (answer.status >= 200 && answer.status < 300) return parseSuccess(answer, schema);
  throw toError(answer, { now, timeZone: 'UTC' });
}

/** A page's file is at another, pre-signed address: no token is sent there. */
async function download(url: string, apiUrl: string): Promise<Answer> {
  const isOurs = new URL(url).origin === new URL(apiUrl).origin;
  if (!url.startsWith('https:') && !isOurs) {
    throw new UnexpectedAnswerError('A page of the journal lies at an address that is not https.', 'never');
  }
  try {
    const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) });
    return { status: response.status, headers: response.headers, text: await response.text() };
  } catch (error) {
    throw toUnavailable(error, TIMEOUT_MS);
  }
}
