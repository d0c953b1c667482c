import { sql } from 'kysely';
import type { Db } from './tables.ts';
import { columnNames, unnestRows } from './unnest-rows.ts';
import type { BulkColumn } from './unnest-rows.ts';

/** A property that the portal has: HubSpot's `type` is `number`, `enumeration`, `string` … */
export interface PropertyDefinition {
  name: string;
  label: string;
  type: string;
}

const COLUMNS: readonly BulkColumn<PropertyDefinition>[] = [
  ['name', 'text', (definition) => definition.name],
  ['label', 'text', (definition) => definition.label],
  ['type', 'text', (definition) => definition.type],
];

/** Keeps `definitions` as all that the portal has of an object type; call it in a transaction. */
export async function replacePropertyDefinitions(
  db: Db,
  portalId: number,
  objectType: string,
  definitions: readonly PropertyDefinition[],
): Promise<void> {
  await sql`delete from property_definitions
    where portal_id = ${portalId} and object_type = ${objectType}`.execute(db);
  if (definitions.length === 0) return;
  await sql`insert into property_definitions (portal_id, object_type, ${columnNames(COLUMNS)})
    select ${portalId}::bigint, ${objectType}::text, t.* from ${unnestRows(COLUMNS, definitions)}
    on conflict do nothing`.execute(db);
}

/** Those of the names that the portal is known to have; none where its definitions were not read yet. */
export async function listPropertyDefinitions(
  db: Db,
  portalId: number,
  objectType: string,
  names: readonly string[],
): Promise<PropertyDefinition[]> {
  return db
    .selectFrom('property_definitions')
    .select(['name', 'label', 'type'])
    .where('portal_id', '=', portalId)
    .where('object_type', '=', objectType)
    .where('name', '=', sql<string>`any(${names}::text[])`)
    .orderBy('name')
    .execute();
}
