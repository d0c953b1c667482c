import { compareText } from '../compare-text.ts';
import type { Tier } from '../committee/committee-model.ts';
import type { StageId } from '../stage/stage-ids.ts';

/** What one account has under one model. */
export interface PreviewedAccount {
  companyId: string;
  name: string;
  tier: Tier | null;
  stage: StageId;
  fit: number | null;
  engagement: number;
}

export interface AccountMove {
  companyId: string;
  name: string;
  from: Tier | null;
  to: Tier | null;
}

export interface ModelPreview {
  accounts: number;
  /** Accounts whose tier is another, those that enter the highest tiers first. */
  tierMoves: AccountMove[];
  /** For each tier (and none) how many it has before and after, come and go. */
  tiers: { tier: Tier | null; before: number; after: number; enter: number; leave: number }[];
  stageMoves: { companyId: string; name: string; from: StageId; to: StageId }[];
  /** Accounts whose fit moves by so many points or more. */
  fitChanges: { n: number; atLeast: number; meanChange: number };
  /** "87 accounts change tier, 12 enter Tier 1." */
  summary: string;
}

const NOTABLE_FIT_CHANGE = 5;
const TIERS = [1, 2, 3, null] as const;

/**
 * What another model would change, before it does (`domain.md` §10): the same accounts at the same moment under both, in any order.
 * @throws RangeError where the two do not hold the same accounts
 */
export function previewModel(before: readonly PreviewedAccount[], after: readonly PreviewedAccount[]): ModelPreview {
  const pairs = pair(before, after);
  const moves = pairs.filter(([old, now]) => old.tier !== now.tier);
  const tierMoves = moves
    .map(([old, now]): AccountMove => ({ companyId: now.companyId, name: now.name, from: old.tier, to: now.tier }))
    .toSorted(
      (one, other) =>
        order(one.to) - order(other.to) || order(one.from) - order(other.from) || compareText(one.name, other.name),
    );
  const tiers = TIERS.map((tier) => ({
    tier,
    before: before.filter((account) => account.tier === tier).length,
    after: after.filter((account) => account.tier === tier).length,
    enter: tierMoves.filter(({ to }) => to === tier).length,
    leave: tierMoves.filter(({ from }) => from === tier).length,
  }));
  const stageMoves = pairs.flatMap(([old, { companyId, name, stage }]) =>
    old.stage === stage ? [] : [{ companyId, name, from: old.stage, to: stage }],
  );
  const changes = pairs.flatMap(([old, now]) => (old.fit === null || now.fit === null ? [] : [now.fit - old.fit]));
  const n = changes.filter((change) => Math.abs(change) >= NOTABLE_FIT_CHANGE).length;
  const meanChange = changes.length === 0 ? 0 : changes.reduce((sum, change) => sum + change, 0) / changes.length;
  const fitChanges = { n, atLeast: NOTABLE_FIT_CHANGE, meanChange };
  return { accounts: pairs.length, tierMoves, tiers, stageMoves, fitChanges, summary: summarise(tierMoves) };
}

function summarise(moves: readonly AccountMove[]): string {
  if (moves.length === 0) return 'No account changes tier.';
  const entering = moves.filter(({ to }) => to === 1).length;
  const leaving = moves.filter(({ from }) => from === 1).length;
  const parts = [moves.length === 1 ? '1 account changes tier' : `${moves.length} accounts change tier`];
  if (entering > 0) parts.push(`${entering} ${entering === 1 ? 'enters' : 'enter'} Tier 1`);
  if (leaving > 0) parts.push(`${leaving} ${leaving === 1 ? 'leaves' : 'leave'} ${entering > 0 ? 'it' : 'Tier 1'}`);
  return `${parts.join(', ')}.`;
}

function pair(
  before: readonly PreviewedAccount[],
  after: readonly PreviewedAccount[],
): [PreviewedAccount, PreviewedAccount][] {
  const held = new Map(before.map((account) => [account.companyId, account]));
  const pairs = after.flatMap((account): [PreviewedAccount, PreviewedAccount][] => {
    const old = held.get(account.companyId);
    return old === undefined ? [] : [[old, account]];
  });
  if (pairs.length !== before.length || pairs.length !== after.length) {
    throw new RangeError(`${before.length} accounts before, ${after.length} after, ${pairs.length} in both`);
  }
  return pairs;
}

function order(tier: Tier | null): number {
  return tier ?? 4;
}
