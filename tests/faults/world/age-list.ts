import { sql } from 'kysely';
import type { Random } from '../../../src/sandbox/world/random.ts';
import type { Db } from '../../../src/storage/tables/tables.ts';

/** Longer than a proposal waits, and than a decision stands. */
const TWO_WEEKS = 15;
const A_QUARTER = 91;

/** Lets one open proposal of the scoring's or of a person's have waited for two weeks, and some decisions have stood for a quarter. */
export async function ageList(db: Db, portalId: number, random: Random): Promise<void> {
  const [which, share] = [random.next(), random.chance(0.3)];
  await sql`update proposals set proposed_at = proposed_at - make_interval(days => ${TWO_WEEKS})
    where portal_id = ${portalId} and status = 'open' and proposal_id in (
      select proposal_id from proposals where portal_id = ${portalId} and status = 'open' and company_id is not null
      order by seq offset floor(${which}::float8 * (select count(*) from proposals
        where portal_id = ${portalId} and status = 'open' and company_id is not null)) limit 1)`.execute(db);
  if (!share) return;
  await sql`update list_members set stands_until = stands_until - make_interval(days => ${A_QUARTER})
    where portal_id = ${portalId} and stands_until is not null`.execute(db);
}
