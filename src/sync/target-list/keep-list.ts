import { randomUUID } from 'node:crypto';
import { expireProposal } from '../../domain/target-list/decide-proposal.ts';
import type { KeptAssignment, ListRules } from '../../domain/target-list/keep-tiers.ts';
import { planChanges, type ScoredChange } from '../../domain/target-list/plan-changes.ts';
import {
  DECISION_STANDS_DAYS,
  PROPOSED_BY_SCORES,
  openProposal,
  type Proposal,
} from '../../domain/target-list/proposal.ts';
import { DAY_MS } from '../../domain/day-ms.ts';
import type { TieringModel } from '../../domain/tiering/tiering-model.ts';
import { appendAudits, THE_APP, type AuditEntry } from '../../storage/portal/audit-log.ts';
import {
  findOpenAdoption,
  listOpenProposals,
  listTurnedDown,
  saveProposals,
} from '../../storage/target-list/proposals.ts';
import type { Db } from '../../storage/tables/tables.ts';
import {
  endStanding,
  getKeptList,
  listKeptOut,
  releasePins,
  saveListMembers,
} from '../../storage/target-list/target-list.ts';
import { readSettings } from '../settings/portal-settings.ts';
import type { SyncContext } from '../sync-context.ts';
import { auditProposal } from './audit-proposal.ts';
import { gatherEvidence } from './gather-evidence.ts';

/**
 * Ends what has waited or stood long enough, before a round; in its transaction, under `lockScores`.
 * @returns what the round is given, `null` where the list is provisional
 */
export async function prepareList(context: SyncContext, trx: Db, portalId: number): Promise<ListRules | null> {
  const now = context.now();
  await expireProposals(trx, portalId, now);
  if ((await getKeptList(trx, portalId)) === null) return null;
  await endStanding(trx, portalId, now);
  const { autoApply } = await readSettings(trx, portalId);
  return { autoApply, keptOut: await listKeptOut(trx, portalId, now) };
}

async function expireProposals(trx: Db, portalId: number, now: number): Promise<void> {
  const adoption = await findOpenAdoption(trx, portalId);
  const open: Proposal[] = await listOpenProposals(trx, portalId);
  const expired = [...open, ...(adoption === null ? [] : [adoption])]
    .map((proposal) => expireProposal(proposal, now))
    .filter(({ status }) => status === 'expired');
  await saveProposals(trx, portalId, expired);
  await appendAudits(
    trx,
    portalId,
    expired.map((proposal) => auditProposal(proposal, 'proposal expired', THE_APP, now)),
  );
}

/**
 * What follows from a round of a list that is kept with two keys: who came or left by itself is noted, new proposals are
 * made, and those the scores no longer want are withdrawn. In the round's transaction, once its tiers are saved.
 */
export async function followScores(
  context: SyncContext,
  trx: Db,
  portalId: number,
  round: { kept: readonly KeptAssignment[]; tiering: TieringModel; rules: ListRules },
): Promise<void> {
  const now = context.now();
  const { kept, tiering, rules } = round;
  await noteApplied(trx, portalId, { kept, rules }, now);
  const open = await listOpenProposals(trx, portalId);
  const turnedDown = await listTurnedDown(trx, portalId, now - DECISION_STANDS_DAYS * DAY_MS);
  const positions = kept.map(({ companyId, tier, wanted, wantedReason }) => ({
    companyId,
    held: tier,
    wanted,
    reason: wantedReason,
    evidence: [],
  }));
  const plan = planChanges(positions, open, rules.autoApply, turnedDown);
  const outdated = new Set(plan.withdraw);
  const withdrawn = open
    .filter(({ proposalId }) => outdated.has(proposalId))
    .map((proposal): Proposal => ({ ...proposal, status: 'withdrawn', closedAt: now }));
  await saveProposals(trx, portalId, withdrawn);
  const proposed = await writeProposals(trx, portalId, plan.propose, { kept, tiering, now });
  await saveProposals(trx, portalId, proposed);
  await appendAudits(trx, portalId, [
    ...withdrawn.map((proposal) => {
      return auditProposal(proposal, 'proposal withdrawn', THE_APP, now, { because: 'the scores no longer say so' });
    }),
    ...proposed.map((proposal) => {
      return auditProposal(proposal, 'change proposed', THE_APP, now, { reason: proposal.reason });
    }),
  ]);
}

/** The log says why an account moved, and what was chosen that let it without keys. */
async function noteApplied(
  trx: Db,
  portalId: number,
  { kept, rules }: { kept: readonly KeptAssignment[]; rules: ListRules },
  now: number,
): Promise<void> {
  const applied = kept.filter(({ held, tier }) => held !== tier);
  const joinedOrLeft = applied.filter(({ held, tier }) => held === null || tier === null);
  await saveListMembers(
    trx,
    portalId,
    joinedOrLeft.map(({ companyId, tier }) => ({
      companyId,
      listed: tier !== null,
      since: now,
      proposalId: null,
      standsUntil: null,
    })),
  );
  // A decision ends with what it was about: who comes back later is seated by merit.
  const left = joinedOrLeft.filter(({ tier }) => tier === null).map(({ companyId }) => companyId);
  await releasePins(trx, portalId, left, now);
  const entries = applied.map(({ companyId, held, tier, reason }): AuditEntry => {
    const details = { from: held, to: tier, reason, autoApply: rules.autoApply };
    return { at: now, actor: THE_APP, action: 'list changed', subject: `company:${companyId}`, details };
  });
  await appendAudits(trx, portalId, entries);
}

/** The proposals with what speaks for them, from what is stored of their accounts. */
async function writeProposals(
  trx: Db,
  portalId: number,
  changes: readonly ScoredChange[],
  { kept, tiering, now }: { kept: readonly KeptAssignment[]; tiering: TieringModel; now: number },
): Promise<Proposal[]> {
  if (changes.length === 0) return [];
  const ids = changes.map(({ companyId }) => companyId);
  const evidence = await gatherEvidence(trx, portalId, ids, { kept, rules: tiering.rules });
  return changes.map(({ companyId, change, held, reason }) => {
    const asked = { companyId, change, fromTier: held, reason, evidence: evidence.get(companyId) ?? [] };
    return openProposal({ proposalId: randomUUID(), ...asked }, PROPOSED_BY_SCORES, now);
  });
}
