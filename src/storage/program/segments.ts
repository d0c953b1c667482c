import { sql, type RawBuilder } from 'kysely';
import type { Segment, SegmentCondition, SegmentKind } from '../../domain/segments/segments.ts';
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

/** The segments the app made in HubSpot for the portal, the oldest first. */
export async function listSegments(db: Db, portalId: number): Promise<MadeSegment[]> {
  const rows = await db
    .selectFrom('segments')
    .selectAll()
    .where('portal_id', '=', portalId)
    .orderBy('made_at')
    .orderBy('kind')
    .execute();
  return rows.map((row) => ({
    kind: row.kind,
    listId: row.list_id,
    madeAt: row.made_at,
    madeBy: row.made_by,
  }));
}

/**
 * How many companies each of these segments has by what HubSpot was last given of its properties, by kind: what HubSpot
 * finds by the same filters, unless somebody else overwrote a value there.
 */
export async function countBySegment(
  db: Db,
  portalId: number,
  segments: readonly Pick<Segment, 'kind' | 'conditions'>[],
): Promise<Map<SegmentKind, number>> {
  const properties = [...new Set(segments.flatMap(({ conditions }) => conditions.map(({ property }) => property)))];
  const columns = properties.map((property) => sql`${sql.id(property)} text`);
  const counts = segments.map(({ kind, conditions }) => {
    return sql`count(*) filter (where ${sql.join(conditions.map(holds), sql` and `)}) as ${sql.id(kind)}`;
  });
  // Unpacked once a company, not once a condition.
  const { rows } = await sql<Record<string, number>>`select ${sql.join(counts)}
    from published_properties published
    join companies company on company.portal_id = ${portalId} and company.company_id = published.company_id
    cross join lateral jsonb_to_record(published."values") as held(${sql.join(columns)})
    where published.portal_id = ${portalId}`.execute(db);
  return new Map(segments.map(({ kind }) => [kind, rows[0]?.[kind] ?? 0]));
}

/** As HubSpot judges it: values of an enumeration are joined by `;`, an empty one is none. */
function holds(condition: SegmentCondition): RawBuilder<boolean> {
  const held = sql.ref(`held.${condition.property}`);
  if ('anyOf' in condition) return sql`string_to_array(${held}, ';') && ${[...condition.anyOf]}::text[]`;
  if ('is' in condition) return sql`${held} = 'true'`;
  return sql`${held} <> ''`;
}
