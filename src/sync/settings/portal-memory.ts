import type { PortalRoles } from '../../domain/committee/role-labels.ts';
import type { Model } from '../../domain/model/model.ts';
import type { Cluster } from '../../domain/plays/clusters.ts';
import type { WordedPlay } from '../../domain/plays/portal-plays.ts';
import type { Database } from '../../storage/connection/database.ts';
import {
  listPropertyDefinitions,
  type PropertyDefinition,
  type ReadDefinition,
} from '../../storage/mirror/property-definitions.ts';
import { getActiveModel } from '../../storage/portal/models.ts';
import { loadPortalRoles } from '../committee/portal-roles.ts';
import { loadClusters } from '../plays/load-clusters.ts';
import { loadPortalPlays } from '../plays/portal-plays.ts';
import { readSettings, type PortalSettings } from './portal-settings.ts';

/** What a portal chose, as every card of it needs it. */
export interface PortalChoices {
  settings: PortalSettings;
  model: Model | null;
  plays: readonly WordedPlay[];
  roles: PortalRoles;
  /** The company properties that an admin mapped as technographic, as the portal defines them; in the admin's order. */
  technographic: readonly Pick<PropertyDefinition, 'name' | 'label'>[];
  /** What the portal calls the company properties that fit is read from, and their values, by the property's name. */
  fitWords: ReadonlyMap<string, PropertyWords>;
}

/** What a portal calls a property, and the values of one that is a choice by how they are stored. */
export interface PropertyWords {
  label: string;
  values: ReadonlyMap<string, string>;
}

interface Remembered {
  revision: string;
  choices: Promise<PortalChoices>;
  clusters: { readAt: number; byCompany: Promise<ReadonlyMap<string, Cluster>> } | null;
}

/** Of so many portals; whose cards were asked for longest ago is forgotten first. */
const MOST_PORTALS = 200;
/** Clusters count the accounts of a whole tier, whose engagement moves all day. */
const CLUSTERS_HOLD_MS = 60_000;

const memories = new WeakMap<Database, Map<number, Remembered>>();

/**
 * What the portal chose, read anew where `revision` (of storage's `revisionOf`) is another than the one it was read at.
 * What is read while somebody changes it may be newer than its revision, never older.
 */
export function recallChoices(db: Database, portalId: number, revision: string): Promise<PortalChoices> {
  return recall(db, portalId, revision).choices;
}

/** The clusters of the portal's accounts by company id, as they were at most a minute before `now` (epoch ms). */
export function recallClusters(
  db: Database,
  portalId: number,
  { revision, now }: { revision: string; now: number },
): Promise<ReadonlyMap<string, Cluster>> {
  const held = recall(db, portalId, revision);
  if (held.clusters === null || now - held.clusters.readAt >= CLUSTERS_HOLD_MS) {
    const byCompany = loadClusters(db.kysely, portalId);
    held.clusters = { readAt: now, byCompany };
    byCompany.catch(() => {
      held.clusters = null;
    });
  }
  return held.clusters.byCompany;
}

function recall(db: Database, portalId: number, revision: string): Remembered {
  const memory = memories.get(db) ?? new Map<number, Remembered>();
  memories.set(db, memory);
  const before = memory.get(portalId);
  const held = before?.revision === revision ? before : { revision, choices: load(db, portalId), clusters: null };
  // A map keeps the order of insertion: the first is the one that was asked for longest ago.
  memory.delete(portalId);
  memory.set(portalId, held);
  if (held !== before) held.choices.catch(() => memory.delete(portalId));
  const [oldest] = memory.keys();
  if (memory.size > MOST_PORTALS && oldest !== undefined) memory.delete(oldest);
  return held;
}

async function load({ kysely }: Database, portalId: number): Promise<PortalChoices> {
  const asked = loadPortalRoles(kysely, portalId);
  // All are awaited at once: where one fails, none may fail unheard, which ends the process.
  const [settings, model, plays, roles] = await Promise.all([
    readSettings(kysely, portalId),
    getActiveModel(kysely, portalId),
    loadPortalPlays(kysely, portalId, asked),
    asked,
  ]);
  const names = settings.mappedProperties.flatMap(({ use, property }) => (use === 'technographic' ? [property] : []));
  const ofFit =
    model === null ? [] : [...model.fit.criteria, ...model.fit.disqualifiers].map(({ property }) => property);
  const definitions = await listPropertyDefinitions(kysely, portalId, 'companies', [...names, ...ofFit]);
  const technographic = names.map((name) => definitions.find((each) => each.name === name) ?? { name, label: name });
  const fitWords = new Map(definitions.map((definition) => [definition.name, toWords(definition)]));
  return { settings, model, plays: plays.map(({ play }) => play), roles, technographic, fitWords };
}

function toWords({ label, options }: Required<ReadDefinition>): PropertyWords {
  return { label, values: new Map(options.map((option) => [option.value, option.label])) };
}
