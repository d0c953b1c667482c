import { sql } from 'kysely';
import type { StageId } from '../../domain/stage/stage-ids.ts';
import type { Db } from '../tables/tables.ts';

/** How many target accounts of an industry are at a stage. */
export interface TextPlace {
  stage: StageId;
  /** HubSpot's value; `null` where it is not filled in. */
  industry: string | null;
  accounts: number;
}

/** Where the accounts that hold a tier are: what texts are wanted for. */
export async function countTextPlaces(db: Db, portalId: number): Promise<TextPlace[]> {
  const { rows } = await sql<{ stage: StageId; industry: string | null; accounts: number }>`
    select score.stage, nullif(trim(company.properties ->> 'industry'), '') as industry, count(*) as accounts
    from account_scores score
    join companies company on company.portal_id = ${portalId} and company.company_id = score.company_id
    where score.portal_id = ${portalId} and score.tier is not null
    group by 1, 2 order by 3 desc, 1, 2`.execute(db);
  return rows;
}

/** The industries that companies have, as HubSpot writes them, those of most companies first. */
export async function listIndustries(db: Db, portalId: number, limit: number): Promise<string[]> {
  const { rows } = await sql<{ industry: string }>`
    select trim(properties ->> 'industry') as industry from companies
    where portal_id = ${portalId} and trim(properties ->> 'industry') <> ''
    group by 1 order by count(*) desc, 1 limit ${limit}`.execute(db);
  return rows.map(({ industry }) => industry);
}

/** Accounts that hold a tier, the best first: what a text is shown for. */
export async function listSampleAccounts(
  db: Db,
  portalId: number,
  limit: number,
): Promise<{ companyId: string; name: string }[]> {
  const { rows } = await sql<{ company_id: string; name: string }>`
    select score.company_id, company.name
    from account_scores score
    join companies company on company.portal_id = ${portalId} and company.company_id = score.company_id
    where score.portal_id = ${portalId} and score.tier is not null
    order by score.tier, score.rank, score.company_id limit ${limit}`.execute(db);
  return rows.map(({ company_id: companyId, name }) => ({ companyId, name }));
}
