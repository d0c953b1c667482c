import type { HubSpotClient } from '../../hubspot/client.ts';
import { updateBatch, type BatchUpdateInput } from '../../hubspot/update-batch.ts';
import { listAccountScores } from '../../storage/account-scores.ts';
import { loadPublished, savePublished } from '../../storage/published-properties.ts';
import { clearRefusals, listRefusals, recordRefusals } from '../../storage/refusals.ts';
import { toSnapshot } from '../refresh/account-snapshot.ts';
import type { SyncContext } from '../sync-context.ts';
import { changedValues, propertyValues, type PropertyValues } from './property-values.ts';

/** HubSpot takes 100 records a batch. */
const BATCH = 100;
/** Companies compared at once. */
const COMPARED = 1_000;

export interface PublishReport {
  written: number;
  refused: number;
}

/** Writes what differs from what HubSpot was last given, 100 companies a request; a refused company fails alone. */
export async function publishAccounts(
  context: SyncContext,
  portalId: number,
  companyIds: readonly string[],
): Promise<PublishReport> {
  const client = context.clientFor(portalId, 'background');
  const withheld = await conflictingProperties(context, portalId);
  const report: PublishReport = { written: 0, refused: 0 };
  for (let start = 0; start < companyIds.length; start += COMPARED) {
    const differing = await findDiffering(context, portalId, companyIds.slice(start, start + COMPARED), withheld);
    for (let at = 0; at < differing.length; at += BATCH) {
      const { written, refused } = await publishBatch(context, client, differing.slice(at, at + BATCH));
      report.written += written;
      report.refused += refused;
    }
  }
  if (report.written + report.refused > 0) context.log.info({ portalId, ...report }, 'published');
  return report;
}

interface Differing {
  companyId: string;
  /** All values wanted. */
  values: PropertyValues;
  /** Those to be written. */
  changed: PropertyValues;
}

async function findDiffering(
  context: SyncContext,
  portalId: number,
  companyIds: readonly string[],
  withheld: ReadonlySet<string>,
): Promise<Differing[]> {
  const scores = await listAccountScores(context.db.kysely, portalId, companyIds);
  const published = await loadPublished(context.db.kysely, portalId, companyIds);
  return scores.flatMap((score): Differing[] => {
    const snapshot = toSnapshot(score);
    if (snapshot === null) return [];
    const values = without(propertyValues(snapshot), withheld);
    const changed = changedValues(values, (published.get(score.companyId) ?? null) as PropertyValues | null);
    return changed === null ? [] : [{ companyId: score.companyId, values, changed }];
  });
}

async function publishBatch(
  context: SyncContext,
  client: HubSpotClient,
  batch: readonly Differing[],
): Promise<PublishReport> {
  const { kysely } = context.db;
  const { portalId } = client;
  const inputs = batch.map(({ companyId, changed }): BatchUpdateInput => ({ id: companyId, properties: changed }));
  const { updated, refused } = await updateBatch(client, 'companies', inputs);
  const accepted = new Set(updated);
  const written = batch.filter(({ companyId }) => accepted.has(companyId));
  const at = context.now();
  await savePublished(
    kysely,
    portalId,
    written.map(({ companyId, values }) => ({ companyId, values })),
    at,
  );
  await clearRefusals(kysely, portalId, 'companies', updated);
  await recordRefusals(
    kysely,
    portalId,
    refused.map(({ id, message }) => ({ objectType: 'companies', recordId: id, property: '', message, at })),
  );
  return { written: written.length, refused: refused.length };
}

/** Properties of ours whose name the portal uses for something else. */
async function conflictingProperties(context: SyncContext, portalId: number): Promise<Set<string>> {
  const refusals = await listRefusals(context.db.kysely, portalId, 1_000);
  return new Set(refusals.filter((each) => each.objectType === 'property').map((each) => each.property));
}

function without(values: PropertyValues, names: ReadonlySet<string>): PropertyValues {
  return Object.fromEntries(Object.entries(values).filter(([name]) => !names.has(name)));
}
