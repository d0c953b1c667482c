import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/**
 * Of an account's play one run is under way, however many click at once. `seq` tells which of two words given at the
 * same scored moment (a trial stands still in time) was the later one.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create unique index play_runs_one_under_way on play_runs (portal_id, company_id, play_id)
    where status in ('starting', 'running')`.execute(db);
  await sql`alter table play_feedback add column seq bigint generated always as identity`.execute(db);
  await sql`alter table role_decisions add column seq bigint generated always as identity`.execute(db);
}
