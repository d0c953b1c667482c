import { randomUUID } from 'node:crypto';

const LIFECYCLE_ACTIONS = ['APP_INSTALL', 'APP_UNINSTALL'] as const;
type LifecycleAction = (typeof LIFECYCLE_ACTIONS)[number];

/** HubSpot's event types for the app's lifecycle (webhooks journal guide). */
const EVENT_TYPES: Record<LifecycleAction, string> = { APP_INSTALL: '4-1909196', APP_UNINSTALL: '4-1916193' };

export interface JournalSubscription {
  id: number;
  eventTypeId: string;
  createdAtMs: number;
}

/** The actions a subscription to one of the app's event types listens for. */
export function actionsOf(eventTypeId: string): LifecycleAction[] {
  return LIFECYCLE_ACTIONS.filter((action) => EVENT_TYPES[action] === eventTypeId);
}

interface JournalEntry {
  offset: string;
  action: LifecycleAction;
  occurredAtMs: number;
}

/** The app's subscriptions to its own lifecycle events, and the events since; tokens of the app itself are not kept. */
export interface AppJournal {
  subscriptions: JournalSubscription[];
  entries: JournalEntry[];
  tokens: Record<string, { scopes: string[]; expiresAtMs: number }>;
}

export const emptyJournal = (): AppJournal => ({ subscriptions: [], entries: [], tokens: {} });

/** Records an event if the app subscribed to it. HubSpot's files contain many events, these one each. */
export function writeJournal(journal: AppJournal, action: LifecycleAction, occurredAtMs: number): void {
  const isWanted = journal.subscriptions.some(({ eventTypeId }) => eventTypeId === EVENT_TYPES[action]);
  if (isWanted) journal.entries.push({ offset: randomUUID(), action, occurredAtMs });
}

/** An event as the journal's file shows it. */
export function describeEntry({ action, occurredAtMs, offset }: JournalEntry, portalId: number): object {
  const event = {
    type: 'app_lifecycle_event',
    action,
    portalId,
    occurredAt: new Date(occurredAtMs).toISOString(),
    eventTypeId: EVENT_TYPES[action],
    properties: {},
  };
  return { offset, journalEvents: [event], publishedAt: new Date(occurredAtMs).toISOString() };
}
