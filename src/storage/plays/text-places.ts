import { sql } from 'kysely';
import type { RoleId } from '../../domain/facts.ts';
import type { TextLack } from '../../domain/plays/find-most-wanted.ts';
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

/**
 * Where cards recommend a play with a step that looks for a text of the library and took none, by the role of whom it is
 * for: that of `roles`, by play id, else the likeliest of the first of its people.
 */
export async function countTextLacks(
  db: Db,
  portalId: number,
  roles: Readonly<Record<string, RoleId>>,
): Promise<TextLack[]> {
  const { rows } = await sql<TextLack>`
    with lacks as (
      select score.company_id, score.stage, nullif(trim(company.properties ->> 'industry'), '') as industry,
        step ->> 'channel' as channel,
        coalesce(${JSON.stringify(roles)}::jsonb ->> (play ->> 'playId'), (
          select role ->> 'role' from jsonb_array_elements(score.result -> 'account' -> 'committee' -> 'roles') as role
          cross join lateral jsonb_array_elements(role -> 'candidates') as candidate
          where candidate ->> 'contactId' = play -> 'who' -> 0 ->> 'contactId'
          order by (candidate ->> 'confidence')::float desc, role ->> 'role' limit 1
        )) as role
      from account_scores score
      join companies company on company.portal_id = ${portalId} and company.company_id = score.company_id
      cross join lateral jsonb_array_elements(score.result -> 'plays') as play
      cross join lateral jsonb_array_elements(play -> 'steps') as step
      where score.portal_id = ${portalId} and score.result is not null and score.stage is not null
        and step ->> 'fromLibrary' = 'true' and step ->> 'textId' is null
    )
    select role, stage, industry, channel, count(distinct company_id) as accounts from lacks group by 1, 2, 3, 4`.execute(
    db,
  );
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
