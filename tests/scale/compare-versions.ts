import type { Client } from 'pg';

/** What of a database a version that still runs rests on. */
export interface Schema {
  /** `table.column` → its type, and whether an insert must give it. */
  columns: Map<string, { type: string; mustBeGiven: boolean }>;
  /** Table → the file of its rows: another one where it was written anew as a whole. */
  files: Map<string, string>;
  /** Indexes by table. */
  indexes: Map<string, string[]>;
}

/** The schema `public` as it is now. */
export async function readSchema(client: Client): Promise<Schema> {
  const columns = await client.query<{ name: string; type: string; must: boolean }>(
    `select c.relname || '.' || a.attname as name, format_type(atttypid, atttypmod) as type,
       attnotnull and not atthasdef and attidentity = '' as must
     from pg_class c join pg_attribute a on a.attrelid = c.oid
     where c.relnamespace = 'public'::regnamespace and relkind = 'r' and attnum > 0 and not attisdropped`,
  );
  const files = await client.query<{ table: string; file: string; indexes: string[] }>(
    `select relname as table, pg_relation_filenode(oid)::text as file,
       array(select indexrelid::regclass::text from pg_index where indrelid = pg_class.oid order by 1) as indexes
     from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`,
  );
  return {
    columns: new Map(columns.rows.map(({ name, type, must }) => [name, { type, mustBeGiven: must }])),
    files: new Map(files.rows.map(({ table, file }) => [table, file])),
    indexes: new Map(files.rows.map(({ table, indexes }) => [table, indexes])),
  };
}

/**
 * What a migration does to the version before it, which serves on: columns it writes or reads that are gone or of another
 * type, columns it does not know and an insert must give, and tables that grow with a portal which are locked for long,
 * since they are written anew or get an index.
 */
export function findBreaks(before: Schema, after: Schema, growing: readonly string[]): string[] {
  const gone = [...before.columns].flatMap(([name, { type }]) => {
    const now = after.columns.get(name);
    if (now === undefined) return [`${name} is gone`];
    return now.type === type ? [] : [`${name} was ${type} and is ${now.type}`];
  });
  const demanded = [...after.columns].flatMap(([name, { mustBeGiven }]) => {
    const earlier = before.columns.get(name);
    const isOfNewTable = !before.files.has(name.split('.')[0] ?? '');
    return mustBeGiven && !isOfNewTable && earlier?.mustBeGiven !== true ? [`${name} must be given`] : [];
  });
  const locked = growing.flatMap((table) => {
    if (!before.files.has(table)) return [];
    if (before.files.get(table) !== after.files.get(table)) return [`${table} is written anew`];
    const known = new Set(before.indexes.get(table));
    return (after.indexes.get(table) ?? []).filter((name) => !known.has(name)).map((name) => `${table} gets ${name}`);
  });
  return [...gone, ...demanded, ...locked];
}
