import type {
  Block,
  Happened,
  Move,
  Next,
  ReviewData,
  ReviewedAccount,
  ReviewState,
} from '../../../extensions/app/pages/review/review-data.ts';
import type { RoleLabels } from '../../domain/committee/role-labels.ts';
import { wordActs } from '../../domain/committee/touches.ts';
import type { Week } from '../../domain/review/calendar-week.ts';
import type { StageModel } from '../../domain/stage/stage-model.ts';
import { SIDES, tierAfter } from '../../domain/target-list/proposal.ts';
import type { PlayRun } from '../../storage/plays/play-runs.ts';
import type { ReviewedResult, Touches } from '../../storage/program/weekly-review.ts';
import type { ReviewMaterial } from '../../sync/review/load-review.ts';
import { iso } from '../iso.ts';

const MOST_PEOPLE = 6;
const MOST_DUE = 3;
const SCORES = ['engagement', 'intent', 'fit', 'coverage'] as const;

/** What the reviews of all accounts have in common. */
export interface ReviewFrame {
  week: Week;
  /** Whether the last seven days stand for what the score log does not know of this week. */
  isRecent: boolean;
  stages: StageModel['stages'];
  /** Names of plays by id, and of people by email address and by owner's id. */
  playNames: ReadonlyMap<string, string>;
  nameOf: (email: string) => string;
  ownerNames: ReadonlyMap<string, string>;
  /** What the portal calls the roles. */
  roleLabels: RoleLabels;
  /** The viewer: signed address, owner id, and whether they are an admin of the app. */
  viewer: { email: string; ownerId: string | null; isAdmin: boolean };
}

/** Every account of a review, and whether any of them was scored before its week: where none was, that is news of no single one. */
export function buildReviews(
  materials: readonly ReviewMaterial[],
  frame: ReviewFrame,
): Pick<ReviewData, 'accounts' | 'firstScored' | 'isRecent'> {
  const isAnyKnown = materials.some(({ before }) => before !== null);
  const isAnyScored = isAnyKnown || materials.some(({ after }) => after !== null);
  const accounts = materials.map((material) => buildReview(material, frame));
  const { isRecent } = frame;
  if (isAnyKnown) return { accounts, firstScored: 'before', isRecent };
  return {
    isRecent,
    accounts: accounts.map((account) => ({ ...account, happened: { ...account.happened, isNew: false } })),
    firstScored: isAnyScored ? 'within' : 'after',
  };
}

/** One account as the review shows it. */
function buildReview(material: ReviewMaterial, frame: ReviewFrame): ReviewedAccount {
  const { account, result, after } = material;
  const { ownerId } = account;
  const stage = after?.stage ?? result?.stage ?? '';
  return {
    ...buildState(account.companyId, material, frame),
    name: account.name,
    tier: account.tier,
    stage: labelOf(stage, frame),
    owner: ownerId === null ? null : (frame.ownerNames.get(ownerId) ?? null),
    isMine: ownerId !== null && ownerId === frame.viewer.ownerId,
    happened: describeEvents(material, frame),
    did: material.ours.map(({ type, count }) => wordActs(type, count)),
    next: describeNext(material, frame),
    blocks: describeBlocks(material, frame),
  };
}

/** What the team keeps on an account. */
export function buildState(
  id: string,
  { notes, review }: Pick<ReviewMaterial, 'notes' | 'review'>,
  { viewer, nameOf }: Pick<ReviewFrame, 'viewer' | 'nameOf'>,
): ReviewState {
  return {
    id,
    notes: notes.map(({ noteId, text, notedAt, notedBy, editedAt }) => {
      const isTheirs = notedBy === viewer.email;
      const may = { mayEdit: isTheirs, mayRemove: isTheirs || viewer.isAdmin };
      return { noteId, text, at: iso(notedAt), by: nameOf(notedBy), editedAt: iso(editedAt), ...may };
    }),
    reviewed: review && { by: nameOf(review.reviewedBy), at: iso(review.reviewedAt) },
  };
}

function describeEvents(material: ReviewMaterial, frame: ReviewFrame): Happened {
  const { before, after, touches, deals } = material;
  const people = [...Map.groupBy(touches, ({ contactId }) => contactId).values()];
  const closed = new Set(deals.flatMap(({ kind, dealId }) => (kind === 'won' || kind === 'lost' ? [dealId] : [])));
  return {
    isNew: before === null && after !== null,
    moves: describeMoves(material, frame),
    people: people.slice(0, MOST_PEOPLE).map((acts) => describePerson(acts, material, frame)),
    morePeople: Math.max(0, people.length - MOST_PEOPLE),
    // "Won" implies the move to the last stage.
    deals: deals
      .filter(({ kind, dealId }) => kind !== 'moved' || !closed.has(dealId))
      .map(({ dealId: _dealId, at, ...deal }) => ({ ...deal, at: iso(at) })),
    plays: material.runs.flatMap((run) => describeRun(run, frame)),
    list: describeList(material, frame.week),
  };
}

/** The difference of two rows of the score log; where it does not reach back, what the result says of the last seven days. */
function describeMoves({ before, after, result }: ReviewMaterial, frame: ReviewFrame): Move[] {
  if (before === null || after === null) {
    return before === null && frame.isRecent && result !== null ? describeLastDays(result) : [];
  }
  const span = 'week';
  const scores = SCORES.filter((what) => before[what] !== after[what]).map((what): Move => ({
    what,
    from: before[what],
    to: after[what],
    span,
  }));
  return [
    ...(before.tier === after.tier ? [] : [{ what: 'tier', from: before.tier, to: after.tier } as const]),
    ...(before.stage === after.stage
      ? []
      : [{ what: 'stage', from: labelOf(before.stage, frame), to: labelOf(after.stage, frame) } as const]),
    ...scores,
  ];
}

function describeLastDays({ lastDays }: ReviewedResult): Move[] {
  const span = 'last_days';
  return (['engagement', 'intent'] as const)
    .map((what) => ({ what, ...lastDays[what], span }) as const)
    .filter(({ from, to }) => from !== to);
}

/** @param acts those of one person, the latest first */
function describePerson(
  acts: readonly Touches[],
  { result }: ReviewMaterial,
  { roleLabels }: ReviewFrame,
): Happened['people'][number] {
  const [latest] = acts;
  const role = result?.committee.roles.find(({ candidates }) =>
    candidates.some(({ contactId, state }) => contactId === latest?.contactId && state !== 'suggested'),
  );
  return {
    name: latest?.name ?? '',
    role: role === undefined ? null : roleLabels[role.role],
    acts: acts.map(({ type, count }) => wordActs(type, count)),
    lastAt: iso(latest?.lastAt ?? 0),
  };
}

function describeRun(run: PlayRun, { week, playNames }: ReviewFrame): Happened['plays'] {
  const name = playNames.get(run.playId) ?? run.playId;
  // Nobody judged a run that ended with a problem (decision 414).
  const abandoned = run.problem === null ? 'missed' : 'stopped';
  const ended = { completed: 'reached', abandoned, failed: 'failed' } as const;
  const kind = run.status in ended ? ended[run.status as keyof typeof ended] : null;
  return [
    ...(kind !== null && run.finishedAt !== null && isIn(week, run.finishedAt)
      ? [{ name, kind, at: iso(run.finishedAt) }]
      : []),
    ...(isIn(week, run.startedAt) && run.status !== 'failed'
      ? [{ name, kind: 'started', at: iso(run.startedAt) } as const]
      : []),
  ];
}

function describeList({ proposals }: ReviewMaterial, week: Week): Happened['list'] {
  return proposals.flatMap(({ change, status, proposedAt, closedAt }) => {
    const to = tierAfter(change);
    const isDecided = status === 'approved' || status === 'rejected' || status === 'expired';
    return [
      ...(isIn(week, proposedAt) ? [{ kind: 'proposed', to, at: iso(proposedAt) } as const] : []),
      ...(isDecided && closedAt !== null && isIn(week, closedAt) ? [{ kind: status, to, at: iso(closedAt) }] : []),
    ];
  });
}

function describeNext({ result, runs, plan }: ReviewMaterial, frame: ReviewFrame): Next {
  const { playNames } = frame;
  const exit = result?.exit ?? null;
  const running = runs.filter(({ status }) => status === 'starting' || status === 'running');
  const ids = new Set(running.map(({ playId }) => playId));
  return {
    running: running.map(({ playId, steps }) => ({
      name: playNames.get(playId) ?? playId,
      steps: steps.map(({ title, dueAt, taskId }) => ({ title, dueAt: iso(dueAt), taskId })),
    })),
    due: (result?.plays ?? [])
      .filter(({ playId }) => !ids.has(playId))
      .slice(0, MOST_DUE)
      .map(({ name, why }) => ({ name, why })),
    rests: result?.rests ?? null,
    objective: plan?.objective?.text ?? null,
    initiatives: plan?.initiatives.map(({ text }) => text) ?? [],
    falls: exit && { to: labelOf(exit.to, frame), at: iso(exit.leavesAt) },
  };
}

function describeBlocks(material: ReviewMaterial, frame: ReviewFrame): Block[] {
  const { account, result, runs, proposals, refusals } = material;
  const committee = result?.committee;
  const missing = (committee?.missingRoles ?? []).map((role) => frame.roleLabels[role]);
  return [
    ...(account.ownerId === null ? [{ kind: 'no_owner' } as const] : []),
    ...(committee?.risks ?? []).map(({ sentence }) => ({ kind: 'risk', sentence }) as const),
    ...(missing.length === 0 ? [] : [{ kind: 'missing', roles: missing } as const]),
    ...describeStale(material, frame),
    ...proposals
      .filter(({ status }) => status === 'open')
      .map(({ change, approvals }) => {
        const turned = new Set(approvals.map(({ side }) => side));
        return { kind: 'waiting', to: tierAfter(change), sides: SIDES.filter((side) => !turned.has(side)) } as const;
      }),
    ...runs
      .filter(({ status, finishedAt }) => status === 'failed' && finishedAt !== null && finishedAt >= frame.week.from)
      .map(({ problem }) => ({ kind: 'failed', sentence: problem ?? '' }) as const),
    ...refusals.map((sentence) => ({ kind: 'refused', sentence }) as const),
  ];
}

/** Roles that a person assigned too long ago to rely on. */
function describeStale({ result }: ReviewMaterial, { roleLabels }: ReviewFrame): Block[] {
  const roles = result?.committee.roles ?? [];
  return roles.flatMap(({ role, candidates }) =>
    candidates
      .filter(({ evidence }) => evidence.some(({ stale }) => stale))
      .map(({ name }) => ({ kind: 'stale', role: roleLabels[role], name }) as const),
  );
}

function labelOf(id: string, { stages }: ReviewFrame): string {
  return stages.find((stage) => stage.id === id)?.label ?? id;
}

function isIn({ from, to }: Week, at: number): boolean {
  return at >= from && at < to;
}
