import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { Tier } from '../../domain/committee/committee-model.ts';
import type { RoleId } from '../../domain/facts.ts';
import type { StageId } from '../../domain/stage/stage-ids.ts';
import type { Approval, ListChange } from '../../domain/target-list/proposal.ts';
import { toListed, type ListedAccount } from './account-lists.ts';
import type { Db } from '../tables/tables.ts';

/** Which accounts are looked for; `null`, and an empty text, hold none back. */
export interface TargetAccountFilter {
  tier: Tier | 'none' | null;
  stage: StageId | null;
  ownerId: string | null;
  /** A required role that nobody holds. */
  gap: RoleId | null;
  /** Something that calls for a look. */
  watch: TargetAccountWatch | null;
  /** Part of the name. */
  text: string;
}

/** A proposal waits for keys, engagement is far above its usual week, an open deal hangs on one person, a play is due. */
export const TARGET_ACCOUNT_WATCHES = ['waiting', 'surging', 'single_threaded', 'play_due'] as const;
type TargetAccountWatch = (typeof TARGET_ACCOUNT_WATCHES)[number];

export const TARGET_ACCOUNT_SORTS = ['rank', 'fit', 'engagement', 'intent', 'coverage', 'name'] as const;
type TargetAccountSort = (typeof TARGET_ACCOUNT_SORTS)[number];

export interface TargetAccountPage {
  filter: TargetAccountFilter;
  sort: TargetAccountSort;
  /** The other way round. */
  reversed: boolean;
  /** The last account of the page before: what it is sorted by, and its id. */
  after: { place: number | string; companyId: string } | null;
  limit: number;
}

export interface TargetAccount extends ListedAccount {
  domain: string | null;
  /** 0–100. */
  dealPotential: number;
  /** Required roles that nobody holds. */
  missingRoles: RoleId[];
  /** Epoch ms. */
  scoredAt: number;
  owner: string | null;
  /** The proposal that waits for keys. */
  open: { proposalId: string; change: ListChange; approvals: readonly Approval[] } | null;
  /** Whether both keys decided that it is on the list, or off it; `null` where it came by itself, or never. */
  decided: 'on' | 'off' | null;
  /** What it is sorted by. */
  place: number | string;
}

const LAST = 2_147_483_647;
/** So many characters of a name are sorted by: they go into the address of the next page. */
export const LONGEST_PLACE = 200;

/** The best first, but for coverage: there the worst gap comes first; what is unknown comes last, either way. */
function placeBy(sort: TargetAccountSort, reversed: boolean): RawBuilder<unknown> {
  if (sort === 'name') return sql`left(lower(companies.name), ${sql.lit(LONGEST_PLACE)})`;
  const last = sql.lit(reversed ? -LAST : LAST);
  if (sort === 'rank' || sort === 'coverage') return sql`coalesce(${sql.ref(`scores.${sort}`)}, ${last})`;
  return sql`coalesce(-${sql.ref(`scores.${sort}`)}, ${last})`;
}

const WATCHED: Record<TargetAccountWatch, RawBuilder<unknown>> = {
  waiting: sql`open.proposal_id is not null`,
  surging: sql`scores.surging`,
  single_threaded: sql`jsonb_path_exists(scores.result, '$.account.committee.risks[*] ? (@.id == "single_threaded")')`,
  play_due: sql`jsonb_array_length(scores.result -> 'plays') > 0`,
};

/** A page of the portal's computed accounts: `limit` at most, in the order of `sort`, beyond `after` or from the first on. */
export async function listTargetAccounts(
  db: Db,
  portalId: number,
  { filter, sort, reversed, after, limit }: TargetAccountPage,
): Promise<TargetAccount[]> {
  const place = placeBy(sort, reversed);
  const [beyond, direction] = reversed ? [sql`<`, sql`desc`] : [sql`>`, sql`asc`];
  const kind = sort === 'name' ? sql`text` : sql`int`;
  const from =
    after === null
      ? sql`true`
      : sql`(${place}, scores.company_id) ${beyond} (${after.place}::${kind}, ${after.companyId}::text)`;
  const result = await sql<Record<string, unknown>>`
    select scores.company_id, companies.name, companies.properties ->> 'domain' as domain, scores.scored_at,
      coalesce(scores.result #> '{account,committee,missingRoles}', '[]') as missing_roles, scores.tier, scores.tier_reason, scores.stage, scores.fit,
      scores.engagement, scores.intent, scores.deal_potential, scores.coverage, owners.name as owner,
      scores.result #>> '{plays,0,name}' as next_play, ${place} as place,
      open.proposal_id, open.change, open.approvals,
      case when members.proposal_id is null then null when members.listed then 'on' else 'off' end as decided
    from account_scores scores join companies using (portal_id, company_id)
    left join owners on owners.portal_id = scores.portal_id and owners.owner_id = companies.owner_id
    left join list_members members
      on members.portal_id = scores.portal_id and members.company_id = scores.company_id
    left join proposals open on open.portal_id = scores.portal_id and open.status = 'open'
      and coalesce(open.company_id, '') = scores.company_id
    where scores.portal_id = ${portalId} and ${matches(filter)} and ${from}
    order by place ${direction}, scores.company_id ${direction} limit ${limit}`.execute(db);
  return result.rows.map(toTargetAccount);
}

function matches({ tier, stage, ownerId, gap, watch, text }: TargetAccountFilter): RawBuilder<unknown> {
  const conditions = [
    ...(tier === 'none' ? [sql`scores.tier is null`] : tier === null ? [] : [sql`scores.tier = ${tier}::int`]),
    ...(stage === null ? [] : [sql`scores.stage = ${stage}`]),
    ...(ownerId === null ? [] : [sql`companies.owner_id = ${ownerId}`]),
    ...(gap === null ? [] : [sql`jsonb_exists(scores.result #> '{account,committee,missingRoles}', ${gap}::text)`]),
    ...(watch === null ? [] : [WATCHED[watch]]),
    ...(text === '' ? [] : [sql`position(lower(${text}::text) in lower(companies.name)) > 0`]),
  ];
  return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `);
}

function toTargetAccount(row: Record<string, unknown>): TargetAccount {
  return {
    ...toListed(row),
    domain: row['domain'] as string | null,
    dealPotential: row['deal_potential'] as number,
    missingRoles: row['missing_roles'] as RoleId[],
    scoredAt: row['scored_at'] as number,
    owner: row['owner'] as string | null,
    open:
      row['proposal_id'] === null
        ? null
        : {
            proposalId: row['proposal_id'] as string,
            change: row['change'] as ListChange,
            approvals: row['approvals'] as readonly Approval[],
          },
    decided: row['decided'] as 'on' | 'off' | null,
    place: row['place'] as number | string,
  };
}
