import { sql } from 'kysely';
import type { Db } from '../tables/tables.ts';
import { columnNames, unnestRows } from '../connection/unnest-rows.ts';
import type { BulkColumn } from '../connection/unnest-rows.ts';

/** A property that the portal has: HubSpot's `type` is `number`, `enumeration`, `string` … */
export interface PropertyDefinition {
  name: string;
  label: string;
  type: string;
}

/** One of the values a choice takes. */
export interface ChoiceOption {
  value: string;
  label: string;
}

/** As HubSpot gives it: with the options of a choice. */
export interface ReadDefinition extends PropertyDefinition {
  options?: readonly ChoiceOption[];
}

const COLUMNS: readonly BulkColumn<ReadDefinition>[] = [
  ['name', 'text', (definition) => definition.name],
  ['label', 'text', (definition) => definition.label],
  ['type', 'text', (definition) => definition.type],
  ['options', 'jsonb', ({ options = [] }) => options.map(({ value, label }) => ({ value, label }))],
];

/** Keeps `definitions` as all that the portal has of an object type; call it in a transaction. */
export async function replacePropertyDefinitions(
  db: Db,
  portalId: number,
  objectType: string,
  definitions: readonly ReadDefinition[],
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
): Promise<Required<ReadDefinition>[]> {
  return db
    .selectFrom('property_definitions')
    .select(['name', 'label', 'type', 'options'])
    .where('portal_id', '=', portalId)
    .where('object_type', '=', objectType)
    .where('name', '=', sql<string>`any(${names}::text[])`)
    .orderBy('name')
    .execute();
}

/** All properties of an object type that the portal is known to have, by name. */
export async function listDefinitionsOf(db: Db, portalId: number, objectType: string): Promise<PropertyDefinition[]> {
  return db
    .selectFrom('property_definitions')
    .select(['name', 'label', 'type'])
    .where('portal_id', '=', portalId)
    .where('object_type', '=', objectType)
    .orderBy('name')
    .execute();
}

/** The options of one property, as HubSpot orders them; none of one that is no choice, or not known. */
export async function listPropertyOptions(
  db: Db,
  portalId: number,
  objectType: string,
  name: string,
): Promise<ChoiceOption[]> {
  const row = await db
    .selectFrom('property_definitions')
    .select('options')
    .where('portal_id', '=', portalId)
    .where('object_type', '=', objectType)
    .where('name', '=', name)
    .executeTakeFirst();
  return row?.options ?? [];
}
