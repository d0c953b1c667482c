import { sql } from 'kysely';
import type { RawBuilder, Selectable } from 'kysely';
import type { Tier } from '../../domain/committee/committee-model.ts';
import type { AccountPlan, PlaceholderFact } from '../../domain/facts.ts';
import { isAccountProposal, type AccountProposal } from '../../domain/target-list/proposal.ts';
import type { PutOffPlay } from '../plays/play-feedback.ts';
import { toPlayRun, type PlayRun } from '../plays/play-runs.ts';
import type { Database } from '../connection/database.ts';
import { revisionOf } from '../portal/portal-revision.ts';
import { toPortal, type Portal } from '../portal/portals.ts';
import type { PropertyValues, Tables } from '../tables/tables.ts';
import { toProposal } from '../target-list/proposals.ts';
import { toPlan } from './account-plans.ts';
import type { AccountScore } from './account-scores.ts';

/** What the cards of one company show that is its own. */
export interface CardRows {
  portal: Portal;
  /** Until when HubSpot's daily limit is used up (epoch ms), as far as it was ever noted. */
  heldUntil: number | null;
  /** Another one means that something was changed of what {@link revisionOf} names. */
  revision: string;
  /** Whether the target account list is kept with two keys. */
  listIsKept: boolean;
  /** `null` where it is not mirrored. */
  company: { name: string; ownerId: string | null; properties: PropertyValues } | null;
  score: Pick<AccountScore, 'result' | 'daily' | 'tier' | 'tierReason' | 'scoredAt'> | null;
  /** The fit the account had at `fitAt`; `null` where it was not scored by then. */
  fitBefore: { fit: number | null } | null;
  placeholders: PlaceholderFact[];
  plan: AccountPlan | null;
  /** Newest first. */
  runs: PlayRun[];
  /** The last word on each play, the latest first. */
  putOff: PutOffPlay[];
  /** The latest about the account, whatever became of it. */
  proposal: AccountProposal | null;
}

type ScoreRow = Selectable<Tables['account_scores']>;

interface Row {
  portal: Selectable<Tables['portals']>;
  revision: string;
  list_is_kept: boolean;
  company_name: string | null;
  owner_id: string | null;
  properties: PropertyValues;
  result: unknown;
  daily: unknown;
  tier: Tier | null;
  tier_reason: string;
  scored_at: ScoreRow['scored_at'] | null;
  fit_before: { fit: number | null; cause: string } | null;
  placeholders: PlaceholderFact[] | null;
  plan_items: Selectable<Tables['account_plan_items']>[] | null;
  runs: Selectable<Tables['play_runs']>[] | null;
  put_off: PutOffPlay[] | null;
  proposal: Selectable<Tables['proposals']> | null;
}

/**
 * Everything of one account in one statement, since each costs a card a way to the database and back.
 * @param fitAt epoch ms
 * @returns `null` where the portal is not known
 */
export async function readCardRows(
  db: Database,
  portalId: number,
  companyId: string,
  fitAt: number,
): Promise<CardRows | null> {
  const [row] = await db.prepared('account card', selectRow(portalId, companyId, fitAt));
  if (row === undefined) return null;
  const { scored_at: scoredAt, fit_before: before, proposal } = row;
  const portal = withTimes(row.portal, ['installed_at', 'status_since', 'held_until']);
  const latest = proposal === null ? null : toProposal(withTimes(proposal, ['proposed_at', 'closed_at']));
  const plan = row.plan_items?.map((item) => withTimes(item, ['noted_at'])) ?? [];
  return {
    portal: toPortal(portal),
    heldUntil: portal.held_until,
    revision: row.revision,
    listIsKept: row.list_is_kept,
    company:
      row.company_name === null ? null : { name: row.company_name, ownerId: row.owner_id, properties: row.properties },
    score:
      scoredAt === null
        ? null
        : { result: row.result, daily: row.daily, tier: row.tier, tierReason: row.tier_reason, scoredAt },
    fitBefore: before === null || before.cause === 'gone' ? null : { fit: before.fit },
    placeholders: row.placeholders ?? [],
    plan: plan.length === 0 ? null : toPlan(plan),
    runs: row.runs?.map((run) => toPlayRun(withTimes(run, ['started_at', 'finished_at']))) ?? [],
    putOff: row.put_off ?? [],
    proposal: latest !== null && isAccountProposal(latest) ? latest : null,
  };
}

function selectRow(portalId: number, companyId: string, fitAt: number): RawBuilder<Row> {
  const ofAccount = sql`portal_id = ${portalId} and company_id = ${companyId}`;
  return sql<Row>`
    select to_json(portal) as portal, ${revisionOf(portalId)} as revision,
      exists (select from target_lists where portal_id = ${portalId}) as list_is_kept,
      company.name as company_name, company.owner_id, company.properties,
      score.result, score.daily, score.tier, score.tier_reason, score.scored_at,
      (select json_build_object('fit', fit, 'cause', cause) from score_log
        where ${ofAccount} and at <= ${new Date(fitAt)}::timestamptz order by seq desc limit 1) as fit_before,
      (select json_agg(json_build_object('role', role, 'note', note) order by role) from placeholders
        where ${ofAccount}) as placeholders,
      (select json_agg(to_json(item) order by noted_at desc, item_id) from account_plan_items item
        where ${ofAccount}) as plan_items,
      (select json_agg(to_json(run) order by started_at desc, run_id) from play_runs run where ${ofAccount}) as runs,
      (select json_agg(json_build_object('playId', play_id, 'kind', kind, 'givenBy', given_by,
          'until', floor(1000 * extract(epoch from until))) order by seq desc)
        from (select distinct on (play_id) * from play_feedback where ${ofAccount} order by play_id, seq desc) word
      ) as put_off,
      (select to_json(latest) from proposals latest where ${ofAccount} order by seq desc limit 1) as proposal
    from portals portal
    left join companies company on company.portal_id = ${portalId} and company.company_id = ${companyId}
    left join account_scores score on score.portal_id = ${portalId} and score.company_id = ${companyId}
    where portal.portal_id = ${portalId}`;
}

/** A row that came as JSON, in which times are texts, as the driver would read it. */
function withTimes<R extends object>(row: R, columns: readonly (keyof R)[]): R {
  const times = columns.map((column) => {
    const text = row[column] as string | null;
    return [column, text === null ? null : Date.parse(text)];
  });
  return { ...row, ...(Object.fromEntries(times) as Partial<R>) };
}
