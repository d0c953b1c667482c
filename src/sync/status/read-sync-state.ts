import { startOfDay } from '../../domain/local-time.ts';
import type { TierRule } from '../../domain/tiering/tiering-model.ts';
import { NotFoundError } from '../../errors.ts';
import {
  countAccountsByTier,
  countMirrored,
  countWaiting,
  type MirroredCounts,
} from '../../storage/target-list/account-lists.ts';
import { getActiveModel } from '../../storage/portal/models.ts';
import { getPortal, readHold, type Portal, type PortalStatus } from '../../storage/portal/portals.ts';
import { listRefusalsOf } from '../../storage/portal/refusals.ts';
import { readRequestCounts } from '../../storage/portal/request-log.ts';
import { listSyncSteps, type SyncStep } from '../../storage/mirror/sync-steps.ts';
import type { PullStep } from '../pull/steps/pull-run.ts';
import { PULL_STEPS } from '../pull/steps/pull-steps.ts';
import { RECORD_TYPES } from '../pull/reading/record-types.ts';
import { readSettings, type PortalSettings } from '../settings/portal-settings.ts';
import { readBudget, type Budget } from '../settings/read-budget.ts';
import { listSettledSteps } from '../settings/settled-steps.ts';
import type { SyncContext } from '../sync-context.ts';
import { estimateMsLeft } from './read-progress.ts';
import { readSyncProblem } from './sync-problem.ts';

/** HubSpot's lists give 100 records a page. */
const RECORDS_A_PAGE = 100;

export interface SyncState {
  status: PortalStatus;
  /** Why the first sync stopped the last time; it is tried again. */
  problem: string | null;
  steps: SyncStepState[];
  accountsByTier: Record<'1' | '2' | '3' | 'none', number>;
  /** Since the install; `null` on its day, of which the budget tells. */
  requestsMade: number | null;
  budget: Budget;
  /** Properties of the app's that it cannot write, and why not the first of them; `null` where it can write all. */
  unwritable: { count: number; of: number; why: string } | null;
  /** HubSpot takes no request before this moment (epoch ms): its daily limit is used up. */
  heldUntil: number | null;
  waiting: Awaited<ReturnType<typeof countWaiting>>;
  mirrored: MirroredCounts;
  /** Of each tier, how many seats there are and hold; `note` says why any are empty. */
  seats: { tier: number; seats: number; taken: number; note: string | null }[];
  modelVersion: number;
  /** Epoch ms of the last finished step, of the first sync or of a sweep since. */
  asOf: number | null;
  /** Whether an admin came to the end of the guided start, or left it. */
  guide: 'open' | 'done' | 'skipped';
  /** Steps of it that are decided, there or elsewhere. */
  settled: PortalSettings['guide']['settled'];
}

export interface SyncStepState {
  name: string;
  label: string;
  done: number;
  /** `null` until it is known. */
  total: number | null;
  /** Pages of HubSpot's lists that were read; `null` of what is not read from them. */
  pages: number | null;
  finishedAt: number | null;
  /** At the pace so far; `null` where that or the total is not known. */
  msLeft: number | null;
}

/**
 * How far the sync of a portal has come and what waits.
 * @throws NotFoundError for a portal that never installed the app
 */
export async function readSyncState(context: SyncContext, portalId: number): Promise<SyncState> {
  const { kysely } = context.db;
  const portal = await getPortal(kysely, portalId);
  if (portal === null) throw new NotFoundError('The app is not installed in this portal.');
  const held = new Map((await listSyncSteps(kysely, portalId)).map((step) => [step.step, step]));
  const finished = [...held.values()].flatMap(({ finishedAt }) => finishedAt ?? []);
  const now = context.now();
  const steps = PULL_STEPS.map((step) => describeStep(withAccess(step, portal.scopes), held.get(step.name), now));
  const model = await getActiveModel(kysely, portalId);
  const settings = await readSettings(kysely, portalId);
  const accountsByTier = await countAccountsByTier(kysely, portalId);
  return {
    status: portal.status,
    problem: await readSyncProblem(kysely, portalId),
    steps,
    accountsByTier,
    mirrored: await countMirrored(kysely, portalId),
    seats: (model?.tiering.rules ?? []).map((rule) => describeSeats(rule, accountsByTier[rule.tier])),
    budget: await readBudget(context, portalId),
    requestsMade: await countRequests(context, portal),
    unwritable: await readUnwritable(context, portalId),
    heldUntil: await readHold(kysely, portalId, now),
    waiting: await countWaiting(kysely, portalId),
    modelVersion: model?.version ?? 0,
    asOf: finished.length === 0 ? null : Math.max(...finished),
    guide: settings.guide.finished ?? 'open',
    settled: model === null ? [] : await listSettledSteps(kysely, portalId, settings, model),
  };
}

async function readUnwritable({ db, manifest }: SyncContext, portalId: number): Promise<SyncState['unwritable']> {
  const conflicts = await listRefusalsOf(db.kysely, portalId, 'property');
  const [first] = conflicts;
  if (first === undefined) return null;
  const of = manifest.companyProperties.properties.length;
  return { count: conflicts.length, of, why: `${first.property} ${first.message}` };
}

/** Asked after the budget: what is counted meanwhile makes it no smaller than the budget's figures. */
async function countRequests({ db, now }: SyncContext, portal: Portal): Promise<number | null> {
  const { portalId, installedAt, timeZone } = portal;
  if (installedAt >= startOfDay(now(), timeZone)) return null;
  const requests = await readRequestCounts(db.kysely, portalId, installedAt);
  return Object.values(requests).reduce((sum, count) => sum + count, 0);
}

/** Nothing read is one thing, nothing that may be read another. */
function withAccess({ name, label, scope }: PullStep, granted: readonly string[]): Pick<PullStep, 'name' | 'label'> {
  const isGranted = scope === undefined || granted.includes(scope);
  return { name, label: isGranted ? label : `${label} (not granted at install)` };
}

function describeStep({ name, label }: Pick<PullStep, 'name' | 'label'>, held: SyncStep | undefined, now: number) {
  const isListed = RECORD_TYPES.some((type) => type === name);
  const pages = isListed ? Math.ceil((held?.done ?? 0) / RECORDS_A_PAGE) : null;
  if (held === undefined) return { name, label, done: 0, total: null, pages, finishedAt: null, msLeft: null };
  const { done, total, finishedAt } = held;
  return { name, label, done, total, pages, finishedAt, msLeft: estimateMsLeft(held, now) };
}

/** Every eligible account is seated while there are seats, so that an empty one means nobody else is eligible. */
function describeSeats({ tier, seats, fitFloor }: TierRule, taken: number): SyncState['seats'][number] {
  const empty = seats - taken;
  const note = empty > 0 ? `${empty} empty: no other account has a fit of ${fitFloor} or more` : null;
  return { tier, seats, taken, note };
}
