import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/**
 * What of a result moves with every day, apart from what stays for weeks: a nightly run writes only the first. A
 * person's engagement is held once, in the account's result, and the reasons of an account's scores are. Every account
 * is computed again, so that its result is split.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table account_scores add column daily jsonb, add column result_digest text, drop column reasons`.execute(
    db,
  );
  await sql`alter table person_scores drop column engagement`.execute(db);
  await sql`insert into stale_accounts as held (portal_id, company_id, mark, reason, marked_at, urgent)
    select portal_id, company_id, nextval('stale_marks'), 'results are kept otherwise', clock_timestamp(), false
    from account_scores order by portal_id, company_id
    on conflict (portal_id, company_id) do update set mark = excluded.mark, reason = excluded.reason,
      marked_at = excluded.marked_at, computed = false`.execute(db);
}
