import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { readHubSpotProject } from '../../../src/sandbox/hubspot/hubspot-project.ts';
import { signatureHeaders } from '../../../src/sandbox/hubspot/signature.ts';
import type { StandIn } from '../../../src/sandbox/hubspot/stand-in.ts';
import type { PortalStore } from '../../../src/sandbox/hubspot/store/portal-store.ts';
import { writeRecord } from '../../../src/sandbox/hubspot/store/write-record.ts';
import { createChangeDescriber, type WebhookEvent } from '../../../src/sandbox/hubspot/webhooks/describe-change.ts';
import { createRandom, type Random } from '../../../src/sandbox/world/random.ts';
import { BENCH_APP } from '../support/stand-in-process.ts';
import type { InStandIn } from '../support/stand-in-process.ts';

export interface StormOptions {
  appUrl: string;
  seed: number;
  /** Events delivered in all, the duplicates among them. */
  events: number;
  perSecond: number;
  /** Share of the deliveries that repeat an earlier event. */
  duplicates: number;
}

export interface StormReport {
  delivered: number;
  /** When each event was sent, ms. */
  sentAt: number[];
  repeated: number;
  /** Deliveries that were not answered with 2xx. */
  refused: number;
  /** Of each delivery, ms. */
  answerMs: number[];
  changes: number;
  /** From each change to the first publish of the value it moves, ms. */
  publishedMs: number[];
  /** Changes whose value was not published within the time given. */
  unpublished: { companyId: string; property: string }[];
}

/** One edit of a user: it tells itself by two events and moves one published value. */
interface Edit {
  companyId: string;
  /** The published property that has to follow. */
  property: string;
  at: number;
  publishedAt: number | null;
}

interface Delivery {
  event: WebhookEvent;
  dueAt: number;
}

const EXTENSIONS = fileURLToPath(new URL('../../../extensions', import.meta.url));
const ORIGIN = { sourceType: 'CRM_UI', sourceId: 'userId:77' } as const;
const EVENTS_AN_EDIT = 2;
const TICK_MS = 50;
const MOST_IN_A_BATCH = 100;
/** Events leave in another order than they came about, up to this late; repeats up to this much later. */
const SHUFFLED_WITHIN_MS = 500;
const REPEATED_WITHIN_MS = 5_000;
/** Opens and clicks of one edit. */
const RAISED_BY = 3;
const LONGEST_WAIT_MS = 60_000;

/**
 * In the stand-in's process: edits records at a steady rate, each at another company, delivers the events shuffled and
 * partly twice, and waits until what they move was published.
 */
export const runStorm: InStandIn<StormOptions, StormReport> = async (standIn, options) => {
  const { store } = standIn;
  const random = createRandom(options.seed);
  const sender = await createSender(standIn, options, random);
  const edits: Edit[] = [];
  watchPublishes(store, edits);
  const planned = planEdits(store, Math.round((options.events * (1 - options.duplicates)) / EVENTS_AN_EDIT), random);
  const perMs = (options.perSecond * (1 - options.duplicates)) / EVENTS_AN_EDIT / 1000;
  const startedAt = Date.now();
  while (edits.length < planned.length || sender.waiting() > 0) {
    const due = Math.min(planned.length, Math.floor((Date.now() - startedAt) * perMs));
    for (const edit of planned.slice(edits.length, due)) edits.push(edit());
    sender.send();
    await delay(TICK_MS);
  }
  const endedAt = Date.now();
  await sender.settled();
  while (edits.some(isUnpublished) && Date.now() - endedAt < LONGEST_WAIT_MS) await delay(TICK_MS);
  return {
    ...sender.report(),
    changes: edits.length,
    publishedMs: edits.flatMap(({ at, publishedAt }) => (publishedAt === null ? [] : [publishedAt - at])),
    unpublished: edits.filter(isUnpublished).map(({ companyId, property }) => ({ companyId, property })),
  };
};

const isUnpublished = ({ publishedAt }: Edit): boolean => publishedAt === null;

/** The first change of the property after the edit, made by the app, is its publish. */
function watchPublishes(store: PortalStore, edits: readonly Edit[]): void {
  const byCompany = new Map<string, Edit>();
  let known = 0;
  store.onChange((change) => {
    if (change.kind !== 'propertyChange' || change.objectType !== 'companies') return;
    for (; known < edits.length; known += 1) {
      const edit = edits[known];
      if (edit !== undefined) byCompany.set(edit.companyId, edit);
    }
    const edit = byCompany.get(change.objectId);
    if (edit?.property === change.propertyName) edit.publishedAt ??= Date.now();
  });
}

/** Every company once, in random order: by turns its own size and what one of its people opened. */
function planEdits(store: PortalStore, count: number, random: Random): (() => Edit)[] {
  const companies = [...store.records.companies.active()]
    .map(({ id }) => ({ id, order: random.next() }))
    .toSorted((a, b) => a.order - b.order);
  const edits = companies.flatMap(({ id }, index) => {
    const edit = index % 2 === 0 ? editSize(store, id) : (editCounters(store, id) ?? editSize(store, id));
    return [edit];
  });
  if (edits.length < count) throw new Error(`${edits.length} companies are too few for ${count} edits.`);
  return edits.slice(0, count);
}

/** Turns a large company into a tiny one and a small one into a large one: its fit cannot stay. */
function editSize(store: PortalStore, companyId: string): () => Edit {
  return () => {
    const record = store.records.companies.get(companyId);
    if (record === undefined) throw new Error(`There is no company ${companyId}.`);
    const isLarge = Number(record.properties['numberofemployees']) > 200;
    const values = isLarge
      ? { numberofemployees: '3', annualrevenue: '20000' }
      : { numberofemployees: '2400', annualrevenue: '420000000' };
    const at = Date.now();
    writeRecord(store, 'companies', record, values, ORIGIN);
    return { companyId, property: 'roundtable_fit', at, publishedAt: null };
  };
}

/** Somebody opens and clicks what marketing sent: the account's engagement rises. */
function editCounters(store: PortalStore, companyId: string): (() => Edit) | null {
  const [contactId] = store.associations.linked('companies', companyId, 'contacts').keys();
  const person = contactId === undefined ? undefined : store.records.contacts.get(contactId);
  if (person === undefined) return null;
  return () => {
    const at = Date.now();
    const raised = (name: string): string => String(Number(person.properties[name] ?? 0) + RAISED_BY);
    const values = { hs_email_open: raised('hs_email_open'), hs_email_click: raised('hs_email_click') };
    writeRecord(store, 'contacts', person, values, ORIGIN);
    return { companyId, property: 'roundtable_engagement', at, publishedAt: null };
  };
}

interface Sender {
  /** Delivers what is due, in batches. */
  send: () => void;
  waiting: () => number;
  settled: () => Promise<void>;
  report: () => Pick<StormReport, 'delivered' | 'sentAt' | 'repeated' | 'refused' | 'answerMs'>;
}

/** HubSpot's sender with its bad days: what changes is told out of order, and a share of it once more. */
async function createSender({ store }: StandIn, options: StormOptions, random: Random): Promise<Sender> {
  const { webhooks } = await readHubSpotProject(EXTENSIONS, { APP_BASE_URL: options.appUrl });
  if (webhooks === null) throw new Error('The project subscribes to nothing.');
  const uri = webhooks.settings.targetUrl;
  const describe = createChangeDescriber(webhooks);
  const repeats = options.duplicates / (1 - options.duplicates);
  let queue: Delivery[] = [];
  let nextEventId = 1;
  let repeated = 0;
  const counts = { delivered: 0, refused: 0, answerMs: [] as number[], sentAt: [] as number[] };
  const sends = new Set<Promise<void>>();
  store.onChange((change) => {
    for (const described of describe(change)) {
      const ids = { eventId: nextEventId++, portalId: store.portal.portalId, appId: Number(BENCH_APP.appId) };
      const event = { ...ids, attemptNumber: 0, ...described };
      queue.push({ event, dueAt: Date.now() + random.int(0, SHUFFLED_WITHIN_MS) });
      if (!random.chance(repeats)) continue;
      repeated += 1;
      queue.push({ event, dueAt: Date.now() + random.int(0, REPEATED_WITHIN_MS) });
    }
  });
  const post = async (batch: readonly Delivery[]): Promise<void> => {
    const body = JSON.stringify(batch.map(({ event }) => event));
    const sentAt = performance.now();
    for (const _ of batch) counts.sentAt.push(Date.now());
    const headers = signatureHeaders(BENCH_APP.clientSecret, { method: 'POST', uri, body }, Date.now());
    const answer = await fetch(uri, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body,
    });
    await answer.arrayBuffer();
    counts.answerMs.push(performance.now() - sentAt);
    counts.delivered += batch.length;
    if (!answer.ok) counts.refused += 1;
  };
  return {
    send: () => {
      const now = Date.now();
      const due = queue.filter(({ dueAt }) => dueAt <= now).toSorted((a, b) => a.dueAt - b.dueAt);
      queue = queue.filter(({ dueAt }) => dueAt > now);
      for (let at = 0; at < due.length; at += MOST_IN_A_BATCH) {
        const sent = post(due.slice(at, at + MOST_IN_A_BATCH)).finally(() => sends.delete(sent));
        sends.add(sent);
      }
    },
    waiting: () => queue.length,
    settled: async () => {
      await Promise.all(sends);
    },
    report: () => ({ ...counts, repeated }),
  };
}
