import { sql, type RawBuilder } from 'kysely';
import { appendAudit } from '../portal/audit-log.ts';
import { companiesLeftBy } from './former-members.ts';
import { companiesOfContacts } from './links.ts';
import { deleteEventsOfErased } from './webhook-events.ts';
import { FORGOTTEN_MEANWHILE } from '../accounts/published-properties.ts';
import { lockScores } from '../accounts/score-log.ts';
import { markStale } from '../accounts/stale-accounts.ts';
import type { Db } from '../tables/tables.ts';

const CONTACT_TABLES = [
  'contact_companies',
  'former_members',
  'deal_contacts',
  'activities',
  'counters',
  'role_decisions',
  'person_scores',
  'contacts',
] as const;

/** What a person is found by where no column names them. */
interface Traces {
  /** Every id the person had: those merged into one another, and the survivor's. */
  ids: string[];
  /** E-mail addresses and names of two words or more: a single word ("Ann") would be found in "Annual". */
  texts: string[];
}

/**
 * Erases a person (HubSpot's `contact.privacyDeletion`) under every id they had, also where computed results, plays,
 * refusals and the audit log name them, marks the accounts they belonged to and notes the erasure; call it in a
 * transaction. What a card shows of those accounts is gone (`result` and `daily` are `null`) until the refresh that
 * follows. A tombstone with only the id stays: the database no longer accepts rows about that contact, whoever writes
 * them.
 * @returns ids of those accounts; none where the person was erased before
 */
export async function eraseContact(db: Db, portalId: number, contactId: string, now: number): Promise<string[]> {
  // A refresh locks the scores first and erasures second: in the opposite order the two would deadlock.
  await lockScores(db, portalId);
  const ids = await listIdsOf(db, portalId, contactId);
  if (!(await insertTombstones(db, portalId, ids, now))) return [];
  const traces = { ids, texts: await listTexts(db, portalId, ids) };
  const companies = [...(await companiesOfContacts(db, portalId, ids)), ...(await companiesLeftBy(db, portalId, ids))];
  const companyIds = await clearScores(db, portalId, traces, companies);
  await clearPublished(db, portalId, traces, companyIds);
  await clearPlays(db, portalId, traces, companyIds);
  await clearNotes(db, portalId, traces, companyIds);
  for (const table of CONTACT_TABLES) {
    await sql`delete from ${sql.table(table)}
      where portal_id = ${portalId} and contact_id = any(${ids}::text[])`.execute(db);
  }
  await clearReporting(db, portalId, traces);
  await deleteEventsOfErased(db, portalId);
  // It may name them among its examples, and is made anew every day.
  await sql`delete from data_reports where portal_id = ${portalId}`.execute(db);
  await redactAudit(db, portalId, traces, now);
  await markStale(db, portalId, companyIds, 'a contact was erased');
  return companyIds;
}

/** From here to the end of the transaction nobody of the portal is erased. */
export async function blockErasures(trx: Db, portalId: number): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(${lockOf(portalId)})`.execute(trx);
}

/** Of these contacts, those who were erased. In a transaction no erasure comes between this answer and its end. */
export async function listErased(db: Db, portalId: number, contactIds: readonly string[]): Promise<string[]> {
  await blockErasures(db, portalId);
  return findErased(db, portalId, contactIds);
}

/** The same in a transaction that keeps erasures away already: under `lockScores`, which an erasure takes too. */
export async function findErased(db: Db, portalId: number, contactIds: readonly string[]): Promise<string[]> {
  const result = await sql<{ id: string }>`select contact_id as id from erased_contacts
    where portal_id = ${portalId} and contact_id = any(${contactIds}::text[]) order by 1`.execute(db);
  return result.rows.map(({ id }) => id);
}

/** All ids that merges, of whatever order, made one person of. */
async function listIdsOf(db: Db, portalId: number, contactId: string): Promise<string[]> {
  const result = await sql<{ id: string }>`
    with recursive same(id) as (
      select ${contactId}::text
      union
      select case when merged.old_id = same.id then merged.new_id else merged.old_id end
      from same join merged_records merged on merged.portal_id = ${portalId} and merged.type = 'contacts'
        and same.id in (merged.old_id, merged.new_id)
    )
    select id from same order by id`.execute(db);
  return result.rows.map(({ id }) => id);
}

/** Waits for every writer about people of this portal, then blocks these ids. @returns whether any tombstone is new */
async function insertTombstones(db: Db, portalId: number, ids: readonly string[], now: number): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(${lockOf(portalId)})`.execute(db);
  const result = await sql`insert into erased_contacts (portal_id, contact_id, erased_at)
    select ${portalId}::bigint, id, ${new Date(now)}::timestamptz from unnest(${ids}::text[]) as ids(id)
    on conflict do nothing returning 1`.execute(db);
  return result.rows.length > 0;
}

/** As in the trigger of migration 011. */
function lockOf(portalId: number): RawBuilder<unknown> {
  return sql`(1::bigint << 60) + ${portalId}::bigint`;
}

async function listTexts(db: Db, portalId: number, ids: readonly string[]): Promise<string[]> {
  const result = await sql<{ text: string }>`
    select distinct trim(text) as text from contacts, unnest(array[name, email]) as texts(text)
    where portal_id = ${portalId} and contact_id = any(${ids}::text[])
      and (text like '%@%' or trim(text) like '% %')`.execute(db);
  return result.rows.map(({ text }) => text);
}

/** Whether a text names the person; as SQL. */
function names({ texts }: Traces, text: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql`exists (select from unnest(${texts}::text[]) as known(text)
    where position(lower(known.text) in lower(${text})) > 0)`;
}

/** Whether a JSON text holds one of the person's ids as a string. */
function mentions({ ids }: Traces, text: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql`exists (select from unnest(${ids}::text[]) as known(id)
    where position('"' || known.id || '"' in ${text}) > 0)`;
}

/** @returns the accounts whose result named the person, a former one's too, and `companyIds` */
async function clearScores(db: Db, portalId: number, traces: Traces, companyIds: string[]): Promise<string[]> {
  const text = sql`(coalesce(result::text, '') || coalesce(daily::text, ''))`;
  const result = await sql<{ id: string }>`update account_scores set result = null, result_digest = null, daily = null
    where portal_id = ${portalId}
      and (company_id = any(${companyIds}::text[]) or ${mentions(traces, text)} or ${names(traces, text)})
    returning company_id as id`.execute(db);
  return [...new Set([...companyIds, ...result.rows.map(({ id }) => id)])].toSorted();
}

/** Forgets that the texts were published, so that they are written anew; also by a write that is under way. */
async function clearPublished(db: Db, portalId: number, traces: Traces, companyIds: readonly string[]): Promise<void> {
  const texts = sql`array['roundtable_reasons', 'roundtable_next_play']`;
  await sql`update published_properties set ${FORGOTTEN_MEANWHILE},
      "values" = case when ${names(traces, sql`"values"::text`)} then "values" - ${texts} else "values" end
    where portal_id = ${portalId} and company_id = any(${companyIds}::text[])`.execute(db);
}

/** Others may report to them: HubSpot's own records may go on saying so, what is held of it here does not. */
async function clearReporting(db: Db, portalId: number, { ids, texts }: Traces): Promise<void> {
  await sql`update contacts set properties = contacts.properties - chosen.property
    from (select settings ->> 'managerProperty' as property from portal_settings where portal_id = ${portalId}) chosen
    where contacts.portal_id = ${portalId} and (
      trim(contacts.properties ->> chosen.property) = any(${ids}::text[])
      or exists (select from unnest(${texts}::text[]) as known(text)
        where position(lower(known.text) in lower(contacts.properties ->> chosen.property)) > 0))`.execute(db);
}

/** A text may name a person whom the run is not with: the one who is asked for an introduction. */
async function clearPlays(db: Db, portalId: number, traces: Traces, companyIds: readonly string[]): Promise<void> {
  const ids = sql`${traces.ids}::text[]`;
  await sql`update play_dues set contact_ids = contact_ids - ${ids}
    where portal_id = ${portalId} and contact_ids ?| ${ids}`.execute(db);
  await sql`update play_runs set contact_ids = contact_ids - ${ids}, people_ids = people_ids - ${ids},
      steps = (select coalesce(jsonb_agg(step || '{"text": ""}' order by place), '[]')
        from jsonb_array_elements(steps) with ordinality as all_steps(step, place)),
      problem = case when ${names(traces, sql`problem`)} then 'erased' else problem end
    where portal_id = ${portalId} and (contact_ids ?| ${ids} or people_ids ?| ${ids}
      or company_id = any(${companyIds}::text[]) or ${names(traces, sql`(steps::text || coalesce(problem, ''))`)})`.execute(
    db,
  );
}

/** What people wrote, HubSpot answered, and what colleagues did together with the person. */
async function clearNotes(db: Db, portalId: number, traces: Traces, companyIds: readonly string[]): Promise<void> {
  await sql`delete from refusals where portal_id = ${portalId} and object_type = 'contacts'
    and record_id = any(${traces.ids}::text[])`.execute(db);
  await sql`update refusals set message = 'erased'
    where portal_id = ${portalId} and ${names(traces, sql`message`)}`.execute(db);
  await sql`update placeholders set note = ''
    where portal_id = ${portalId} and ${names(traces, sql`note`)}`.execute(db);
  // What was decided stays; why, which may name the person, goes.
  await sql`update proposals set reason = 'erased', evidence = '[]',
      rejection = case when rejection is null then null else rejection || '{"reason": "erased"}' end
    where portal_id = ${portalId}
      and ${names(traces, sql`(reason || evidence::text || coalesce(rejection::text, ''))`)}`.execute(db);
  for (const table of ['account_plan_items', 'review_notes'] as const) {
    await sql`delete from ${sql.table(table)}
      where portal_id = ${portalId} and ${names(traces, sql.ref(`${table}.text`))}`.execute(db);
  }
  await sql`delete from play_drafts where portal_id = ${portalId} and ${names(traces, sql`edit::text`)}`.execute(db);
  await sql`update activities set detail = null where portal_id = ${portalId}
    and (contact_id in (select contact_id from contact_companies
        where portal_id = ${portalId} and company_id = any(${companyIds}::text[]))
      or activity_id in (select activity_id from activities
        where portal_id = ${portalId} and contact_id = any(${traces.ids}::text[])))
    and ${names(traces, sql`detail`)}`.execute(db);
}

/** The one change the log allows; that it was made is an entry of its own, which names nobody. */
async function redactAudit(db: Db, portalId: number, traces: Traces, now: number): Promise<void> {
  const subjects = traces.ids.map((id) => `contact:${id}`);
  const result = await sql`update audit_log set subject = 'erased', details = '{}'
    where portal_id = ${portalId} and (subject = any(${subjects}::text[])
      or ${mentions(traces, sql`details::text`)} or ${names(traces, sql`details::text`)})
    returning 1`.execute(db);
  const details = { entriesRedacted: result.rows.length };
  await appendAudit(db, portalId, {
    at: now,
    actor: 'roundtable',
    action: 'person erased',
    subject: 'erased',
    details,
  });
}
