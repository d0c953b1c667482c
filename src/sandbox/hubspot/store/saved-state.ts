import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createSupportPipeline } from '../../default-pipeline.ts';
import type { PortalEvent, PortalMarketingEvent } from '../../portal-data.ts';
import type { ObjectTypeName } from '../object-types.ts';
import { OBJECT_TYPE_NAMES } from '../object-types.ts';
import type { SavedLink } from './association-store.ts';
import type { SavedLabel } from './association-types.ts';
import type { PortalStore, StoreParts } from './portal-store.ts';
import { createPortalStore } from './portal-store.ts';
import type { SavedProperties } from './property-catalog.ts';
import { createPropertyCatalog, saveProperties } from './property-catalog.ts';
import type { StoredRecord } from './stored-record.ts';

const FORMAT = 1;
const FILE = 'hubspot-portal.json';

/** The whole portal as JSON. */
type SavedState = Pick<PortalStore, 'grant' | 'tokens' | 'lists' | 'adActivities'> & {
  /** Absent in a folder of an earlier version. */
  journal?: PortalStore['journal'];
  /** Absent likewise, as are the tickets among the records. */
  ticketPipelines?: PortalStore['ticketPipelines'];
} & Pick<StoreParts, 'portal' | 'owners' | 'pipelines'> & {
    format: number;
    properties: SavedProperties;
    records: Partial<Record<ObjectTypeName, StoredRecord[]>>;
    merged: Partial<Record<ObjectTypeName, [string, string][]>>;
    links: SavedLink[];
    labels: SavedLabel[];
    events: PortalEvent[];
    marketingEvents: PortalMarketingEvent[];
    extra: unknown;
  };

const perType = <T>(make: (type: ObjectTypeName) => T): Record<ObjectTypeName, T> =>
  Object.fromEntries(OBJECT_TYPE_NAMES.map((type) => [type, make(type)])) as Record<ObjectTypeName, T>;

/** Writes the portal to its folder; a reader sees the old state or the new, never half. `extra` is kept beside it (pending webhooks). */
export async function saveState(folder: string, store: PortalStore, extra: unknown): Promise<void> {
  const state: SavedState = {
    format: FORMAT,
    portal: store.portal,
    owners: store.owners,
    pipelines: store.pipelines,
    ticketPipelines: store.ticketPipelines,
    properties: saveProperties(store.properties),
    records: perType((type) => [...store.records[type].all()]),
    merged: perType((type) => [...store.records[type].mergedInto]),
    links: [...store.associations.saved()],
    labels: store.associations.labels,
    events: [...store.events.all()],
    marketingEvents: store.marketingEvents,
    adActivities: store.adActivities,
    lists: store.lists,
    grant: store.grant,
    tokens: store.tokens,
    journal: { ...store.journal, tokens: {} },
    extra,
  };
  await mkdir(folder, { recursive: true });
  const temporary = join(folder, `${FILE}.${process.pid}.tmp`);
  await writeFile(
    temporary,
    JSON.stringify(state, (key, value: unknown) => (key === 'pendingIndex' ? undefined : value)),
  );
  await rename(temporary, join(folder, FILE));
}

/** The portal saved in the folder; null where there is none. Throws on a file of another format. */
export async function restoreState(
  folder: string,
  options: { now: () => number; searchIndexLagMs: number },
): Promise<{ store: PortalStore; extra: unknown } | null> {
  const saved = await readFile(join(folder, FILE), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (saved === null) return null;
  const state = JSON.parse(saved) as SavedState;
  if (state.format !== FORMAT) {
    throw new Error(
      `${join(folder, FILE)} is of format ${state.format}; this version reads ${FORMAT}. Delete the folder to start over.`,
    );
  }
  const { ticketPipelines = [createSupportPipeline()] } = state;
  const properties = createPropertyCatalog(state.properties);
  const store = createPortalStore({ ...state, ticketPipelines, properties }, options);
  for (const type of OBJECT_TYPE_NAMES) {
    for (const [oldId, newId] of state.merged[type] ?? []) store.records[type].mergedInto.set(oldId, newId);
    for (const record of state.records[type] ?? []) store.records[type].add(record);
  }
  for (const label of state.labels) store.associations.restoreLabel(label);
  for (const link of state.links) store.associations.restoreLink(link);
  store.lists.push(...state.lists);
  store.grant = state.grant;
  store.tokens = state.tokens;
  store.journal = state.journal ?? store.journal;
  return { store, extra: state.extra };
}
