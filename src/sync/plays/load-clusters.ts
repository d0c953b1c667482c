import { compareText } from '../../domain/compare-text.ts';
import type { Tier } from '../../domain/committee/committee-model.ts';
import { buildClusters, type Cluster, type ClusterProperty } from '../../domain/plays/clusters.ts';
import { listClusterCandidates } from '../../storage/plays/play-clusters.ts';
import { listPropertyDefinitions, listPropertyOptions } from '../../storage/mirror/property-definitions.ts';
import type { Db } from '../../storage/tables/tables.ts';
import { readSettings } from '../settings/portal-settings.ts';

/** One-to-few: the tier whose accounts are addressed in clusters. */
export const CLUSTERED_TIER: Tier = 2;

/** The clusters of the portal as its accounts are now, by company id: by the property it chose, else by industry and size. */
export async function loadClusters(db: Db, portalId: number): Promise<ReadonlyMap<string, Cluster>> {
  return (await loadClustered(db, portalId)).clusters;
}

/** The same clusters, those with most accounts first, and how many accounts of the tier are in none. */
export async function listClusters(db: Db, portalId: number): Promise<{ clusters: Cluster[]; inNone: number }> {
  const { clusters, accounts } = await loadClustered(db, portalId);
  const listed = [...new Set(clusters.values())];
  return {
    clusters: listed.sort((a, b) => b.members.length - a.members.length || compareText(a.name, b.name)),
    inNone: accounts - clusters.size,
  };
}

async function loadClustered(
  db: Db,
  portalId: number,
): Promise<{ clusters: ReadonlyMap<string, Cluster>; accounts: number }> {
  const { clusterBy } = await readSettings(db, portalId);
  const property = clusterBy === null ? null : await readProperty(db, portalId, clusterBy);
  const candidates = await listClusterCandidates(db, portalId, CLUSTERED_TIER, clusterBy);
  return { clusters: buildClusters(candidates, property), accounts: candidates.length };
}

async function readProperty(db: Db, portalId: number, name: string): Promise<ClusterProperty> {
  const [definition] = await listPropertyDefinitions(db, portalId, 'companies', [name]);
  const options = await listPropertyOptions(db, portalId, 'companies', name);
  return {
    label: definition?.label || name,
    options: Object.fromEntries(options.map(({ value, label }) => [value, label])),
  };
}
