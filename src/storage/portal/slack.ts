import { sql } from 'kysely';
import type { TokenCipher } from '../connection/token-cipher.ts';
import type { Db } from '../tables/tables.ts';
import type { NoteDetails } from './record-notes.ts';

/** The channel of Slack that a portal's messages go to. */
export interface SlackHook {
  /** The last characters of its URL. */
  ending: string;
  connectedAt: number;
  connectedBy: string;
  /** When Slack said that it takes nothing more, and what it said; `null` while it does. */
  stopped: { at: number; reason: string } | null;
  /** The request that asked for a test message last. */
  lastTest: string | null;
}

/** Connects a channel, in place of any before. */
export async function saveSlackHook(
  db: Db,
  cipher: TokenCipher,
  hook: { portalId: number; url: string; ending: string; connectedAt: number; connectedBy: string },
): Promise<void> {
  const { portalId, url, ending, connectedAt, connectedBy } = hook;
  const values = {
    secret: cipher.encrypt(portalId, url),
    ending,
    connected_at: new Date(connectedAt),
    connected_by: connectedBy,
    stopped_at: null,
    stopped_reason: null,
    last_test: null,
  };
  await db
    .insertInto('slack_hooks')
    .values({ portal_id: portalId, ...values })
    .onConflict((conflict) => conflict.column('portal_id').doUpdateSet(values))
    .execute();
}

/** The channel without its URL, which is a secret; `null` where none is connected. */
export async function getSlackHook(db: Db, portalId: number): Promise<SlackHook | null> {
  const row = await db
    .selectFrom('slack_hooks')
    .select(['ending', 'connected_at', 'connected_by', 'stopped_at', 'stopped_reason', 'last_test'])
    .where('portal_id', '=', portalId)
    .executeTakeFirst();
  if (row === undefined) return null;
  const stopped = row.stopped_at === null ? null : { at: row.stopped_at, reason: row.stopped_reason ?? '' };
  const { ending, connected_at: connectedAt, connected_by: connectedBy, last_test: lastTest } = row;
  return { ending, connectedAt, connectedBy, stopped, lastTest };
}

/** The URL itself; `null` where none is connected, or Slack said that it takes nothing more. */
export async function getSlackUrl(db: Db, cipher: TokenCipher, portalId: number): Promise<string | null> {
  const row = await db
    .selectFrom('slack_hooks')
    .select('secret')
    .where('portal_id', '=', portalId)
    .where('stopped_at', 'is', null)
    .executeTakeFirst();
  return row === undefined ? null : cipher.decrypt(portalId, row.secret);
}

/** Whether there was one. */
export async function deleteSlackHook(db: Db, portalId: number): Promise<boolean> {
  const { numDeletedRows } = await db.deleteFrom('slack_hooks').where('portal_id', '=', portalId).executeTakeFirst();
  return numDeletedRows === 1n;
}

/** Keeps that Slack takes nothing more; whether it was not kept yet. */
export async function stopSlackHook(
  db: Db,
  portalId: number,
  stopped: { at: number; reason: string },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('slack_hooks')
    .set({ stopped_at: new Date(stopped.at), stopped_reason: stopped.reason })
    .where('portal_id', '=', portalId)
    .where('stopped_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Notes who asks for a test message; `false` where this very request asked before. */
export async function claimSlackTest(db: Db, portalId: number, requestId: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('slack_hooks')
    .set({ last_test: requestId })
    .where('portal_id', '=', portalId)
    .where((where) => where.or([where('last_test', 'is', null), where('last_test', '<>', requestId)]))
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** The kinds of news that an admin wants in the channel. */
export async function listSlackKinds(db: Db, portalId: number): Promise<string[]> {
  const rows = await db.selectFrom('slack_kinds').select('kind').where('portal_id', '=', portalId).execute();
  return rows.map(({ kind }) => kind);
}

/** A message that waits to be sent. */
export interface SlackMessage {
  noteKey: string;
  companyId: string;
  /** As it is now; `null` where the company is gone. */
  companyName: string | null;
  details: NoteDetails | { proposalId: string };
}

/**
 * Leases waiting messages, the oldest first, for a limited time. A message that a vanished process was sending may have
 * arrived, and Slack gives no way to look: it counts as sent. One that has waited for a day is no longer news and is
 * dropped.
 */
export async function leaseMessages(
  db: Db,
  portalId: number,
  { now, leaseMs, most }: { now: number; leaseMs: number; most: number },
): Promise<SlackMessage[]> {
  await sql`update slack_messages set status = 'written'
    where portal_id = ${portalId} and status = 'sending' and leased_until < now()`.execute(db);
  await sql`update slack_messages set status = 'failed' where portal_id = ${portalId} and status = 'waiting'
    and made_at < ${new Date(now)}::timestamptz - interval '1 day'`.execute(db);
  const leased = await sql<{
    note_key: string;
    company_id: string;
    name: string | null;
    details: SlackMessage['details'];
  }>`
    with next as materialized (
      select note_key from slack_messages where portal_id = ${portalId} and status = 'waiting'
      order by seq limit ${most} for update skip locked),
    taken as (
      update slack_messages held set status = 'sending', leased_until = now() + make_interval(secs => ${leaseMs / 1000})
      from next where held.portal_id = ${portalId} and held.note_key = next.note_key
      returning held.note_key, seq, company_id, details)
    select note_key, taken.company_id, name, details from taken
      left join companies held on held.portal_id = ${portalId} and held.company_id = taken.company_id
    order by seq`.execute(db);
  return leased.rows.map((row) => ({
    noteKey: row.note_key,
    companyId: row.company_id,
    companyName: row.name,
    details: row.details,
  }));
}

/**
 * Stores the outcome of leased messages and ends their lease: those still waiting may be leased again at once. Messages
 * dropped meanwhile stay dropped: they were for a channel that is gone.
 */
export async function settleMessages(
  db: Db,
  portalId: number,
  noteKeys: readonly string[],
  status: 'waiting' | 'written' | 'failed',
): Promise<void> {
  await sql`update slack_messages set status = ${status}, leased_until = null
    where portal_id = ${portalId} and note_key = any(${noteKeys}::text[]) and status = 'sending'`.execute(db);
}

/** Drops waiting messages: there is no longer a channel. */
export async function dropMessages(db: Db, portalId: number): Promise<void> {
  await sql`update slack_messages set status = 'failed', leased_until = null
    where portal_id = ${portalId} and status in ('waiting', 'sending')`.execute(db);
}
