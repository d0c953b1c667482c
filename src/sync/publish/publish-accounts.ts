import { chunk } from '../../hubspot/records/chunk.ts';
import type { HubSpotClient } from '../../hubspot/client/client.ts';
import {
  namesUnknownProperty,
  updateBatch,
  type BatchUpdateInput,
  type RefusedRecord,
  type UpdatedRecord,
} from '../../hubspot/records/update-batch.ts';
import { listPublishableScores } from '../../storage/accounts/account-scores.ts';
import { getTimeZone } from '../../storage/portal/portals.ts';
import { deleteCompanies } from '../../storage/mirror/companies.ts';
import { loadStandingEdits, markRestored } from '../../storage/accounts/outside-edits.ts';
import { loadPublished, markSending, savePublished } from '../../storage/accounts/published-properties.ts';
import { clearRefusals, listRefusalsOf, recordRefusals } from '../../storage/portal/refusals.ts';
import { markToPublish } from '../../storage/accounts/stale-accounts.ts';
import { readPropertyDefinitions } from '../install/read-definitions.ts';
import { provisionPortal } from '../install/provision-portal.ts';
import { toPropertyValues } from '../refresh/account-snapshot.ts';
import { readSettings, type PortalSettings } from '../settings/portal-settings.ts';
import type { SyncContext } from '../sync-context.ts';
import { changedValues, type PropertyValues } from './property-values.ts';
import { readWritable, targetValues } from './target-properties.ts';

/** HubSpot takes 100 records a batch. */
const BATCH = 100;

export interface PublishReport {
  written: number;
  refused: number;
}

export interface PublishOptions {
  /** Leaves the last companies where they do not fill a request: others are to come. */
  onlyFull?: boolean;
}

/**
 * Writes what differs from what HubSpot was last given, of some hundred companies, 100 a request; a refused company
 * fails by itself, one that HubSpot does not know is forgotten. A property of ours that somebody deleted is recreated,
 * once.
 * @returns with the companies that `onlyFull` left
 */
export async function publishAccounts(
  context: SyncContext,
  portalId: number,
  companyIds: readonly string[],
  options: PublishOptions = {},
): Promise<PublishReport & { left: string[] }> {
  const client = context.clientFor(portalId, 'background');
  try {
    return await publishDiffering(context, client, companyIds, options);
  } catch (error) {
    if (!namesUnknownProperty(error)) throw error;
    await readPropertyDefinitions(context, client, ['companies']);
    await restoreProperties(context, client);
    return publishDiffering(context, client, companyIds, options);
  }
}

async function restoreProperties(context: SyncContext, client: HubSpotClient): Promise<void> {
  const { created } = await provisionPortal(context, client);
  context.log.warn({ portalId: client.portalId, created }, 'properties were gone in HubSpot and are made again');
}

async function publishDiffering(
  context: SyncContext,
  client: HubSpotClient,
  companyIds: readonly string[],
  { onlyFull = false }: PublishOptions,
): Promise<PublishReport & { left: string[] }> {
  const { portalId } = client;
  const settings = await readSettings(context.db.kysely, portalId);
  const rules: PublishRules = {
    withheld: await conflictingProperties(context, portalId),
    outsideEdits: settings.outsideEdits,
    stepped: await readWritable(context.db.kysely, portalId, settings),
    timeZone: await getTimeZone(context.db.kysely, portalId),
  };
  const report: PublishReport = { written: 0, refused: 0 };
  const batches = chunk(await findDiffering(context, portalId, companyIds, rules), BATCH);
  const left = onlyFull && (batches.at(-1)?.length ?? BATCH) < BATCH ? (batches.pop() ?? []) : [];
  for (const batch of batches) {
    const { written, refused } = await publishBatch(context, client, batch);
    report.written += written;
    report.refused += refused;
  }
  if (report.written + report.refused > 0) context.log.info({ portalId, ...report }, 'published');
  return { ...report, left: idsOf(left) };
}

interface PublishRules {
  withheld: ReadonlySet<string>;
  /** What becomes of values in which somebody else's stands. */
  outsideEdits: PortalSettings['outsideEdits'];
  /** HubSpot's own properties that are written too. */
  stepped: ReadonlySet<string>;
  /** Whose days are written. */
  timeZone: string;
}

interface Differing {
  companyId: string;
  /** All values wanted. */
  values: PropertyValues;
  /** Those to be written. */
  changed: PropertyValues;
  /** Those of them that somebody else overwrote. */
  overwritten: ReadonlySet<string>;
  /** HubSpot's time of our write before this one, as far as it is known. */
  before: number | null;
}

const NOTHING_GIVEN = { values: null, sending: false, updatedAt: null };

async function findDiffering(
  context: SyncContext,
  portalId: number,
  companyIds: readonly string[],
  { withheld, outsideEdits, stepped, timeZone }: PublishRules,
): Promise<Differing[]> {
  const { kysely } = context.db;
  const scores = await listPublishableScores(kysely, portalId, companyIds);
  const published = await loadPublished(kysely, portalId, companyIds);
  const standing = await loadStandingEdits(kysely, portalId, companyIds);
  return scores.flatMap((score): Differing[] => {
    const { companyId } = score;
    const all = toPropertyValues(score, timeZone);
    if (all === null) return [];
    const edited = standing.get(companyId) ?? new Set<string>();
    const left = outsideEdits === 'keep' ? new Set([...withheld, ...edited]) : withheld;
    const overwritten = new Set([...edited].filter((name) => !left.has(name)));
    const { values: given, sending, updatedAt: before } = published.get(companyId) ?? NOTHING_GIVEN;
    // Before it is known what stands in them, nobody knows what differs.
    const known = new Set([...stepped].filter((name) => given !== null && name in given));
    const values = without({ ...all, ...targetValues(score.tier, known) }, left);
    // HubSpot may have taken a write whose answer was lost: all of it is written again.
    const changed = changedValues(values, sending ? null : given, overwritten);
    return changed === null ? [] : [{ companyId, values, changed, overwritten, before }];
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
  // What is read of these companies from here on may hold the new values before we know that it does.
  await markSending(kysely, portalId, idsOf(batch));
  const { updated, refused } = await updateBatch(client, 'companies', inputs);
  await keepWritten(context, portalId, batch, updated);
  await keepRefused(context, portalId, refused);
  return { written: updated.length, refused: refused.filter((each) => !each.gone).length };
}

async function keepWritten(
  context: SyncContext,
  portalId: number,
  batch: readonly Differing[],
  updated: readonly UpdatedRecord[],
): Promise<void> {
  const at = context.now();
  const times = new Map(updated.map(({ id, updatedAt }) => [id, updatedAt]));
  const written = batch.filter(({ companyId }) => times.has(companyId));
  const restored = written.flatMap(({ companyId, overwritten }) =>
    [...overwritten].map((property) => ({ companyId, property })),
  );
  await context.db.transaction(async (trx) => {
    const contested = await savePublished(
      trx,
      portalId,
      written.map(({ companyId, values, before }) => {
        return { companyId, values, before, updatedAt: times.get(companyId) ?? null };
      }),
      at,
    );
    if (contested.length > 0) {
      await markToPublish(trx, portalId, contested, 'written by two at once');
      await context.queue.send('refresh', { portalId }, { singletonKey: String(portalId), trx });
    }
    await markRestored(trx, portalId, restored, at);
    await clearRefusals(trx, portalId, 'companies', idsOf(written));
  });
}

/** They stay `sending`: an attempt before the one that was refused may have been taken. */
async function keepRefused(context: SyncContext, portalId: number, refused: readonly RefusedRecord[]): Promise<void> {
  if (refused.length === 0) return;
  const at = context.now();
  const gone = refused.filter((each) => each.gone).map(({ id }) => id);
  const held = refused.filter((each) => !each.gone);
  if (gone.length > 0) {
    await context.db.transaction((trx) => deleteCompanies(trx, portalId, gone));
    context.log.info({ portalId, companyIds: gone }, 'companies are gone in HubSpot');
  }
  await recordRefusals(
    context.db.kysely,
    portalId,
    held.map(({ id, message }) => ({ objectType: 'companies', recordId: id, property: '', message, at })),
  );
}

function idsOf(batch: readonly Differing[]): string[] {
  return batch.map(({ companyId }) => companyId);
}

/** Properties of ours whose name the portal uses for something else. */
async function conflictingProperties(context: SyncContext, portalId: number): Promise<Set<string>> {
  const refusals = await listRefusalsOf(context.db.kysely, portalId, 'property');
  return new Set(refusals.map((each) => each.property));
}

function without(values: PropertyValues, names: ReadonlySet<string>): PropertyValues {
  if (names.size === 0) return values;
  return Object.fromEntries(Object.entries(values).filter(([name]) => !names.has(name)));
}
