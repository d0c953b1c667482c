import { sql } from 'kysely';
import type { JobFunction, Seniority } from '../domain/committee/title-class.ts';
import type { PersonResult } from '../domain/scores.ts';
import type { Selectable } from 'kysely';
import type { Db, Tables } from './tables.ts';
import { unnestRows } from './unnest-rows.ts';

/** Saves what was computed of people, by contact. */
export async function savePersonScores(db: Db, portalId: number, people: readonly PersonResult[]): Promise<void> {
  const rows = [...new Map(people.map((person) => [person.contactId, person])).values()];
  if (rows.length === 0) return;
  const incoming = unnestRows<PersonResult>(
    [
      ['contact_id', 'text', (person) => person.contactId],
      ['seniority', 'text', (person) => person.titleClass.seniority],
      ['job_function', 'text', (person) => person.titleClass.jobFunction],
      ['suggested_roles', 'jsonb', (person) => person.suggestedRoles],
      ['engagement', 'float8', (person) => person.engagement],
    ],
    rows,
  );
  await sql`insert into person_scores as held
    (portal_id, contact_id, seniority, job_function, suggested_roles, engagement)
    select ${portalId}::bigint, t.* from ${incoming} order by contact_id
    on conflict (portal_id, contact_id) do update
      set seniority = excluded.seniority, job_function = excluded.job_function,
        suggested_roles = excluded.suggested_roles, engagement = excluded.engagement
      where (held.seniority, held.job_function, held.suggested_roles, held.engagement)
        is distinct from (excluded.seniority, excluded.job_function, excluded.suggested_roles, excluded.engagement)
    `.execute(db);
}

/** Ordered by contact id, `limit` at a time: pass the last id to go on. */
export async function listPersonScores(
  db: Db,
  portalId: number,
  after: string | null,
  limit: number,
): Promise<PersonResult[]> {
  const rows = await db
    .selectFrom('person_scores')
    .selectAll()
    .where('portal_id', '=', portalId)
    .where('contact_id', '>', after ?? '')
    .orderBy('contact_id')
    .limit(limit)
    .execute();
  return rows.map(toPersonResult);
}

/** What was computed of these people, by contact id. */
export async function findPersonScores(
  db: Db,
  portalId: number,
  contactIds: readonly string[],
): Promise<Map<string, PersonResult>> {
  const rows = await db
    .selectFrom('person_scores')
    .selectAll()
    .where('portal_id', '=', portalId)
    .where('contact_id', '=', sql<string>`any(${contactIds}::text[])`)
    .execute();
  return new Map(rows.map((row) => [row.contact_id, toPersonResult(row)]));
}

function toPersonResult(row: Selectable<Tables['person_scores']>): PersonResult {
  return {
    contactId: row.contact_id,
    titleClass: {
      seniority: row.seniority as Seniority | null,
      jobFunction: row.job_function as JobFunction | null,
    },
    suggestedRoles: row.suggested_roles,
    engagement: row.engagement,
  };
}
