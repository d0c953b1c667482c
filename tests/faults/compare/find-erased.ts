import { sql } from 'kysely';
import type { Db } from '../../../src/storage/tables/tables.ts';
import type { ErasedPerson } from '../world/storm-types.ts';

/** Where in the whole database, the queue's tables too, a name of an erased person is still found. */
export async function findErased(db: Db, erased: readonly ErasedPerson[]): Promise<string[]> {
  const names = erased.flatMap((person) => person.names.map((name) => `%${name}%`));
  if (names.length === 0) return [];
  const { rows: tables } = await sql<{ schema: string; name: string }>`
    select table_schema as schema, table_name as name from information_schema.tables
    where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE'`.execute(db);
  const found: string[] = [];
  for (const { schema, name } of tables) {
    const { rows } = await sql<{ text: string }>`select held::text as text from ${sql.table(`${schema}.${name}`)} held
      where held::text ilike any(${names}::text[]) limit 3`.execute(db);
    found.push(...rows.map(({ text }) => `an erased person is still in ${schema}.${name}: ${excerpt(text, erased)}`));
  }
  return found;
}

/** What stands around the name: a whole row may be long. */
function excerpt(text: string, erased: readonly ErasedPerson[]): string {
  const lower = text.toLowerCase();
  const at = Math.max(...erased.flatMap(({ names }) => names.map((name) => lower.indexOf(name.toLowerCase()))));
  return text.slice(Math.max(0, at - 80), at + 60);
}
