import type { LoggedRequest } from '../hubspot/http/request-log.ts';
import type { PortalStore } from '../hubspot/store/portal-store.ts';

export interface RequestCount {
  used: number;
  /** The fewest requests a first sync of this portal needs, with HubSpot's largest pages and batches. */
  least: number;
  byEndpoint: Record<string, number>;
  refused: number;
}

const PAGE = 100;
const ASSOCIATION_BATCH = 1_000;
const EVENT_PAGE = 1_000;
const HISTORY_BATCH = 50;
/** Token, introspection, account, groups (read, create), properties (read, create), owners, pipelines (deals, tickets), open tickets, event types. */
const ONCE = 12;

/** The app's requests to the stand-in since it started, compared with the fewest that would do. */
export function countRequests(log: readonly LoggedRequest[], store: PortalStore): RequestCount {
  const byEndpoint: Record<string, number> = {};
  for (const { method, endpoint, path } of log) {
    const key = `${method} ${endpoint ?? path}`;
    byEndpoint[key] = (byEndpoint[key] ?? 0) + 1;
  }
  return {
    used: log.length,
    least: leastRequests(store),
    byEndpoint: Object.fromEntries(Object.entries(byEndpoint).toSorted(([, a], [, b]) => b - a)),
    refused: log.filter((request) => request.status >= 400).length,
  };
}

function leastRequests({ records, events, marketingEvents }: PortalStore): number {
  const { companies, contacts, deals, meetings, calls, emails, tickets } = records;
  let least = ONCE + 2 * pages(companies.activeCount, PAGE);
  for (const table of [contacts, deals, meetings, calls, emails]) {
    least += pages(table.activeCount, PAGE) + Math.ceil(table.activeCount / ASSOCIATION_BATCH);
  }
  least += Math.ceil(deals.activeCount / ASSOCIATION_BATCH) + Math.ceil(tickets.activeCount / ASSOCIATION_BATCH);
  for (const ofType of Map.groupBy(events.all(), (event) => event.eventType).values()) {
    least += pages(ofType.length, EVENT_PAGE);
  }
  least += 1 + marketingEvents.length;
  const counted = [...contacts.active()].filter(
    ({ properties }) => Number(properties['hs_email_open'] ?? 0) + Number(properties['hs_email_click'] ?? 0) > 0,
  );
  return least + Math.ceil(counted.length / HISTORY_BATCH);
}

/** An empty list takes one request as well. */
function pages(count: number, size: number): number {
  return Math.max(1, Math.ceil(count / size));
}
