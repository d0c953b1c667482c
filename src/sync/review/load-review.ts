import { ACTIVITY_KINDS } from '../../domain/committee/touches.ts';
import type { Tier } from '../../domain/committee/committee-model.ts';
import { ACTIVITY_TYPES, type AccountPlan, type ActivityType } from '../../domain/facts.ts';
import type { Week } from '../../domain/review/calendar-week.ts';
import type { AccountProposal } from '../../domain/target-list/proposal.ts';
import { loadPlans } from '../../storage/accounts/account-plans.ts';
import { loadReviews, type AccountReview } from '../../storage/program/account-reviews.ts';
import { loadDealEvents, type DealEvent } from '../../storage/mirror/deal-moves.ts';
import { listPlayRuns, type PlayRun } from '../../storage/plays/play-runs.ts';
import { loadReviewNotes, type ReviewNote } from '../../storage/program/review-notes.ts';
import type { Db } from '../../storage/tables/tables.ts';
import {
  countActs,
  listAccountsToReview,
  loadProposalsOf,
  loadRefusalsOf,
  loadReviewedResults,
  loadStandingsAt,
  loadTouches,
  type AccountToReview,
  type LoggedStanding,
  type ReviewedResult,
  type Touches,
} from '../../storage/program/weekly-review.ts';

/** More than these nobody goes through in a week; the answer stays well under HubSpot's 1 MB. */
export const MOST_REVIEWED = 200;
/** Older notes are not shown. */
const MOST_NOTES = 10;

/** What both sides do together is what we did too. */
const OURS: readonly ActivityType[] = ['meeting_held', 'call_connected', 'call_unanswered', 'email_sent'];
const THEIRS = ACTIVITY_TYPES.filter((type) => ACTIVITY_KINDS[type].side === 'theirs');

export interface ReviewRequest {
  week: Week;
  tiers: readonly Tier[];
  ownerId: string | null;
  /** Whose accounts come first. */
  firstOf: string | null;
  /** Epoch ms. */
  now: number;
}

/** Everything a review says of one account. */
export interface ReviewMaterial {
  account: AccountToReview;
  /** `null` where its result was erased with a person, and is not computed anew yet. */
  result: ReviewedResult | null;
  /** `null` where it was not scored before the week, or in it. */
  before: LoggedStanding | null;
  after: LoggedStanding | null;
  touches: readonly Touches[];
  ours: readonly { type: ActivityType; count: number }[];
  deals: readonly DealEvent[];
  /** Newest first. */
  runs: readonly PlayRun[];
  proposals: readonly AccountProposal[];
  plan: AccountPlan | null;
  refusals: readonly string[];
  notes: readonly ReviewNote[];
  review: AccountReview | null;
}

/** What happened in a week at the accounts of these tiers, in as many statements as for one of them. */
export async function loadReview(
  db: Db,
  portalId: number,
  { week, tiers, ownerId, firstOf, now }: ReviewRequest,
): Promise<{ materials: ReviewMaterial[]; total: number }> {
  const filter = { tiers, ownerId, firstOf };
  const { accounts, total } = await listAccountsToReview(db, portalId, filter, MOST_REVIEWED);
  const ids = accounts.map(({ companyId }) => companyId);
  const results = await loadReviewedResults(db, portalId, ids);
  const before = await loadStandingsAt(db, portalId, ids, week.from - 1);
  const after = await loadStandingsAt(db, portalId, ids, Math.min(week.to - 1, now));
  const touches = await loadTouches(db, portalId, ids, week, THEIRS);
  const ours = await countActs(db, portalId, ids, week, OURS);
  const deals = await loadDealEvents(db, portalId, ids, week);
  const runs = Map.groupBy(await listPlayRuns(db, portalId, ids), ({ companyId }) => companyId);
  const proposals = await loadProposalsOf(db, portalId, ids, week);
  const plans = await loadPlans(db, portalId, ids);
  const refusals = await loadRefusalsOf(db, portalId, ids);
  const states = await loadReviewStates(db, portalId, ids, week.id);
  const materials = accounts.map((account): ReviewMaterial => {
    const { companyId: id } = account;
    return {
      account,
      result: results.get(id) ?? null,
      before: before.get(id) ?? null,
      after: after.get(id) ?? null,
      touches: touches.get(id) ?? [],
      ours: ours.get(id) ?? [],
      deals: deals.get(id) ?? [],
      runs: runs.get(id) ?? [],
      proposals: proposals.get(id) ?? [],
      plan: plans.get(id) ?? null,
      refusals: refusals.get(id) ?? [],
      ...(states.get(id) ?? { notes: [], review: null }),
    };
  });
  return { materials, total };
}

/** The notes on these accounts, and whether they were gone through in a week, by company id. */
export async function loadReviewStates(
  db: Db,
  portalId: number,
  companyIds: readonly string[],
  week: string,
): Promise<Map<string, Pick<ReviewMaterial, 'notes' | 'review'>>> {
  const notes = await loadReviewNotes(db, portalId, companyIds, MOST_NOTES);
  const reviews = await loadReviews(db, portalId, companyIds, week);
  return new Map(
    companyIds.map((id) => [id, { notes: notes.get(id) ?? [], review: reviews.get(id) ?? null }] as const),
  );
}
