import { sql } from 'kysely';
import type { DueFact } from '../../domain/plays/follow-dues.ts';
import { groupByCompany } from '../connection/group-by-company.ts';
import type { Db } from '../tables/tables.ts';
import { columnNames, unnestRows, type BulkColumn } from '../connection/unnest-rows.ts';

export interface PlayDue extends DueFact {
  companyId: string;
  /** Told by an import, not observed. */
  imported: boolean;
}

const COLUMNS: readonly BulkColumn<PlayDue>[] = [
  ['company_id', 'text', (due) => due.companyId],
  ['play_id', 'text', (due) => due.playId],
  ['due_since', 'timestamptz', (due) => due.dueSince],
  ['due_until', 'timestamptz', (due) => due.dueUntil],
  ['contact_ids', 'jsonb', (due) => due.contactIds],
  ['outcome', 'text', (due) => due.outcome],
  ['stage_from', 'text', (due) => due.stageFrom],
  ['stage_to', 'text', (due) => due.stageTo],
  ['imported', 'boolean', (due) => due.imported],
];

/** Keeps periods as they are now; one that is held already takes over what may change: its end and what came of it. */
export async function savePlayDues(db: Db, portalId: number, dues: readonly PlayDue[]): Promise<void> {
  if (dues.length === 0) return;
  await sql`insert into play_dues (portal_id, ${columnNames(COLUMNS)})
    select ${portalId}::bigint, t.* from ${unnestRows(COLUMNS, dues)}
    order by company_id, play_id, due_since
    on conflict (portal_id, company_id, play_id, due_since) do update
      set due_until = excluded.due_until, outcome = excluded.outcome, stage_to = excluded.stage_to`.execute(db);
}

/** The latest period of each play at these accounts, by company id. */
export async function loadLatestDues(
  db: Db,
  portalId: number,
  companyIds: readonly string[],
): Promise<Map<string, DueFact[]>> {
  const rows = await db
    .selectFrom('play_dues')
    .selectAll()
    .distinctOn(['company_id', 'play_id'])
    .where('portal_id', '=', portalId)
    .where('company_id', '=', sql<string>`any(${companyIds}::text[])`)
    .orderBy('company_id')
    .orderBy('play_id')
    .orderBy('due_since', 'desc')
    .execute();
  return groupByCompany(rows, (row) => ({
    playId: row.play_id,
    dueSince: row.due_since,
    dueUntil: row.due_until,
    contactIds: row.contact_ids,
    outcome: row.outcome,
    stageFrom: row.stage_from,
    stageTo: row.stage_to,
  }));
}

/** Drops what ended before `before` (epoch ms). */
export async function prunePlayDues(db: Db, portalId: number, before: number): Promise<void> {
  await sql`delete from play_dues where portal_id = ${portalId} and outcome is not null
    and due_since < ${new Date(before)}::timestamptz`.execute(db);
}

/** Lets the periods of companies that were merged away go on at the new one; of two that began together one stays. */
export async function movePlayDues(db: Db, portalId: number, oldIds: readonly string[], newId: string): Promise<void> {
  await sql`insert into play_dues (portal_id, company_id, play_id, due_since, due_until, contact_ids, outcome, stage_from,
      stage_to, imported)
    select distinct on (play_id, due_since) portal_id, ${newId}, play_id, due_since, due_until, contact_ids, outcome,
      stage_from, stage_to, imported
    from play_dues where portal_id = ${portalId} and company_id = any(${oldIds}::text[])
    on conflict do nothing`.execute(db);
  await sql`delete from play_dues where portal_id = ${portalId} and company_id = any(${oldIds}::text[])
    and company_id <> ${newId}`.execute(db);
}

/** Names the people a play is run with, or was due with, by the contact that goes on for them, in their order. */
export async function movePlayContacts(
  db: Db,
  portalId: number,
  oldIds: readonly string[],
  newId: string,
): Promise<void> {
  for (const table of ['play_runs', 'play_dues'] as const) {
    await sql`update ${sql.table(table)} set contact_ids = (
        select jsonb_agg(id order by place) from (
          select case when id = any(${oldIds}::text[]) then ${newId}::text else id end as id, min(place) as place
          from jsonb_array_elements_text(contact_ids) with ordinality as held(id, place) group by 1) as ids)
      where portal_id = ${portalId} and contact_ids ?| ${oldIds}::text[]`.execute(db);
  }
}
