import { parentPort } from 'node:worker_threads';
import { previewModel, type ModelPreview, type PreviewedAccount } from '../../domain/model/preview-model.ts';
import type { Tier } from '../../domain/committee/committee-model.ts';
import type { StageId } from '../../domain/stage/stage-ids.ts';
import { keepTiers, type KeptAssignment, type ListRules } from '../../domain/target-list/keep-tiers.ts';
import { findChange, mayApply } from '../../domain/target-list/plan-changes.ts';
import { assignTiers } from '../../domain/tiering/assign-tiers.ts';
import type { TierCandidate } from '../../domain/tiering/rank-candidates.ts';
import type { TieringModel } from '../../domain/tiering/tiering-model.ts';

/** Under the active model, or under the other one. */
export type Side = 'before' | 'after';

/** An account as it was scored under one model. */
export interface ScoredAccount extends TierCandidate, Pick<PreviewedAccount, 'name' | 'stage' | 'engagement'> {}

/** The messages to the thread; `seat` and `compare` are answered. */
export type PreviewMessage =
  | { kind: 'accounts'; side: Side; accounts: readonly ScoredAccount[] }
  | { kind: 'seat'; side: Side; tiering: TieringModel; rules: ListRules | null; now: number }
  | { kind: 'stages'; side: Side; stages: readonly (readonly [index: number, stage: StageId])[] }
  | { kind: 'compare' };

/** How many accounts would be proposed for a tier; `null`: to leave the list. */
export interface ProposedMoves {
  tier: Tier | null;
  accounts: number;
}

/** Tiers in the order in which the accounts were told, 0 for none. */
export interface Seating {
  tiers: Uint8Array;
  /** Changes that would wait for both keys, the highest tier first; `null` where the list is provisional. */
  proposed: ProposedMoves[] | null;
}

interface Seated {
  accounts: ScoredAccount[];
  tiers: Uint8Array;
}

if (parentPort === null) throw new Error('preview-worker.ts runs as a worker thread only');
const port = parentPort;
const sides: Record<Side, Seated> = {
  before: { accounts: [], tiers: new Uint8Array() },
  after: { accounts: [], tiers: new Uint8Array() },
};
port.on('message', (message: PreviewMessage) => {
  const answer = take(message);
  if (answer !== undefined) port.postMessage(answer);
});

function take(message: PreviewMessage): Seating | ModelPreview | undefined {
  if (message.kind === 'compare') return previewModel(toPreviewed(sides.before), toPreviewed(sides.after));
  const side = sides[message.side];
  if (message.kind === 'accounts') {
    for (const account of message.accounts) side.accounts.push(account);
    return undefined;
  }
  if (message.kind === 'seat') return seat(side, message);
  for (const [index, stage] of message.stages) {
    const account = side.accounts[index];
    if (account !== undefined) account.stage = stage;
  }
  return undefined;
}

function seat(side: Seated, { tiering, rules, now }: Extract<PreviewMessage, { kind: 'seat' }>): Seating {
  const kept = rules && keepTiers(side.accounts, tiering, rules, now);
  const assignments = kept ?? assignTiers(side.accounts, tiering, now);
  side.tiers = Uint8Array.from(assignments, ({ tier }) => tier ?? 0);
  const waiting = rules === null ? null : (kept ?? []).filter((account) => needsKeys(account, rules));
  return { tiers: side.tiers, proposed: waiting && countByTier(waiting) };
}

function countByTier(waiting: readonly KeptAssignment[]): ProposedMoves[] {
  return ([1, 2, 3, null] as const)
    .map((tier) => ({ tier, accounts: waiting.filter(({ wanted }) => wanted === tier).length }))
    .filter(({ accounts }) => accounts > 0);
}

function needsKeys({ tier, wanted }: KeptAssignment, { autoApply }: ListRules): boolean {
  const change = findChange({ held: tier, wanted });
  return change !== null && !mayApply(change, autoApply);
}

function toPreviewed({ accounts, tiers }: Seated): PreviewedAccount[] {
  return accounts.map(({ companyId, name, stage, fit, engagement }, index) => {
    const tier = (tiers[index] || null) as PreviewedAccount['tier'];
    return { companyId, name, tier, stage, fit, engagement };
  });
}
