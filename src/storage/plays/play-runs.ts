import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { RawBuilder, Selectable } from 'kysely';
import type { Db, Tables } from '../tables/tables.ts';

export const PLAY_RUN_STATUSES = ['starting', 'running', 'completed', 'abandoned', 'failed'] as const;
export type PlayRunStatus = (typeof PLAY_RUN_STATUSES)[number];

/** `starting`: its tasks are being made; `failed`: they could not be, and starting again is allowed. */
const ALLOWED_FROM: Readonly<Record<PlayRunStatus, readonly PlayRunStatus[]>> = {
  starting: ['failed'],
  running: ['starting'],
  completed: ['running'],
  abandoned: ['running'],
  failed: ['starting'],
};

/** Of an account's play at most one run is in these. */
const UNDER_WAY: readonly PlayRunStatus[] = ['starting', 'running'];

export interface PlayRunStep {
  title: string;
  channel: string;
  who: string;
  /** Epoch ms. */
  dueAt: number;
  text: string;
  /** HubSpot's id of the task, once it exists. */
  taskId: string | null;
  /** Whose the task was made (HubSpot's owner id), `null` nobody's; absent until it is made, and where an earlier release made it. */
  ownerId?: string | null;
  /** The sequence in HubSpot that a click enrols the run's first contact in. */
  sequence?: { id: string; name: string };
  enrolment?: Enrolment;
}

/** What became of a click that enrols somebody; `asked` until HubSpot answered, and for good where it did not. */
export interface Enrolment {
  state: 'asked' | 'enrolled' | 'refused';
  /** Epoch ms. */
  at: number;
  /** Why it was refused; `null` else. */
  reason: string | null;
}

export interface PlayRun {
  runId: string;
  requestId: string;
  companyId: string;
  playId: string;
  status: PlayRunStatus;
  contactIds: string[];
  steps: PlayRunStep[];
  /** Why it failed and what to do. */
  problem: string | null;
  startedBy: string;
  startedAt: number;
  finishedAt: number | null;
  /** The account's stage at the start; `null` where nobody knows. */
  stageFrom: string | null;
}

export type NewPlayRun = Pick<
  PlayRun,
  'requestId' | 'companyId' | 'playId' | 'contactIds' | 'steps' | 'startedBy' | 'startedAt' | 'stageFrom'
>;

/**
 * Starts a run (`starting`). The same request again, or another while a run of this play is under way at the account,
 * gives the run there is, with `created: false`.
 */
export async function insertPlayRun(
  db: Db,
  portalId: number,
  run: NewPlayRun,
): Promise<{ run: PlayRun; created: boolean }> {
  const inserted = await db
    .insertInto('play_runs')
    .values({
      portal_id: portalId,
      run_id: randomUUID(),
      request_id: run.requestId,
      company_id: run.companyId,
      play_id: run.playId,
      status: 'starting',
      contact_ids: JSON.stringify(run.contactIds),
      people_ids: peopleAt(portalId, run.companyId),
      steps: JSON.stringify(run.steps),
      problem: null,
      leased_by: null,
      started_by: run.startedBy,
      started_at: new Date(run.startedAt),
      finished_at: null,
      stage_from: run.stageFrom,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .executeTakeFirst();
  if (inserted !== undefined) return { run: toPlayRun(inserted), created: true };
  const held = await db
    .selectFrom('play_runs')
    .selectAll()
    .where('portal_id', '=', portalId)
    .where((eb) =>
      eb.or([
        eb('request_id', '=', run.requestId),
        eb.and([eb('company_id', '=', run.companyId), eb('play_id', '=', run.playId), eb('status', 'in', UNDER_WAY)]),
      ]),
    )
    .orderBy((eb) => eb('request_id', '=', run.requestId), 'desc')
    .executeTakeFirstOrThrow();
  return { run: toPlayRun(held), created: false };
}

/** Whom the texts may name: everybody at the account. An erasure finds them by it when they are there no more. */
function peopleAt(portalId: number, companyId: string): RawBuilder<string> {
  return sql`(select coalesce(jsonb_agg(contact_id), '[]') from contact_companies
    where portal_id = ${portalId} and company_id = ${companyId})`;
}

/**
 * Moves a run on, where the table of transitions allows it: starting → running | failed, running → completed |
 * abandoned, failed → starting. `stage` is the account's at the end. @returns whether it moved
 */
export async function changePlayRunStatus(
  db: Db,
  portalId: number,
  runId: string,
  to: PlayRunStatus,
  options: { now: number; problem?: string | null; stage?: string },
): Promise<boolean> {
  const finished = to === 'completed' || to === 'abandoned' || to === 'failed';
  const result = await db
    .updateTable('play_runs')
    .set({
      status: to,
      problem: options.problem ?? null,
      finished_at: finished ? new Date(options.now) : null,
      ...(options.stage === undefined ? {} : { stage_to: options.stage }),
    })
    .where('portal_id', '=', portalId)
    .where('run_id', '=', runId)
    .where('status', 'in', [...ALLOWED_FROM[to]])
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** Fails the runs that are still `starting` and were started before `before`. @returns ids of their companies */
export async function failRunsStartedBefore(
  db: Db,
  portalId: number,
  before: number,
  { now, problem }: { now: number; problem: string },
): Promise<string[]> {
  const rows = await db
    .updateTable('play_runs')
    .set({ status: 'failed', problem, finished_at: new Date(now) })
    .where('portal_id', '=', portalId)
    .where('status', '=', 'starting')
    .where('started_at', '<', new Date(before) as never)
    .returning('company_id')
    .execute();
  return [...new Set(rows.map((row) => row.company_id))];
}

/**
 * Takes a run that is `starting` for `holder`, or keeps it, until `leaseMs` from now by the database's clock.
 * @returns the run as it is now; `null` where another has it, or it is not to be started any more
 */
export async function leasePlayRun(
  db: Db,
  portalId: number,
  runId: string,
  { holder, leaseMs }: { holder: string; leaseMs: number },
): Promise<PlayRun | null> {
  const until = sql<number>`now() + ${leaseMs}::float8 * interval '1 ms'`;
  const row = await db
    .updateTable('play_runs')
    .set({ leased_by: holder, leased_until: until as never })
    .where('portal_id', '=', portalId)
    .where('run_id', '=', runId)
    .where('status', '=', 'starting')
    .where(sql<boolean>`(leased_by = ${holder} or leased_until is null or leased_until < now())`)
    .returningAll()
    .executeTakeFirst();
  return row === undefined ? null : toPlayRun(row);
}

/** Lets another take the run `afterMs` from now. */
export async function releasePlayRun(
  db: Db,
  portalId: number,
  runId: string,
  { holder, afterMs }: { holder: string; afterMs: number },
): Promise<void> {
  await sql`update play_runs set leased_by = null,
      leased_until = now() + ${afterMs}::float8 * interval '1 ms'
    where portal_id = ${portalId} and run_id = ${runId} and leased_by = ${holder}`.execute(db);
}

/** Keeps the id of a step's task once it is made, so that a run that is resumed makes none twice, and whose it is. */
export async function savePlayTask(
  db: Db,
  portalId: number,
  runId: string,
  { step, ...made }: { step: number; taskId: string; ownerId: string | null },
): Promise<void> {
  await sql`update play_runs
    set steps = jsonb_set(steps, array[${String(step)}], (steps -> ${step}::int) || ${JSON.stringify(made)}::jsonb)
    where portal_id = ${portalId} and run_id = ${runId}`.execute(db);
}

/**
 * Takes a step's enrolment for one request: nobody else is given it, unless HubSpot refuses. @returns whether it was free
 */
export async function claimEnrolment(
  db: Db,
  portalId: number,
  { runId, step, at }: { runId: string; step: number; at: number },
): Promise<boolean> {
  const asked: Enrolment = { state: 'asked', at, reason: null };
  const { rows } = await sql<object>`update play_runs
    set steps = jsonb_set(steps, array[${String(step)}, 'enrolment'], ${JSON.stringify(asked)}::jsonb)
    where portal_id = ${portalId} and run_id = ${runId} and steps -> ${step}::int -> 'sequence' is not null
      and coalesce(steps -> ${step}::int -> 'enrolment' ->> 'state', 'refused') = 'refused'
    returning run_id`.execute(db);
  return rows.length > 0;
}

/** Keeps what HubSpot said. */
export async function settleEnrolment(
  db: Db,
  portalId: number,
  { runId, step, enrolment }: { runId: string; step: number; enrolment: Enrolment },
): Promise<void> {
  await sql`update play_runs
    set steps = jsonb_set(steps, array[${String(step)}, 'enrolment'], ${JSON.stringify(enrolment)}::jsonb)
    where portal_id = ${portalId} and run_id = ${runId}`.execute(db);
}

export async function getPlayRun(db: Db, portalId: number, runId: string): Promise<PlayRun | null> {
  const row = await db
    .selectFrom('play_runs')
    .selectAll()
    .where('portal_id', '=', portalId)
    .where('run_id', '=', runId)
    .executeTakeFirst();
  return row === undefined ? null : toPlayRun(row);
}

/** Newest first. */
export async function listPlayRuns(db: Db, portalId: number, companyIds: readonly string[]): Promise<PlayRun[]> {
  const rows = await db
    .selectFrom('play_runs')
    .selectAll()
    .where('portal_id', '=', portalId)
    .where('company_id', '=', sql<string>`any(${companyIds}::text[])`)
    .orderBy('started_at', 'desc')
    .orderBy('run_id')
    .execute();
  return rows.map(toPlayRun);
}

export function toPlayRun(row: Selectable<Tables['play_runs']>): PlayRun {
  return {
    runId: row.run_id,
    requestId: row.request_id,
    companyId: row.company_id,
    playId: row.play_id,
    status: row.status as PlayRunStatus,
    contactIds: row.contact_ids,
    steps: row.steps as PlayRunStep[],
    problem: row.problem,
    startedBy: row.started_by,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    stageFrom: row.stage_from,
  };
}
