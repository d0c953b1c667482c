import { z } from 'zod';
import { getLatestComparison, saveComparison } from '../../../storage/mirror/comparisons.ts';
import { countRecords, sampleRecordIds } from '../../../storage/mirror/mirrored-records.ts';
import { getPortal } from '../../../storage/portal/portals.ts';
import type { HubSpotClient } from '../../../hubspot/client/client.ts';
import type { SyncContext } from '../../sync-context.ts';
import { compareRecords } from './compare-records.ts';
import { countInHubSpot } from '../reading/count-in-hubspot.ts';
import { beginPass, endPass } from './pass.ts';
import { RECORD_LABELS, RECORD_TYPES, type RecordType } from '../reading/record-types.ts';
import { rereadRecords } from '../steps/reread-records.ts';
import { sweepPortal } from './sweep-portal.ts';

const PASS = 'compare';
/** Records of a type that are compared field by field: one batch read. */
const SAMPLE = 100;

const reportSchema = z.object({
  types: z.array(
    z.object({
      type: z.enum(RECORD_TYPES),
      label: z.string(),
      inHubSpot: z.number(),
      mirrored: z.number(),
      sampled: z.number(),
      differing: z.array(z.object({ id: z.string(), fields: z.array(z.string()) })),
    }),
  ),
  repaired: z.boolean(),
});

/** How the mirror differed from HubSpot at a moment (epoch ms); `repaired` says that all that differed was read again. */
export type Comparison = z.infer<typeof reportSchema> & { at: number };
type TypeComparison = Comparison['types'][number];

/**
 * Compares the mirror with HubSpot: the number of records of each type, and a sample drawn at random, read fresh, field by
 * field. A type that differs is read again whole at once. The sweep goes first: what it finds is late, not lost.
 * @returns what was found; `null` for a portal that is not active
 */
export async function comparePortal(
  context: SyncContext,
  portalId: number,
  signal?: AbortSignal,
): Promise<Comparison | null> {
  if ((await getPortal(context.db.kysely, portalId))?.status !== 'active') return null;
  const client = context.clientFor(portalId, 'background');
  const at = await beginPass(context, portalId, PASS);
  await sweepPortal(context, portalId, signal);
  const types: TypeComparison[] = [];
  for (const type of RECORD_TYPES) {
    signal?.throwIfAborted();
    types.push(await compareType(context, client, type));
  }
  const differing = types.filter((each) => each.inHubSpot !== each.mirrored || each.differing.length > 0);
  // Kept before the repair: a run that is cut off in it must not forget what it found.
  await saveComparison(context.db.kysely, portalId, at, { types, repaired: false });
  for (const { type } of differing) await rereadRecords(context, client, type, { since: at, signal });
  const report = { types, repaired: differing.length > 0 };
  await saveComparison(context.db.kysely, portalId, at, report);
  await endPass(context, portalId, PASS, at);
  if (report.repaired) await context.queue.send('refresh', { portalId }, { singletonKey: String(portalId) });
  return { at, ...report };
}

/** The latest comparison of a portal; `null` where there was none yet. */
export async function readComparison(context: SyncContext, portalId: number): Promise<Comparison | null> {
  const held = await getLatestComparison(context.db.kysely, portalId);
  const report = reportSchema.safeParse(held?.report);
  return held !== null && report.success ? { at: held.at, ...report.data } : null;
}

async function compareType(context: SyncContext, client: HubSpotClient, type: RecordType): Promise<TypeComparison> {
  const { kysely } = context.db;
  const ids = await sampleRecordIds(kysely, client.portalId, type, SAMPLE);
  return {
    type,
    label: RECORD_LABELS[type],
    inHubSpot: await countInHubSpot(client, type),
    mirrored: await countRecords(kysely, client.portalId, type),
    sampled: ids.length,
    differing: await compareRecords(context, client, type, ids),
  };
}
