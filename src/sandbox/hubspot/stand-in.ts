import { createServer } from 'node:http';
import type { RequestListener } from 'node:http';
import { listenOnLoopback } from '../listen-on-loopback.ts';
import type { PortalData } from '../portal-data.ts';
import { createWebhookSender } from './webhooks/webhook-sender.ts';
import { pendingEventsSchema, type PendingEvent } from './webhooks/webhook-sender.ts';
import { ENDPOINTS } from './endpoints.ts';
import { createFaultPlan } from './faults/fault-plan.ts';
import type { FaultPlan } from './faults/fault-plan.ts';
import type { CardRequest, CardResponse } from './forward-hubspot-fetch.ts';
import { forwardHubSpotFetch } from './forward-hubspot-fetch.ts';
import { createApp } from './http/create-app.ts';
import type { AppCredentials } from './http/endpoint.ts';
import { MARKETPLACE_LIMITS, createRateLimiter } from './http/rate-limits.ts';
import type { RateLimits } from './http/rate-limits.ts';
import type { LoggedRequest, Violation } from './http/request-log.ts';
import type { HubSpotProject } from './hubspot-project.ts';
import { keepSaved } from './keep-saved.ts';
import { mountAuthorizePages } from './oauth/authorize-pages.ts';
import { loadPortalData } from './store/load-portal-data.ts';
import type { PortalStore } from './store/portal-store.ts';
import { restoreState } from './store/saved-state.ts';

export interface StandInOptions {
  /** 0 picks a free port. */
  port: number;
  /** The folder in which the portal is saved; an existing portal takes precedence over `data`. `null` keeps it in memory only. */
  folder: string | null;
  /** The initial portal if the folder has none. */
  data?: PortalData;
  app: AppCredentials;
  project: HubSpotProject;
  /** Milliseconds since the epoch; defaults to the machine's clock. */
  clock?: () => number;
  behaviour?: Partial<StandInBehaviour>;
}

/** Behaviour that HubSpot's documentation does not specify, or that a test overrides. */
export interface StandInBehaviour {
  /** `null` for none. */
  limits: RateLimits | null;
  /** Search does not find a change within the same second, but well before 30 s (recorded). */
  searchIndexLagMs: number;
  /** Delays before each retry of a webhook, ms; HubSpot's are up to ten over a day. */
  webhookRetryDelaysMs: readonly number[];
  /** How long events are collected before a batch is sent. */
  webhookBatchDelayMs: number;
  /** The faults to inject; none by default. */
  faults: FaultPlan;
  /** How many requests `requestLog` keeps. */
  requestLogLimit: number;
}

export interface StandIn {
  url: string;
  /** Handles a request that another server received (the gateway of several portals). */
  listener: RequestListener;
  store: PortalStore;
  /** Requests that a correct app never sends; a run with any has failed. */
  violations: Violation[];
  requestLog: LoggedRequest[];
  /** Granted scopes that some request needed. */
  usedScopes: ReadonlySet<string>;
  /** The injected faults, their counts, and a switch to turn them off. */
  faults: FaultPlan;
  /** Resolves when no webhook is queued, being sent or waiting for a retry. */
  webhooksSettled: () => Promise<void>;
  /** What `hubspot.fetch` does for a card: appends the caller, signs, forwards. Throws if HubSpot would refuse. */
  forwardFetch: (request: CardRequest, user?: { userId: number; userEmail: string }) => Promise<CardResponse>;
  close: () => Promise<void>;
}

const DEFAULT_BEHAVIOUR: Omit<StandInBehaviour, 'faults'> = {
  limits: MARKETPLACE_LIMITS,
  searchIndexLagMs: 1500,
  webhookRetryDelaysMs: [1000, 5000, 15_000, 60_000, 300_000, 900_000, 3_600_000, 14_400_000, 28_800_000, 28_800_000],
  webhookBatchDelayMs: 100,
  requestLogLimit: 100_000,
};

/** Starts the stand-in for HubSpot on loopback. Throws if neither the folder nor `data` has a portal. */
export async function startStandIn(options: StandInOptions): Promise<StandIn> {
  const behaviour: StandInBehaviour = {
    ...DEFAULT_BEHAVIOUR,
    faults: createFaultPlan({ seed: 0, rates: {} }),
    ...options.behaviour,
  };
  const { faults, requestLogLimit } = behaviour;
  const { store, pending } = await openPortal(options, behaviour);
  const { app, project } = options;
  const { portalId } = store.portal;
  const noted = createNotes();
  const webhooks = createWebhookSender({ store, app, webhooks: project.webhooks, pending, behaviour });
  const saved = options.folder === null ? null : keepSaved(options.folder, store, webhooks.pending);
  const limiter = createRateLimiter(behaviour.limits, app.appId, portalId);
  const context = { store, app, limiter, ...noted, requestLogLimit, faults };
  const express = createApp(context, ENDPOINTS, (server) => mountAuthorizePages(server, { store, app, project }));
  // Long URLs have to reach the app, which answers them with 414.
  const listening = await listenOnLoopback(createServer({ maxHeaderSize: 128 * 1024 }, express), options.port);
  return {
    url: listening.url,
    listener: express,
    store,
    ...noted,
    faults,
    webhooksSettled: webhooks.settled,
    forwardFetch: (request, user) => {
      const [first] = store.owners;
      const { userId, userEmail } = user ?? {
        userId: first?.userId ?? 1,
        userEmail: first?.email ?? 'admin@portal.example',
      };
      const permittedUrls = project.app.permittedUrls.fetch;
      return forwardHubSpotFetch(request, { app, portalId, userId, userEmail, permittedUrls, now: store.now });
    },
    close: async () => {
      await listening.close();
      await webhooks.close();
      await saved?.close();
    },
  };
}

/** What is recorded while the stand-in runs. */
function createNotes(): { violations: Violation[]; requestLog: LoggedRequest[]; usedScopes: Set<string> } {
  return { violations: [], requestLog: [], usedScopes: new Set() };
}

async function openPortal(
  { folder, data, clock }: StandInOptions,
  { searchIndexLagMs }: StandInBehaviour,
): Promise<{ store: PortalStore; pending: PendingEvent[] }> {
  const storeOptions = { now: clock ?? Date.now, searchIndexLagMs };
  const restored = folder === null ? null : await restoreState(folder, storeOptions);
  if (restored) return { store: restored.store, pending: pendingEventsSchema.parse(restored.extra) };
  if (!data) throw new Error(`${folder ?? 'Memory'} holds no portal and none was given.`);
  return { store: loadPortalData(data, storeOptions), pending: [] };
}
