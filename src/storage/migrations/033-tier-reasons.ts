import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Why a round gave an account its tier: a later one overwrites the reason that is kept with the account. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table score_log add column tier_reason text`.execute(db);
}
