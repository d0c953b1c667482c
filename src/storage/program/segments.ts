import type { SegmentKind } from '../../domain/segments/segments.ts';
import type { Db } from '../tables/tables.ts';

/** A segment that the app made in HubSpot. */
export interface MadeSegment {
  kind: SegmentKind;
  /** HubSpot's id of the list. */
  listId: string;
  madeAt: number;
  /** E-mail address. */
  madeBy: string;
}

/** Keeps which list a segment is; of a kind there is one. */
export async function saveSegment(db: Db, portalId: number, segment: MadeSegment): Promise<void> {
  const row = { list_id: segment.listId, made_at: new Date(segment.madeAt), made_by: segment.madeBy };
  await db
    .insertInto('segments')
    .values({ portal_id: portalId, kind: segment.kind, ...row })
    .onConflict((conflict) => conflict.columns(['portal_id', 'kind']).doUpdateSet(row))
    .execute();
}

/** Forgets a segment, unless another list took its place meanwhile. */
export async function deleteSegment(
  db: Db,
  portalId: number,
  { kind, listId }: Pick<MadeSegment, 'kind' | 'listId'>,
): Promise<void> {
  await db
    .deleteFrom('segments')
    .where('portal_id', '=', portalId)
    .where('kind', '=', kind)
    .where('list_id', '=', listId)
    .execute();
}

export async function listSegments(db: Db, portalId: number): Promise<MadeSegment[]> {
  const rows = await db
    .selectFrom('segments')
    .selectAll()
    .where('portal_id', '=', portalId)
    .orderBy('made_at')
    .orderBy('kind')
    .execute();
  return rows.map((row) => ({
    kind: row.kind as SegmentKind,
    listId: row.list_id,
    madeAt: row.made_at,
    madeBy: row.made_by,
  }));
}
