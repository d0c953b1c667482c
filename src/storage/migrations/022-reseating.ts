import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** `reseated`: the minimum stay of who holds a tier was ended, since the portal is still being set up. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table score_log drop constraint score_log_cause_check, add constraint score_log_cause_check
    check (cause in ('computed', 'assigned', 'approved', 'pinned', 'moved', 'gone', 'reseated'))`.execute(db);
}
