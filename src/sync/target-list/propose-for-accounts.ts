import type { Tier } from '../../domain/committee/committee-model.ts';
import type { RoleLabels } from '../../domain/committee/role-labels.ts';
import { giveEvidence } from '../../domain/target-list/give-evidence.ts';
import { findChange } from '../../domain/target-list/plan-changes.ts';
import {
  PROPOSED_BY_SCORES,
  isSameChange,
  openProposal,
  type AccountProposal,
  type ListChange,
  type Proposal,
} from '../../domain/target-list/proposal.ts';
import { InvalidInputError, NotFoundError } from '../../errors.ts';
import { listAccountScores, type AccountScore } from '../../storage/accounts/account-scores.ts';
import { lockScores } from '../../storage/accounts/score-log.ts';
import { appendAudits, THE_APP } from '../../storage/portal/audit-log.ts';
import { findOpenProposals, findProposals, saveProposals } from '../../storage/target-list/proposals.ts';
import { getKeptList } from '../../storage/target-list/target-list.ts';
import type { Db } from '../../storage/tables/tables.ts';
import { hashId } from '../hash-id.ts';
import { loadPortalRoles } from '../committee/portal-roles.ts';
import { toSnapshot } from '../refresh/account-snapshot.ts';
import type { SyncContext } from '../sync-context.ts';
import { auditProposal } from './audit-proposal.ts';
import type { Actor } from './keys.ts';

/** The same change that somebody wishes for some accounts. */
export interface ListWish {
  /** Made by who asks, once per wish. */
  requestId: string;
  companyIds: readonly string[];
  /** `null`: off the list. */
  tier: Tier | null;
  reason: string;
}

/** The same for one account. */
export interface AccountWish extends Omit<ListWish, 'companyIds'> {
  companyId: string;
}

/** What became of a wish for one account: its proposal, or the error that says why there is none. */
export type WishReport = { companyId: string } & (
  | { proposal: Proposal }
  | { refusal: NotFoundError | InvalidInputError }
);

/**
 * Proposes a change of each of these accounts, which takes effect once both keys are turned. One that is refused does not hold up the
 * others. A repeat is given the proposals made the first time.
 * @throws InvalidInputError where the list is provisional
 */
export async function proposeForAccounts(context: SyncContext, actor: Actor, wish: ListWish): Promise<WishReport[]> {
  const { portalId } = actor;
  const companyIds = [...new Set(wish.companyIds)];
  return context.db.transaction(async (trx) => {
    await lockScores(trx, portalId);
    const ids = new Map(companyIds.map((companyId) => [companyId, hashId(32, portalId, wish.requestId, companyId)]));
    const found = await findProposals(trx, portalId, [...ids.values()]);
    const former = new Map(found.map((proposal) => [proposal.proposalId, proposal]));
    const repeated = companyIds.flatMap((companyId): WishReport[] => {
      const proposal = former.get(ids.get(companyId) ?? '');
      return proposal === undefined ? [] : [{ companyId, proposal }];
    });
    const isRepeated = new Set(repeated.map(({ companyId }) => companyId));
    const left = companyIds.filter((companyId) => !isRepeated.has(companyId));
    return [...repeated, ...(await proposeNew(context, trx, actor, { ...wish, companyIds: left }))];
  });
}

/**
 * The same for one account.
 * @throws NotFoundError if the account is not known
 * @throws InvalidInputError if the list is provisional, or accepts no such proposal about the account now
 */
export async function proposeForOne(
  context: SyncContext,
  actor: Actor,
  { companyId, ...wish }: AccountWish,
): Promise<Proposal> {
  const [report] = await proposeForAccounts(context, actor, { ...wish, companyIds: [companyId] });
  if (report === undefined) throw new NotFoundError('This account is not known.');
  if ('refusal' in report) throw report.refusal;
  return report.proposal;
}

async function proposeNew(context: SyncContext, trx: Db, actor: Actor, wish: ListWish): Promise<WishReport[]> {
  const { portalId, userEmail } = actor;
  const { companyIds } = wish;
  if (companyIds.length === 0) return [];
  if ((await getKeptList(trx, portalId)) === null) {
    throw new InvalidInputError('The list is provisional: approve it as it stands first, then propose changes.');
  }
  const now = context.now();
  const scores = new Map((await listAccountScores(trx, portalId, companyIds)).map((score) => [score.companyId, score]));
  const open = await findOpenProposals(trx, portalId, companyIds);
  const { labels } = await loadPortalRoles(trx, portalId);
  const made: { proposal: Proposal; held: AccountProposal | null }[] = [];
  const reports = companyIds.map((companyId): WishReport => {
    const held = open.get(companyId) ?? null;
    const outcome = judgeWish(scores.get(companyId), held, wish.tier);
    if ('refusal' in outcome) return { companyId, ...outcome };
    const asked = { ...describeWish(outcome, labels), reason: wish.reason.trim() };
    const proposalId = hashId(32, portalId, wish.requestId, companyId);
    const proposal = openProposal({ proposalId, ...asked }, userEmail.toLowerCase(), now);
    made.push({ proposal, held });
    return { companyId, proposal };
  });
  await saveWishes(trx, actor, made, now);
  if (made.length > 0) await context.queue.send('send-slack', { portalId }, { singletonKey: String(portalId), trx });
  return reports;
}

/** The change that is wished, or why it is not to be had. */
function judgeWish(
  score: AccountScore | undefined,
  open: AccountProposal | null,
  tier: Tier | null,
): { score: AccountScore; change: ListChange } | { refusal: NotFoundError | InvalidInputError } {
  if (score === undefined) return { refusal: new NotFoundError('This account is not known, or not scored yet.') };
  const change = findChange({ held: score.tier, wanted: tier });
  if (change === null) return refuse(`Already ${describePlace(tier)}.`);
  if (tier !== null && score.disqualifiedBy !== null) {
    return refuse(
      `The model excludes this account (${score.disqualifiedBy}): the scores would propose at once to take it off again.`,
    );
  }
  // A person's wish takes the place of the scoring's; two people's wishes for one account are decided one after the other.
  if (open !== null && (open.proposedBy !== PROPOSED_BY_SCORES || isSameChange(open.change, change))) {
    return refuse('A proposal about this account is open: approve or reject that one first.');
  }
  return { score, change };
}

function refuse(why: string): { refusal: InvalidInputError } {
  return { refusal: new InvalidInputError(why) };
}

function describeWish(
  { score, change }: { score: AccountScore; change: ListChange },
  labels: RoleLabels,
): Pick<AccountProposal, 'companyId' | 'change' | 'fromTier' | 'evidence'> {
  const result = toSnapshot(score)?.result;
  const evidence = result === undefined ? [] : giveEvidence(result, null, labels);
  return { companyId: score.companyId, change, fromTier: score.tier, evidence };
}

/** Keeps new proposals, each in the place of the scoring's that was open. */
async function saveWishes(
  trx: Db,
  { portalId, userEmail }: Actor,
  made: readonly { proposal: Proposal; held: AccountProposal | null }[],
  now: number,
): Promise<void> {
  const withdrawn = made.flatMap(({ held }): Proposal[] =>
    held === null ? [] : [{ ...held, status: 'withdrawn', closedAt: now }],
  );
  await saveProposals(trx, portalId, withdrawn);
  await saveProposals(
    trx,
    portalId,
    made.map(({ proposal }) => proposal),
  );
  await appendAudits(trx, portalId, [
    ...withdrawn.map((proposal) => {
      return auditProposal(proposal, 'proposal withdrawn', THE_APP, now, {
        because: 'a person proposes another change',
      });
    }),
    ...made.map(({ proposal }) => auditProposal(proposal, 'change proposed', userEmail, now)),
  ]);
}

function describePlace(tier: Tier | null): string {
  return tier === null ? 'off the list' : `in Tier ${tier}`;
}
