import { z } from 'zod';
import { DAY_MS } from '../../durations.ts';
import { resourceNotFound } from '../api-error.ts';
import type { Answer, Endpoint } from '../http/endpoint.ts';
import { endpoint } from '../http/endpoint.ts';
import { actionsOf, describeEntry, type JournalSubscription } from '../store/app-journal.ts';
import type { PortalStore } from '../store/portal-store.ts';

/*
 * The webhooks journal as described by HubSpot for 2026-09 (decision 411): paths, request bodies, subscriptions and
 * pointers; it does not count against the portals' limits. Scopes are from HubSpot's guide. Assumed, because nothing is recorded: that a subscription's
 * `objectTypeId` is the event type it was created with, the names inside a file, 204 at the end, 404 for an expired offset.
 */

const READ = () => [['developer.webhooks_journal.read']];
const MANAGE = (kind: 'read' | 'write') => () => [[`developer.webhooks_journal.subscriptions.${kind}`]];
const URL_LIFETIME_MS = 10 * 60_000;
const KEPT_MS = 3 * DAY_MS;

const subscriptionBody = z.strictObject({
  subscriptionType: z.literal('APP_LIFECYCLE_EVENT'),
  eventTypeId: z.enum(['4-1909196', '4-1916193']),
  properties: z.array(z.string()),
});

const live = ({ journal, now }: PortalStore) =>
  journal.entries.filter(({ occurredAtMs }) => occurredAtMs > now() - KEPT_MS);

function presentSubscription({ id, eventTypeId, createdAtMs }: JournalSubscription, appId: string): object {
  const at = new Date(createdAtMs).toISOString();
  return {
    id,
    appId: Number(appId),
    subscriptionType: 'APP_LIFECYCLE_EVENT',
    objectTypeId: eventTypeId,
    actions: actionsOf(eventTypeId),
    properties: [],
    createdAt: at,
    updatedAt: at,
  };
}

function presentPointer(store: PortalStore, offset: string | undefined, baseUrl: string): Answer {
  if (offset === undefined) return { status: 204 };
  const expiresAt = new Date(store.now() + URL_LIFETIME_MS).toISOString();
  return { status: 200, body: { url: `${baseUrl}/journal-files/${offset}`, expiresAt, currentOffset: offset } };
}

export const JOURNAL_ROUTES: readonly Endpoint[] = [
  endpoint({
    method: 'get',
    path: '/webhooks-journal/subscriptions/2026-09',
    auth: 'app',
    scopes: MANAGE('read'),
    answer: ({ store, app }) => ({
      status: 200,
      body: { results: store.journal.subscriptions.map((each) => presentSubscription(each, app.appId)) },
    }),
  }),
  endpoint({
    method: 'post',
    path: '/webhooks-journal/subscriptions/2026-09',
    auth: 'app',
    scopes: MANAGE('write'),
    body: subscriptionBody,
    answer: ({ store, app, body: { eventTypeId } }) => {
      const { subscriptions } = store.journal;
      const held = subscriptions.find((each) => each.eventTypeId === eventTypeId);
      const subscription = held ?? { id: subscriptions.length + 1, eventTypeId, createdAtMs: store.now() };
      if (!held) subscriptions.push(subscription);
      store.touch();
      return { status: 200, body: presentSubscription(subscription, app.appId) };
    },
  }),
  endpoint({
    method: 'get',
    path: '/webhooks-journal/journal/2026-09/earliest',
    auth: 'app',
    scopes: READ,
    answer: ({ store, baseUrl }) => presentPointer(store, live(store)[0]?.offset, baseUrl),
  }),
  endpoint({
    method: 'get',
    path: '/webhooks-journal/journal/2026-09/offset/:offset/next',
    auth: 'app',
    scopes: READ,
    answer: ({ store, params, baseUrl }) => {
      const entries = live(store);
      const at = entries.findIndex(({ offset }) => offset === params['offset']);
      if (at === -1) throw resourceNotFound();
      return presentPointer(store, entries[at + 1]?.offset, baseUrl);
    },
  }),
  // Represents the file store: HubSpot's file URLs are signed and need no token.
  endpoint({
    method: 'get',
    path: '/journal-files/:offset',
    auth: 'none',
    answer: ({ store, params }) => {
      const entry = store.journal.entries.find(({ offset }) => offset === params['offset']);
      if (!entry) throw resourceNotFound();
      return { status: 200, body: describeEntry(entry, store.portal.portalId) };
    },
  }),
];
