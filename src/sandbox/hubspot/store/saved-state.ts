import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { createSupportPipeline } from '../../default-pipeline.ts';
import type { ObjectTypeName } from '../object-types.ts';
import { OBJECT_TYPE_NAMES } from '../object-types.ts';
import type { PortalStore } from './portal-store.ts';
import { createPortalStore } from './portal-store.ts';
import { createPropertyCatalog, saveProperties } from './property-catalog.ts';
import { savedFormatSchema, savedStateSchema, type SavedState } from './saved-state-schema.ts';

const FORMAT = 1;
const FILE = 'hubspot-portal.json';

const perType = <T>(make: (type: ObjectTypeName) => T): Record<ObjectTypeName, T> =>
  Object.fromEntries(OBJECT_TYPE_NAMES.map((type) => [type, make(type)])) as Record<ObjectTypeName, T>;

/** Writes the portal to its folder atomically: a reader sees the old state or the new one. `extra` is saved with it (pending webhooks). */
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

/**
 * The portal saved in the folder; `null` if there is none.
 * @throws Error if the file has another format or is not a state that this version saves
 */
export async function restoreState(
  folder: string,
  options: { now: () => number; searchIndexLagMs: number },
): Promise<{ store: PortalStore; extra: unknown } | null> {
  const saved = await readFile(join(folder, FILE), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (saved === null) return null;
  const state: unknown = JSON.parse(saved);
  assertSavedState(join(folder, FILE), state);
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

/** Asserts instead of parsing: zod's copies would have their keys in another order, and so would the answers. */
function assertSavedState(path: string, held: unknown): asserts held is SavedState {
  const { data: found } = savedFormatSchema.safeParse(held);
  if (found !== undefined && found.format !== FORMAT) {
    throw new Error(
      `${path} is of format ${found.format}; this version reads ${FORMAT}. Delete the folder to start over.`,
    );
  }
  const { error } = savedStateSchema.safeParse(held);
  if (error === undefined) return;
  throw new Error(
    `${path} is no portal that was saved here: ${z.prettifyError(error)}. Delete the folder to start over.`,
  );
}
