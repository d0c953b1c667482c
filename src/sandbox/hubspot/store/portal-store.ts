import type {
  PortalAdActivity,
  PortalData,
  PortalEvent,
  PortalMarketingEvent,
  PortalOwner,
  PortalPipeline,
  PortalTicketPipeline,
} from '../../portal-data.ts';
import type { ObjectTypeName } from '../object-types.ts';
import { OBJECT_TYPES, OBJECT_TYPE_NAMES } from '../object-types.ts';
import { emptyJournal, type AppJournal } from './app-journal.ts';
import { AssociationStore } from './association-store.ts';
import { EventStore } from './event-store.ts';
import type { Grant, SavedTokens } from './grants.ts';
import type { StoredList } from './lists.ts';
import type { ChangeListener, PortalChange } from './portal-changes.ts';
import type { PropertyCatalog } from './property-catalog.ts';
import { RecordTable } from './record-table.ts';

/** The state of one portal, in memory. Writes go through the functions of write-record, merge-records …, which report each change. */
export interface PortalStore {
  portal: PortalData['portal'];
  owners: PortalOwner[];
  pipelines: PortalPipeline[];
  ticketPipelines: PortalTicketPipeline[];
  properties: PropertyCatalog;
  records: Record<ObjectTypeName, RecordTable>;
  associations: AssociationStore;
  events: EventStore;
  marketingEvents: PortalMarketingEvent[];
  adActivities: PortalAdActivity[];
  lists: StoredList[];
  /** The app's installation; null if it is not installed. */
  grant: Grant | null;
  /** Whether the portal's subscription includes event occurrences; not saved with the portal. */
  isEnterprise: boolean;
  tokens: SavedTokens;
  journal: AppJournal;
  /** How long search does not see a change. */
  searchIndexLagMs: number;
  now: () => number;
  report: (change: PortalChange) => void;
  /** Called after every change; used to save the portal. */
  touch: () => void;
  onChange: (listener: ChangeListener) => void;
  onTouch: (listener: () => void) => void;
}

export interface StoreParts {
  portal: PortalData['portal'];
  owners: PortalOwner[];
  pipelines: PortalPipeline[];
  ticketPipelines: PortalTicketPipeline[];
  properties: PropertyCatalog;
  events: PortalEvent[];
  marketingEvents: PortalMarketingEvent[];
  adActivities: PortalAdActivity[];
}

/** Creates an empty portal from these parts. */
export function createPortalStore(
  parts: StoreParts,
  { now, searchIndexLagMs }: { now: () => number; searchIndexLagMs: number },
): PortalStore {
  const changeListeners: ChangeListener[] = [];
  const touchListeners: (() => void)[] = [];
  const touch = (): void => touchListeners.forEach((listener) => listener());
  return {
    ...parts,
    events: new EventStore(parts.events),
    records: Object.fromEntries(
      OBJECT_TYPE_NAMES.map((name) => [name, new RecordTable(OBJECT_TYPES[name], uniqueNames(parts.properties, name))]),
    ) as Record<ObjectTypeName, RecordTable>,
    associations: new AssociationStore(),
    lists: [],
    grant: null,
    isEnterprise: true,
    tokens: { codes: {}, access: {}, refresh: {} },
    journal: emptyJournal(),
    searchIndexLagMs,
    now,
    report: (change) => {
      for (const listener of changeListeners) listener(change);
      touch();
    },
    touch,
    onChange: (listener) => void changeListeners.push(listener),
    onTouch: (listener) => void touchListeners.push(listener),
  };
}

function uniqueNames(catalog: PropertyCatalog, type: ObjectTypeName): string[] {
  return [...catalog[type].definitions.values()].filter((each) => each.hasUniqueValue).map((each) => each.name);
}
