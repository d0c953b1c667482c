import { sql } from 'kysely';
import type { PersonResult } from '../../domain/scores.ts';
import type { Selectable } from 'kysely';
import type { Db, Tables } from '../tables/tables.ts';
import { unnestRows } from '../connection/unnest-rows.ts';

/** What is said of a person by their title; their engagement is held with their account's. */
export type PersonClass = Omit<PersonResult, 'engagement'>;

/**
 * Saves what was computed of people, by contact. Rows that are held are changed, not inserted: an insert asks for each
 * whether the person was erased. They are named by their keys as well: PostgreSQL would read everybody of a middling
 * portal for a join with some hundred.
 */
export async function savePersonScores(db: Db, portalId: number, people: readonly PersonClass[]): Promise<void> {
  const rows = [...new Map(people.map((person) => [person.contactId, person])).values()];
  if (rows.length === 0) return;
  const incoming = unnestRows<PersonClass>(
    [
      ['contact_id', 'text', (person) => person.contactId],
      ['seniority', 'text', (person) => person.titleClass.seniority],
      ['job_function', 'text', (person) => person.titleClass.jobFunction],
      ['suggested_roles', 'jsonb', (person) => person.suggestedRoles],
    ],
    rows,
  );
  const held = sql`held.portal_id = ${portalId} and held.contact_id = any(${rows.map((row) => row.contactId)}::text[])
    and held.contact_id = incoming.contact_id`;
  await sql`with incoming as materialized (select * from ${incoming}),
    changed as (
      update person_scores held set seniority = incoming.seniority, job_function = incoming.job_function,
        suggested_roles = incoming.suggested_roles
      from incoming where ${held}
        and (held.seniority, held.job_function, held.suggested_roles)
          is distinct from (incoming.seniority, incoming.job_function, incoming.suggested_roles))
    insert into person_scores (portal_id, contact_id, seniority, job_function, suggested_roles)
    select ${portalId}::bigint, incoming.* from incoming where not exists (
      select from person_scores held where ${held})
    order by contact_id
    on conflict (portal_id, contact_id) do nothing`.execute(db);
}

/** What was computed of these people, by contact id. */
export async function findPersonScores(
  db: Db,
  portalId: number,
  contactIds: readonly string[],
): Promise<Map<string, PersonResult>> {
  const result = await sql<Selectable<Tables['person_scores']> & { engagement: number }>`
    select person.*, coalesce((
      select max((held.daily #>> array['account', 'engagement', 'byPerson', person.contact_id])::float8)
      from contact_companies link
      join account_scores held on held.portal_id = link.portal_id and held.company_id = link.company_id
      where link.portal_id = ${portalId} and link.contact_id = person.contact_id), 0) as engagement
    from person_scores person
    where person.portal_id = ${portalId} and person.contact_id = any(${contactIds}::text[])
    order by person.contact_id`.execute(db);
  return new Map(result.rows.map((row) => [row.contact_id, { ...toPersonClass(row), engagement: row.engagement }]));
}

function toPersonClass(row: Selectable<Tables['person_scores']>): PersonClass {
  return {
    contactId: row.contact_id,
    titleClass: {
      seniority: row.seniority,
      jobFunction: row.job_function,
    },
    suggestedRoles: row.suggested_roles,
  };
}
