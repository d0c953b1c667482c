import { sql, type RawBuilder } from 'kysely';
import type { Db } from '../tables/tables.ts';

export const NOTE_KINDS = ['tiers', 'surges', 'plays'] as const;
export type NoteKind = (typeof NOTE_KINDS)[number];

export const SLACK_KINDS = [...NOTE_KINDS, 'proposals'] as const;
export type SlackKind = (typeof SLACK_KINDS)[number];

/**
 * Where news is posted: on the record in HubSpot, or in a Slack channel. Each has its own kinds and keeps track of what
 * it has posted.
 */
const CHANNELS = {
  record: { kinds: sql.table('note_kinds'), notes: sql.table('record_notes') },
  slack: { kinds: sql.table('slack_kinds'), notes: sql.table('slack_messages') },
};
export type Channel = keyof typeof CHANNELS;

/** What a note tells, by its kind; no person is named. */
export type NoteDetails =
  | { from: number | null; to: number | null; reason: string }
  | { engagement: number | null }
  | { playId: string; reached: boolean };

/** A note that waits to be written. */
export interface WaitingNote {
  noteKey: string;
  companyId: string;
  kind: NoteKind;
  details: NoteDetails;
  /** Epoch ms. */
  happenedAt: number;
  /** With this one: more than 1 means that an earlier one may have written it. */
  attempts: number;
}

/** What has to be known to find what is due. */
export interface NoteRound {
  /** Epoch ms. */
  now: number;
  /** How many more may be written; what goes beyond is held back. */
  left: number;
  channel?: Channel;
}

/** An account surges for a week or more: it is told once. */
const SURGE_RESTS_DAYS = 14;
/** A run that ended longer ago than this is no news. */
const NEWS_DAYS = 7;
/** Written and held-back notes are kept this long, so that none is told twice. */
const KEPT_DAYS = 30;

/**
 * Lets exactly these kinds be noted, each from the moment it was switched on: what was there before is no news. What waits of a kind that
 * was switched off is dropped.
 */
export async function setNoteKinds(
  trx: Db,
  portalId: number,
  kinds: readonly SlackKind[],
  now: number,
  channel: Channel = 'record',
): Promise<void> {
  const tables = CHANNELS[channel];
  const off = sql`portal_id = ${portalId} and kind <> all(${kinds}::text[])`;
  await sql`delete from ${tables.kinds} where ${off}`.execute(trx);
  await sql`delete from ${tables.notes} where ${off} and status = 'waiting'`.execute(trx);
  const begun = await sql<{ kind: string }>`insert into ${tables.kinds} (portal_id, kind, since, log_seq)
    select ${portalId}, kind, ${new Date(now)}, coalesce((select max(seq) from score_log where portal_id = ${portalId}), 0)
    from unnest(${kinds}::text[]) as wanted(kind) on conflict do nothing returning kind`.execute(trx);
  if (!begun.rows.some(({ kind }) => kind === 'surges')) return;
  await insertSurges(trx, { portalId, status: sql`'seen'`, now, channel });
}

/**
 * Queues a note for whatever is due of the kinds that are switched on, each only once, those of the highest tiers
 * first; in a transaction, under `lockPortal`. @returns how many were held back, since more than `left` were due
 */
export async function addDueNotes(
  trx: Db,
  portalId: number,
  { now, left, channel = 'record' }: NoteRound,
): Promise<number> {
  const inserts = [
    insertProposals,
    insertTierChanges,
    insertFinishedPlays,
    (db: Db, round: Round) => insertSurges(db, round, { switchedOn: true }),
  ];
  let rest = left;
  let held = 0;
  for (const insertDue of inserts) {
    const due = await insertDue(trx, { portalId, status: countedTo(rest), now, channel });
    rest -= due.waiting;
    held += due.held;
  }
  return held;
}

/** What is among the first `left` waits, the rest is held back. */
function countedTo(left: number): RawBuilder<string> {
  return sql`case when row_number() over (order by priority, at) <= ${left} then 'waiting' else 'held' end`;
}

interface Round {
  portalId: number;
  status: RawBuilder<string>;
  now: number;
  channel: Channel;
}

interface Inserted {
  waiting: number;
  held: number;
}

const NOTHING: Inserted = { waiting: 0, held: 0 };

/**
 * Changes of the list that wait for approval: one decided meanwhile is no news. Its wording is read when it is posted.
 */
async function insertProposals(trx: Db, round: Round): Promise<Inserted> {
  if (round.channel !== 'slack') return NOTHING;
  return insert(
    trx,
    sql`select 'proposal-' || proposal_id as note_key, company_id, 'proposals' as kind, proposed_at as at,
        jsonb_build_object('proposalId', proposal_id) as details, coalesce((change->>'tier')::int, 9) as priority
      from proposals join slack_kinds wanted using (portal_id)
      where portal_id = ${round.portalId} and wanted.kind = 'proposals' and status = 'open'
        and company_id is not null and proposed_at >= wanted.since`,
    round,
  );
}

/**
 * Of the log since it was last looked at: its order is that of the transactions, since all hold `lockScores`.
 */
async function insertTierChanges(trx: Db, round: Round): Promise<Inserted> {
  const { portalId, channel } = round;
  const { kinds } = CHANNELS[channel];
  const wanted = await sql<{ log_seq: number }>`select log_seq from ${kinds}
    where portal_id = ${portalId} and kind = 'tiers'`.execute(trx);
  const kind = wanted.rows[0];
  if (kind === undefined) return NOTHING;
  const last = await sql<{ seq: number }>`select coalesce(max(seq), 0) as seq from score_log
    where portal_id = ${portalId}`.execute(trx);
  const until = last.rows[0]?.seq ?? 0;
  const inserted = await insert(
    trx,
    sql`select 'tier-' || log.seq as note_key, log.company_id, 'tiers' as kind, log.at,
        jsonb_build_object('from', before.tier, 'to', log.tier, 'reason',
          case when log.cause = 'approved' then 'approved by Marketing and Sales'
            else coalesce(log.tier_reason, '') end) as details,
        least(coalesce(log.tier, 9), coalesce(before.tier, 9)) as priority
      from score_log log
      left join lateral (select tier from score_log earlier where earlier.portal_id = log.portal_id
        and earlier.company_id = log.company_id and earlier.seq < log.seq order by seq desc limit 1) before on true
      where log.portal_id = ${portalId} and log.seq > ${kind.log_seq} and log.seq <= ${until}
        and log.cause in ('assigned', 'approved') and log.tier is distinct from before.tier`,
    round,
  );
  await sql`update ${kinds} set log_seq = ${until} where portal_id = ${portalId} and kind = 'tiers'`.execute(trx);
  return inserted;
}

async function insertFinishedPlays(trx: Db, round: Round): Promise<Inserted> {
  const { portalId, now, channel } = round;
  return insert(
    trx,
    sql`select 'play-' || run.run_id as note_key, run.company_id, 'plays' as kind, run.finished_at as at,
        jsonb_build_object('playId', run.play_id, 'reached', run.status = 'completed') as details, 1 as priority
      from play_runs run join ${CHANNELS[channel].kinds} wanted using (portal_id)
      where portal_id = ${portalId} and wanted.kind = 'plays' and run.status in ('completed', 'abandoned')
        and run.problem is null and not run.imported and run.finished_at >= wanted.since
        and run.finished_at >= ${new Date(now)}::timestamptz - make_interval(days => ${NEWS_DAYS})`,
    round,
  );
}

/** Only accounts on the list. */
async function insertSurges(
  trx: Db,
  round: Round,
  { switchedOn = false }: { switchedOn?: boolean } = {},
): Promise<Inserted> {
  const { portalId, now, channel } = round;
  const { kinds, notes } = CHANNELS[channel];
  const at = sql`${new Date(now)}::timestamptz`;
  const day = new Date(now).toISOString().slice(0, 10);
  const isWanted = sql`exists (select from ${kinds} where portal_id = ${portalId} and kind = 'surges')`;
  return insert(
    trx,
    sql`select 'surge-' || company_id || '-' || ${day}::text as note_key, company_id, 'surges' as kind, ${at} as at,
        jsonb_build_object('engagement', engagement) as details, tier as priority
      from account_scores scores
      where portal_id = ${portalId} and surging and tier is not null and (${isWanted} or not ${switchedOn})
        and not exists (select from ${notes} told where told.portal_id = ${portalId} and told.kind = 'surges'
          and told.company_id = scores.company_id
          and told.made_at > ${at} - make_interval(days => ${SURGE_RESTS_DAYS}))`,
    round,
  );
}

/** `found` gives note_key, company_id, kind, at, details and priority. */
async function insert(
  trx: Db,
  found: RawBuilder<unknown>,
  { portalId, status, now, channel }: Round,
): Promise<Inserted> {
  const { notes } = CHANNELS[channel];
  const result = await sql<{ status: string }>`insert into ${notes}
      (portal_id, note_key, company_id, kind, details, happened_at, made_at, status)
    select ${portalId}, note_key, company_id, kind, details, at, ${new Date(now)}::timestamptz, ${status}
    from (${found}) due
    where not exists (select from ${notes} told where told.portal_id = ${portalId} and told.note_key = due.note_key)
    on conflict do nothing returning status`.execute(trx);
  const held = result.rows.filter((row) => row.status === 'held').length;
  return { waiting: result.rows.filter((row) => row.status === 'waiting').length, held };
}

/** How many were written, or wait, or were held back since then (epoch ms). */
export async function countNotes(
  db: Db,
  portalId: number,
  since: number,
  channel: Channel = 'record',
): Promise<Record<string, number>> {
  const result = await sql<{ status: string; n: number }>`select status, count(*) as n from ${CHANNELS[channel].notes}
    where portal_id = ${portalId} and made_at >= ${new Date(since)}::timestamptz group by status`.execute(db);
  return Object.fromEntries(result.rows.map(({ status, n }) => [status, n]));
}

/**
 * Leases the oldest waiting note for a limited time; nobody else gets it meanwhile. The attempt is counted before
 * HubSpot is asked anything, so that a process that dies leaves a trace.
 */
export async function leaseNote(db: Db, portalId: number, leaseMs: number): Promise<WaitingNote | null> {
  const row = (
    await sql<{
      note_key: string;
      company_id: string;
      kind: NoteKind;
      details: NoteDetails;
      happened_at: number;
      attempts: number;
    }>`update record_notes set attempts = attempts + 1, leased_until = now() + make_interval(secs => ${leaseMs / 1000})
      where portal_id = ${portalId} and note_key = (
        select note_key from record_notes where portal_id = ${portalId} and status = 'waiting'
          and (leased_until is null or leased_until < now())
        order by seq limit 1 for update skip locked)
      returning note_key, company_id, kind, details, happened_at, attempts`.execute(db)
  ).rows[0];
  if (row === undefined) return null;
  const { note_key: noteKey, company_id: companyId, kind, details, attempts } = row;
  return { noteKey, companyId, kind, details, happenedAt: row.happened_at, attempts };
}

/** Keeps a note that was taken for as long again; `false` where somebody else took it since. */
export async function renewNote(
  db: Db,
  portalId: number,
  { noteKey, attempts }: WaitingNote,
  leaseMs: number,
): Promise<boolean> {
  const { rows } = await sql`update record_notes
    set leased_until = now() + make_interval(secs => ${leaseMs / 1000})
    where portal_id = ${portalId} and note_key = ${noteKey} and attempts = ${attempts} and status = 'waiting'
    returning 1`.execute(db);
  return rows.length > 0;
}

/** Keeps what became of a note: `waiting` again for `afterMs`, written under HubSpot's id, or given up. */
export async function settleNote(
  db: Db,
  portalId: number,
  noteKey: string,
  outcome: { noteId: string } | { afterMs: number } | 'failed',
): Promise<void> {
  const set =
    outcome === 'failed'
      ? sql`status = 'failed'`
      : 'noteId' in outcome
        ? sql`status = 'written', note_id = ${outcome.noteId}`
        : sql`leased_until = now() + make_interval(secs => ${outcome.afterMs / 1000})`;
  await sql`update record_notes set ${set} where portal_id = ${portalId} and note_key = ${noteKey}`.execute(db);
}

/** Forgets what was settled long enough ago that it cannot be told again. */
export async function pruneNotes(db: Db, portalId: number, now: number): Promise<void> {
  for (const { notes } of Object.values(CHANNELS)) {
    await sql`delete from ${notes} where portal_id = ${portalId} and status <> 'waiting'
      and made_at < ${new Date(now)}::timestamptz - make_interval(days => ${KEPT_DAYS})`.execute(db);
  }
}
