import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { BulkColumn } from '../connection/unnest-rows.ts';
import { columnNames, unnestRows } from '../connection/unnest-rows.ts';
import type { Db } from '../tables/tables.ts';

interface MirroredTable<Row> {
  name: string;
  /** The id column beside `portal_id`. */
  key: string;
  columns: readonly BulkColumn<Row>[];
  readKey: (row: Row) => string;
  /** Column with HubSpot's time of the last change; an older record never overwrites a newer one. */
  updatedAt: { column: string; read: (row: Row) => number } | null;
}

/**
 * Writes records read from HubSpot and gives the ids whose content is new or differs from what was held. A record that
 * only has a later time of change (HubSpot moves it when we publish) is written and not given. Of one id twice in
 * `rows` the latest counts. Meant for pages of some hundred rows.
 */
export async function upsertMirrored<Row>(
  db: Db,
  table: MirroredTable<Row>,
  portalId: number,
  rows: readonly Row[],
): Promise<string[]> {
  const latest = keepLatest(table, rows);
  if (latest.length === 0) return [];
  const { name, key, columns, updatedAt } = table;
  const content = columns.map(([column]) => column).filter((column) => column !== key && column !== updatedAt?.column);
  const notOlder =
    updatedAt === null ? sql`true` : sql`held.${sql.id(updatedAt.column)} <= new.${sql.id(updatedAt.column)}`;
  const written = columns.map(([column]) => column).filter((column) => column !== key);
  const result = await sql<{ id: string }>`
    with new as (select * from ${unnestRows(columns, latest)}),
    changed as (
      select new.${sql.id(key)} as id from new
      left join ${sql.table(name)} held on held.portal_id = ${portalId} and held.${sql.id(key)} = new.${sql.id(key)}
      where held.portal_id is null or (${notOlder} and ${differs(content, 'held', 'new')})
    ),
    written as (
      insert into ${sql.table(name)} as held (portal_id, ${columnNames(columns)})
      select ${portalId}::bigint, ${columnNames(columns)} from new order by ${sql.id(key)}
      on conflict (portal_id, ${sql.id(key)}) do update
        set ${sql.join(written.map((column) => sql`${sql.id(column)} = excluded.${sql.id(column)}`))}
        where ${updatedAt === null ? sql`true` : sql`held.${sql.id(updatedAt.column)} <= excluded.${sql.id(updatedAt.column)}`}
          and ${differs(written, 'held', 'excluded')}
    )
    select id from changed order by id`.execute(db);
  return result.rows.map((row) => row.id);
}

function differs(columns: readonly string[], left: string, right: string): RawBuilder<unknown> {
  const row = (alias: string) => sql.join(columns.map((column) => sql`${sql.id(alias)}.${sql.id(column)}`));
  return sql`(${row(left)}) is distinct from (${row(right)})`;
}

function keepLatest<Row>(table: MirroredTable<Row>, rows: readonly Row[]): Row[] {
  const byKey = new Map<string, Row>();
  for (const row of rows) {
    const held = byKey.get(table.readKey(row));
    const older =
      held !== undefined && table.updatedAt !== null && table.updatedAt.read(row) < table.updatedAt.read(held);
    if (!older) byKey.set(table.readKey(row), row);
  }
  return [...byKey.values()];
}
