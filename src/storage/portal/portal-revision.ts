import { sql, type RawBuilder } from 'kysely';

/**
 * An expression of SQL that is another text once anything was changed of what a portal chose: its settings, its active
 * model, its plays, or the definitions of its properties, which are always replaced as a whole. It is made of the
 * transactions that wrote those rows (`xmin`), so that whoever writes them need not think of it, and nobody waits for a
 * counter.
 */
export function revisionOf(portalId: number): RawBuilder<string> {
  return sql<string>`format('%s/%s/%s/%s/%s',
    (select xmin from portal_settings where portal_id = ${portalId}),
    (select format('%s.%s', version, xmin) from models where portal_id = ${portalId} and status = 'active'),
    (select format('%s.%s', count(*), max(xmin::text::bigint)) from play_choices where portal_id = ${portalId}),
    (select xmin from property_definitions where portal_id = ${portalId} and object_type = 'companies' limit 1),
    (select xmin from property_definitions where portal_id = ${portalId} and object_type = 'contacts' limit 1))`;
}
