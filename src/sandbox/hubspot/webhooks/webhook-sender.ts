import { z } from 'zod';
import type { EventFault, FaultPlan } from '../faults/fault-plan.ts';
import type { AppCredentials } from '../http/endpoint.ts';
import type { HubSpotProject } from '../hubspot-project.ts';
import { signatureHeaders } from '../signature.ts';
import type { PortalStore } from '../store/portal-store.ts';
import type { WebhookEvent } from './describe-change.ts';
import { createChangeDescriber } from './describe-change.ts';

/** `attempts`: deliveries attempted so far. */
const pendingEvent = z.object({ event: z.record(z.string(), z.unknown()), attempts: z.number() });
export type PendingEvent = z.infer<typeof pendingEvent>;
/** The events not yet delivered when the portal was saved. */
export const pendingEventsSchema = z.array(pendingEvent);

export interface WebhookSender {
  /** The events not yet delivered, to be saved. */
  pending: () => PendingEvent[];
  settled: () => Promise<void>;
  /** Stops sending; pending events stay pending. */
  close: () => Promise<void>;
}

interface SenderOptions {
  store: PortalStore;
  app: AppCredentials;
  webhooks: HubSpotProject['webhooks'];
  pending: PendingEvent[];
  behaviour: { webhookRetryDelaysMs: readonly number[]; webhookBatchDelayMs: number; faults: FaultPlan };
}

/** Events per request, and how long the app has to answer (doc). */
const MOST_EVENTS = 100;
const ANSWER_TIMEOUT_MS = 5000;

/** Sends every change the project subscribes to while the app is installed: batched, signed v3, retried with backoff. */
export function createWebhookSender(options: SenderOptions): WebhookSender {
  const { webhooks } = options;
  if (!webhooks) return { pending: () => [], settled: () => Promise.resolve(), close: () => Promise.resolve() };
  const sender = new Sender(options, webhooks);
  const describe = createChangeDescriber(webhooks);
  options.store.onChange((change) => {
    if (options.store.grant) sender.enqueue(describe(change));
  });
  return { pending: () => sender.pending(), settled: () => sender.settled(), close: () => sender.close() };
}

/** Identifies an event for the fault plan, without its id and time, which differ from run to run. */
function subjectOf(event: WebhookEvent): string {
  const { subscriptionType, propertyName, objectId, fromObjectId, toObjectId } = event;
  return JSON.stringify([subscriptionType, propertyName, objectId, fromObjectId, toObjectId]);
}

class Sender {
  readonly #options: SenderOptions;
  readonly #webhooks: NonNullable<HubSpotProject['webhooks']>;
  #queue: PendingEvent[];
  #inFlight = new Set<PendingEvent[]>();
  #waiting = new Map<NodeJS.Timeout, PendingEvent[]>();
  #sends = new Set<Promise<void>>();
  #timer: NodeJS.Timeout | null = null;
  #settledWaiters: (() => void)[] = [];
  #closed = false;
  #nextEventId = 1;

  constructor(options: SenderOptions, webhooks: NonNullable<HubSpotProject['webhooks']>) {
    this.#options = options;
    this.#webhooks = webhooks;
    this.#queue = [...options.pending];
    if (this.#queue.length > 0) this.#sendSoon();
  }

  enqueue(events: WebhookEvent[]): void {
    const { portal, now } = this.#options.store;
    for (const event of events) {
      const eventId = (now() % 1e9) * 1000 + this.#nextEventId++;
      const common = { eventId, portalId: portal.portalId, appId: Number(this.#options.app.appId) };
      this.#take({ ...common, ...event });
    }
    if (events.length > 0) this.#sendSoon();
  }

  /** Queues the event unless a fault drops, duplicates or delays it. */
  #take(event: WebhookEvent): void {
    const fault = this.#options.behaviour.faults.meetEvent(subjectOf(event));
    if (fault?.kind === 'webhook_lost') return;
    if (fault?.kind === 'webhook_reordered') {
      this.#hold({ event, attempts: 0 }, fault);
      return;
    }
    this.#queue.push({ event, attempts: 0 });
    // HubSpot repeats a delivery that it believes failed, so a duplicate may be marked as a second attempt.
    if (fault) this.#hold({ event, attempts: fault.chance < 0.5 ? 0 : 1 }, fault);
  }

  /** Holds an event back, then inserts it among the events queued by then. */
  #hold(held: PendingEvent, { delayMs, chance }: EventFault): void {
    const timer = setTimeout(() => {
      this.#waiting.delete(timer);
      this.#queue.splice(Math.floor(chance * (this.#queue.length + 1)), 0, held);
      this.#sendSoon();
    }, delayMs);
    this.#waiting.set(timer, [held]);
  }

  pending(): PendingEvent[] {
    return [...[...this.#inFlight].flat(), ...[...this.#waiting.values()].flat(), ...this.#queue];
  }

  settled(): Promise<void> {
    if (this.#isIdle()) return Promise.resolve();
    return new Promise((resolve) => this.#settledWaiters.push(resolve));
  }

  async close(): Promise<void> {
    this.#closed = true;
    if (this.#timer) clearTimeout(this.#timer);
    for (const timer of this.#waiting.keys()) clearTimeout(timer);
    await Promise.allSettled(this.#sends);
  }

  #isIdle(): boolean {
    return this.#queue.length === 0 && this.#inFlight.size === 0 && this.#waiting.size === 0;
  }

  #sendSoon(): void {
    if (this.#closed) return;
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      this.#sendBatches();
    }, this.#options.behaviour.webhookBatchDelayMs);
  }

  #sendBatches(): void {
    while (this.#queue.length > 0 && this.#inFlight.size < this.#webhooks.settings.maxConcurrentRequests) {
      const batch = this.#queue.splice(0, MOST_EVENTS);
      this.#inFlight.add(batch);
      const send = this.#send(batch);
      this.#sends.add(send);
      void send.finally(() => this.#sends.delete(send));
    }
  }

  async #send(batch: PendingEvent[]): Promise<void> {
    const delivered = await this.#post(batch);
    this.#inFlight.delete(batch);
    for (const each of batch) each.attempts += 1;
    if (!delivered) this.#retryLater(batch);
    if (this.#queue.length > 0) this.#sendSoon();
    this.#options.store.touch();
    if (this.#isIdle()) for (const resolve of this.#settledWaiters.splice(0)) resolve();
  }

  /** A batch that has used up its retries is dropped, as in HubSpot. */
  #retryLater(batch: PendingEvent[]): void {
    const delayMs = this.#options.behaviour.webhookRetryDelaysMs[(batch[0]?.attempts ?? 1) - 1];
    if (delayMs === undefined) return;
    if (this.#closed) {
      this.#queue.unshift(...batch);
      return;
    }
    const timer = setTimeout(() => {
      this.#waiting.delete(timer);
      this.#queue.unshift(...batch);
      this.#sendBatches();
    }, delayMs);
    this.#waiting.set(timer, batch);
  }

  async #post(batch: PendingEvent[]): Promise<boolean> {
    const uri = this.#webhooks.settings.targetUrl;
    const body = JSON.stringify(batch.map(({ event, attempts }) => ({ ...event, attemptNumber: attempts })));
    const headers = signatureHeaders(
      this.#options.app.clientSecret,
      { method: 'POST', uri, body },
      this.#options.store.now(),
    );
    try {
      const response = await fetch(uri, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...headers },
        body,
        redirect: 'manual',
        signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
      });
      await response.arrayBuffer();
      return response.status < 300;
    } catch {
      return false;
    }
  }
}
