import type { HubSpotClient } from '../../hubspot/client.ts';
import { namesUnknownProperty, updateBatch, type BatchUpdateInput } from '../../hubspot/update-batch.ts';
import { listAccountScores } from '../../storage/account-scores.ts';
import { deleteCompanies } from '../../storage/companies.ts';
import { loadPublished, savePublished } from '../../storage/published-properties.ts';
import { clearRefusals, listRefusalsOf, recordRefusals } from '../../storage/refusals.ts';
import { markAllStale } from '../../storage/stale-accounts.ts';
import { provisionPortal } from '../install/provision-portal.ts';
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

/**
 * Writes what differs from what HubSpot was last given, 100 companies a request; a refused company fails alone, one that
 * HubSpot does not know is forgotten. A property of ours that somebody deleted is made again, once.
 */
export async function publishAccounts(
  context: SyncContext,
  portalId: number,
  companyIds: readonly string[],
): Promise<PublishReport> {
  const client = context.clientFor(portalId, 'background');
  try {
    return await publishDiffering(context, client, companyIds);
  } catch (error) {
    if (!namesUnknownProperty(error)) throw error;
    await restoreProperties(context, client);
    return publishDiffering(context, client, companyIds);
  }
}

/** A property made again is empty for every account: all of them are compared again by the refresh that follows. */
async function restoreProperties(context: SyncContext, client: HubSpotClient): Promise<void> {
  const { portalId } = client;
  const { created } = await provisionPortal(context, client);
  context.log.warn({ portalId, created }, 'properties were gone in HubSpot and are made again');
  if (created.length === 0) return;
  await markAllStale(context.db.kysely, portalId, 'properties made again');
  await context.queue.send('refresh', { portalId }, { singletonKey: String(portalId) });
}

async function publishDiffering(
  context: SyncContext,
  client: HubSpotClient,
  companyIds: readonly string[],
): Promise<PublishReport> {
  const { portalId } = client;
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
  const gone = refused.filter((each) => each.gone).map(({ id }) => id);
  const held = refused.filter((each) => !each.gone);
  if (gone.length > 0) {
    await context.db.transaction((trx) => deleteCompanies(trx, portalId, gone));
    context.log.info({ portalId, companyIds: gone }, 'companies are gone in HubSpot');
  }
  await recordRefusals(
    kysely,
    portalId,
    held.map(({ id, message }) => ({ objectType: 'companies', recordId: id, property: '', message, at })),
  );
  return { written: written.length, refused: held.length };
}

/** Properties of ours whose name the portal uses for something else. */
async function conflictingProperties(context: SyncContext, portalId: number): Promise<Set<string>> {
  const refusals = await listRefusalsOf(context.db.kysely, portalId, 'property');
  return new Set(refusals.map((each) => each.property));
}

function without(values: PropertyValues, names: ReadonlySet<string>): PropertyValues {
  return Object.fromEntries(Object.entries(values).filter(([name]) => !names.has(name)));
}
