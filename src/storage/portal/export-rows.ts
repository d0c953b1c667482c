import { sql, type RawBuilder } from 'kysely';
import { PORTAL_TABLES } from './erase.ts';
import type { Db } from '../tables/tables.ts';

/** Every table with rows of a portal but the tokens; secrets of signal keys are left out of theirs. */
export const EXPORTED_TABLES = PORTAL_TABLES.filter((table) => table !== 'grants');
export type ExportedTable = (typeof EXPORTED_TABLES)[number];

const PAGE = 1_000;

interface ExportedRow {
  row: string;
  /** Values of its key. */
  place: string[];
}

/** All rows of a portal in a table as JSON texts, in the order of its key, a page at a time. */
export async function* readRows(db: Db, portalId: number, table: ExportedTable): AsyncGenerator<string[]> {
  const key = await readKey(db, table);
  const columns = sql.join(key.map(({ name }) => sql.id(name)));
  const place = sql.join(key.map(({ name }) => sql`${sql.id(name)}::text`));
  let after: readonly string[] | null = null;
  do {
    const values: readonly string[] | null = after;
    const isAfter: RawBuilder<unknown> =
      values === null
        ? sql`true`
        : sql`(${columns}) > (${sql.join(key.map(({ type }, at) => sql`${values[at]}::${sql.raw(type)}`))})`;
    const { rows }: { rows: ExportedRow[] } = await sql<ExportedRow>`
      select (to_jsonb(held) - 'secret')::text as row, array[${place}] as place from ${sql.table(table)} held
      where portal_id = ${portalId} and ${isAfter} order by ${columns} limit ${PAGE}`.execute(db);
    if (rows.length > 0) yield rows.map(({ row }) => row);
    after = rows.length === PAGE ? (rows.at(-1)?.place ?? null) : null;
  } while (after !== null);
}

/** The columns of a table's primary key with their types, in its order. */
async function readKey(db: Db, table: ExportedTable): Promise<{ name: string; type: string }[]> {
  const { rows } = await sql<{ name: string; type: string }>`
    select held.attname as name, format_type(held.atttypid, held.atttypmod) as type
    from pg_index key join pg_attribute held on held.attrelid = key.indrelid and held.attnum = any(key.indkey)
    where key.indrelid = ${table}::regclass and key.indisprimary
    order by array_position(key.indkey::int2[], held.attnum)`.execute(db);
  return rows;
}
