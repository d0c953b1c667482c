import { SEGMENTS, type Segment, type SegmentKind } from '../../domain/segments/segments.ts';
import {
  AppError,
  ForbiddenError,
  HubSpotRejectedError,
  InvalidInputError,
  MissingScopesError,
  explainRefusal,
} from '../../errors.ts';
import type { HubSpotClient } from '../../hubspot/client/client.ts';
import {
  createCompanyList,
  deleteList,
  findCompanyList,
  getList,
  isListOf,
  readListSizes,
  type HubSpotList,
} from '../../hubspot/portal/lists.ts';
import { appendAudit } from '../../storage/portal/audit-log.ts';
import {
  countBySegment,
  deleteSegment,
  listSegments,
  saveSegment,
  type MadeSegment,
} from '../../storage/program/segments.ts';
import type { SyncContext } from '../sync-context.ts';

/** What the portal has to allow, beside what the app needs anyway. */
export const SEGMENT_SCOPES = ['crm.lists.read', 'crm.lists.write'];

/** A segment that can be made, and the list it is in HubSpot. */
export interface SegmentState extends Segment {
  /** How many companies have it by what HubSpot was last given. */
  expected: number;
  /** `null` where it is not made, or was deleted in HubSpot. */
  list: {
    listId: string;
    /** `null` while HubSpot fills it, and where HubSpot cannot be asked. */ size: number | null;
  } | null;
}

/**
 * Every segment with its size, and the one it would have where it is not made; one that somebody deleted in HubSpot is forgotten, and can be made again.
 * @returns with `unavailable`, why HubSpot could not be asked
 */
export async function readSegments(
  context: SyncContext,
  portalId: number,
): Promise<{ segments: SegmentState[]; unavailable: string | null }> {
  const made = await listSegments(context.db.kysely, portalId);
  const known = new Map(made.map(({ kind, listId }) => [kind, { listId, size: null as number | null }]));
  let unavailable: string | null = null;
  if (made.length > 0) {
    try {
      const sizes = await readSizes(context.clientFor(portalId, 'card'), made);
      for (const segment of made) {
        const size = sizes.get(segment.listId);
        if (size !== undefined) known.set(segment.kind, { listId: segment.listId, size });
        else {
          known.delete(segment.kind);
          await deleteSegment(context.db.kysely, portalId, segment);
        }
      }
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      unavailable = error instanceof HubSpotRejectedError ? explainRefusal(error) : explain(error).message;
    }
  }
  const expected = await countBySegment(context.db.kysely, portalId, SEGMENTS);
  const segments = SEGMENTS.map((segment) => {
    return { ...segment, expected: expected.get(segment.kind) ?? 0, list: known.get(segment.kind) ?? null };
  });
  return { segments, unavailable };
}

/** A list made a moment ago is not found by search yet: it is asked for by its id. Deleted ones are absent. */
async function readSizes(client: HubSpotClient, made: readonly MadeSegment[]): Promise<Map<string, number | null>> {
  const ids = made.map(({ listId }) => listId);
  const sizes = await readListSizes(client, ids);
  for (const listId of ids.filter((id) => !sizes.has(id))) {
    const list = await getList(client, listId);
    if (list !== null) sizes.set(listId, list.size ?? null);
  }
  return sizes;
}

/**
 * Makes a segment in HubSpot, or takes the one that is there: of the same name and the same filters. May be repeated.
 * @throws InvalidInputError where another segment has the name; HubSpotRejectedError; ForbiddenError where the scopes are missing
 */
export async function makeSegment(
  context: SyncContext,
  portalId: number,
  kind: SegmentKind,
  by: string,
): Promise<void> {
  const segment = segmentOf(kind);
  const { kysely } = context.db;
  const client = context.clientFor(portalId, 'card');
  await explained(async () => {
    const held = (await listSegments(kysely, portalId)).find((each) => each.kind === kind);
    if (held !== undefined && (await getList(client, held.listId)) !== null) return;
    const { listId } = (await takeNamed(client, segment)) ?? (await create(client, segment));
    const madeAt = context.now();
    await context.db.transaction(async (trx) => {
      await saveSegment(trx, portalId, { kind, listId, madeAt, madeBy: by });
      const entry = { action: 'segment made', subject: `list:${listId}`, details: { segment: kind } };
      await appendAudit(trx, portalId, { at: madeAt, actor: by, ...entry });
    });
  });
}

/**
 * Makes every segment that is not there; one that HubSpot refuses keeps none of the others. May be repeated.
 * @returns why some could not be made, a sentence for each
 * @throws ForbiddenError, HubSpotRejectedError (402, 403) where HubSpot allows none
 */
export async function makeMissingSegments(context: SyncContext, portalId: number, by: string): Promise<string[]> {
  const { segments } = await readSegments(context, portalId);
  const refused: string[] = [];
  for (const { kind } of segments.filter(({ list }) => list === null)) {
    try {
      await makeSegment(context, portalId, kind, by);
    } catch (error) {
      refused.push(explainOne(error));
    }
  }
  return refused;
}

/** @throws what does not concern only this segment */
function explainOne(error: unknown): string {
  if (error instanceof InvalidInputError) return error.message;
  if (error instanceof HubSpotRejectedError && error.status !== 402 && error.status !== 403)
    return explainRefusal(error);
  throw error;
}

/** A second click, or a repeat of a request whose answer was lost, may have made it a moment ago. */
async function create(client: HubSpotClient, segment: Segment): Promise<HubSpotList> {
  try {
    return await createCompanyList(client, segment);
  } catch (error) {
    const named =
      error instanceof HubSpotRejectedError && error.status === 400 ? await takeNamed(client, segment) : null;
    if (named === null) throw error;
    return named;
  }
}

/** @throws InvalidInputError where a segment has the name that is not ours */
async function takeNamed(client: HubSpotClient, { name, conditions }: Segment): Promise<HubSpotList | null> {
  const named = await findCompanyList(client, name);
  if (named === null || isListOf(named, conditions)) return named;
  throw new InvalidInputError(
    `HubSpot has another segment called “${name}”. Rename or delete it there, then make this one.`,
  );
}

/**
 * Removes a segment from HubSpot; one that is not there is removed.
 * @throws HubSpotRejectedError; ForbiddenError where the scopes are missing
 */
export async function removeSegment(
  context: SyncContext,
  portalId: number,
  kind: SegmentKind,
  by: string,
): Promise<void> {
  const { kysely } = context.db;
  const held = (await listSegments(kysely, portalId)).find((each) => each.kind === kind);
  if (held === undefined) return;
  await explained(() => deleteList(context.clientFor(portalId, 'card'), held.listId));
  await context.db.transaction(async (trx) => {
    await deleteSegment(trx, portalId, held);
    const entry = { action: 'segment removed', subject: `list:${held.listId}`, details: { segment: kind } };
    await appendAudit(trx, portalId, { at: context.now(), actor: by, ...entry });
  });
}

function segmentOf(kind: SegmentKind): Segment {
  const found = SEGMENTS.find((segment) => segment.kind === kind);
  if (found === undefined) throw new InvalidInputError(`There is no segment "${kind}".`);
  return found;
}

async function explained(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    throw explain(error);
  }
}

/** What HubSpot did not allow for want of a scope, with the way to give it; the rest as it is. */
function explain<T>(error: T): T | ForbiddenError {
  if (!(error instanceof MissingScopesError)) return error;
  return new ForbiddenError(
    `HubSpot has not given Roundtable the right to make segments (${SEGMENT_SCOPES.join(', ')}). An admin allows it with the link on this page.`,
  );
}
