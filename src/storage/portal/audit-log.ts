import { sql, type RawBuilder, type Selectable } from 'kysely';
import type { Db, Tables } from '../tables/tables.ts';
import { columnNames, unnestRows, type BulkColumn } from '../connection/unnest-rows.ts';

/** What somebody (or the app) did. `details` names records by id and never holds personal data. */
export interface AuditEntry {
  at: number;
  /** A user's email or `roundtable`. */
  actor: string;
  action: string;
  /** `company:123`, `model:4` … */
  subject: string;
  details: Record<string, unknown>;
}

/** An entry with its place in the log. */
export interface LoggedEntry extends AuditEntry {
  seq: number;
}

/** The actor of what the app does by itself. */
export const THE_APP = 'roundtable';

const COLUMNS: readonly BulkColumn<AuditEntry>[] = [
  ['at', 'timestamptz', (entry) => entry.at],
  ['actor', 'text', (entry) => entry.actor],
  ['action', 'text', (entry) => entry.action],
  ['subject', 'text', (entry) => entry.subject],
  ['details', 'jsonb', (entry) => entry.details],
];

/** The log is append-only: the database refuses to change an entry. */
export async function appendAudit(db: Db, portalId: number, entry: AuditEntry): Promise<void> {
  await appendAudits(db, portalId, [entry]);
}

/** Several entries, in this order. */
export async function appendAudits(db: Db, portalId: number, entries: readonly AuditEntry[]): Promise<void> {
  if (entries.length === 0) return;
  await sql`insert into audit_log (portal_id, ${columnNames(COLUMNS)})
    select ${portalId}::bigint, t.* from ${unnestRows(COLUMNS, entries)}`.execute(db);
}

/** Whether an entry of this action names the request: a repeat is to leave one. */
export async function hasAudit(db: Db, portalId: number, action: string, requestId: string): Promise<boolean> {
  const row = await db
    .selectFrom('audit_log')
    .select('seq')
    .where('portal_id', '=', portalId)
    .where('action', '=', action)
    .where(sql<string>`details ->> 'requestId'`, '=', requestId)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** What of the log is looked for; all of it where everything is empty. */
export interface AuditWanted {
  /** In the name or address of who did it, or in the name of the account, person or thing that it is about. */
  text: string;
  /** Plays whose names have the text: names of plays are not in the database. */
  playIds: readonly string[];
  /** What was done is one of these. */
  actions: readonly string[];
  /** Only entries from the `seq` `first` back to `last` that differ from `first` in nothing but `UNLIKE` and their account. */
  alike?: { first: number; last: number } | null;
}

/** Details that tell nobody anything. */
export const MEANINGLESS: readonly string[] = ['proposalId', 'runId', 'requestId', 'sequenceId'];
/** Details by which entries of one moment and cause differ. */
export const UNLIKE: readonly string[] = ['reason', ...MEANINGLESS];

const ALL: AuditWanted = { text: '', playIds: [], actions: [] };
/** Subjects that a reader sees by the name of their record, by another number or not at all. */
const NAMED = '^(company|contact|owner|play|model|list|portal|text|properties)(:|$)';
/** A subject is shown without it. */
const PREFIX = '^(source|signal-key|api-key):';

/** Newest first; `before` is the `seq` of the last one of the page before. */
export async function listAudit(
  db: Db,
  portalId: number,
  limit: number,
  before: number | null = null,
  wanted: AuditWanted = ALL,
): Promise<LoggedEntry[]> {
  const rows = await selectAudit(db, portalId, before, wanted).orderBy('seq', 'desc').limit(limit).execute();
  return rows.map(toEntry);
}

/** The query of what is looked for, of a portal's entries before a `seq`, in no order. */
export function selectAudit(
  db: Db,
  portalId: number,
  before: number | null,
  { text, playIds, actions, alike = null }: AuditWanted,
) {
  let query = db.selectFrom('audit_log').selectAll().where('portal_id', '=', portalId);
  if (before !== null) query = query.where('seq', '<', before);
  if (actions.length > 0) query = query.where('action', 'in', actions);
  if (text !== '') query = query.where(matches(portalId, text, playIds));
  if (alike !== null) query = query.where(isAlike(portalId, alike));
  return query;
}

/** An entry of its row. */
export function toEntry(row: Omit<Selectable<Tables['audit_log']>, 'portal_id'>): LoggedEntry {
  return {
    seq: row.seq,
    at: row.at,
    actor: row.actor,
    action: row.action,
    subject: row.subject,
    details: row.details as Record<string, unknown>,
  };
}

function isAlike(portalId: number, { first, last }: { first: number; last: number }): RawBuilder<boolean> {
  const told = sql`details - ${[...UNLIKE]}::text[]`;
  return sql`(seq between ${last} and ${first} and subject like 'company:%' and (at, actor, action, ${told}) =
    (select at, actor, action, ${told} from audit_log where portal_id = ${portalId} and seq = ${first}))`;
}

/** Whether what a reader sees of who and about what has the text. */
function matches(portalId: number, text: string, playIds: readonly string[]): RawBuilder<boolean> {
  const hasText = (shown: RawBuilder<unknown>): RawBuilder<boolean> =>
    sql`position(lower(${text}) in lower(${shown})) > 0`;
  const named = (table: string, id: string): RawBuilder<unknown> =>
    sql`select ${sql.ref(id)} from ${sql.table(table)} where portal_id = ${portalId} and ${hasText(sql.ref('name'))}`;
  return sql`(${hasText(sql.ref('actor'))}
    or lower(actor) in (select lower(email) from owners where portal_id = ${portalId} and ${hasText(sql.ref('name'))})
    or (subject !~ ${NAMED} and ${hasText(sql`regexp_replace(subject, ${PREFIX}, '')`)})
    or subject in (select 'company:' || id from (${named('companies', 'company_id')}) as found (id))
    or subject in (select 'contact:' || id from (${named('contacts', 'contact_id')}) as found (id))
    or subject in (select 'owner:' || id from (${named('owners', 'owner_id')}) as found (id))
    or details ->> 'contactId' in (${named('contacts', 'contact_id')})
    or details ->> 'companyId' in (${named('companies', 'company_id')})
    or subject = any(${playIds.map((id) => `play:${id}`)}::text[])
    or details ->> 'playId' = any(${[...playIds]}::text[])
    or ${hasText(sql`details ->> 'title'`)})`;
}
