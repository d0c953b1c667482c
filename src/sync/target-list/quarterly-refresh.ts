import type { Tier } from '../../domain/committee/committee-model.ts';
import { DAY_MS } from '../../domain/day-ms.ts';
import { keepTiers, type KeptAssignment } from '../../domain/target-list/keep-tiers.ts';
import { findChange } from '../../domain/target-list/plan-changes.ts';
import {
  DECISION_STANDS_DAYS,
  isSameChange,
  type AccountProposal,
  type ListChange,
} from '../../domain/target-list/proposal.ts';
import { InvalidInputError } from '../../errors.ts';
import { loadTierCandidates } from '../../storage/accounts/account-facts.ts';
import { listCompanies } from '../../storage/mirror/companies.ts';
import { getActiveModel } from '../../storage/portal/models.ts';
import { listOpenProposals, listTurnedDown } from '../../storage/target-list/proposals.ts';
import type { Db } from '../../storage/tables/tables.ts';
import { getKeptList, listKeptOut, type KeptList } from '../../storage/target-list/target-list.ts';
import { toCandidate } from '../refresh/assign-portal-tiers.ts';
import type { SyncContext } from '../sync-context.ts';
import { gatherEvidence } from './gather-evidence.ts';

/** Changes gone through at a time; the rest comes with the next refresh, which may follow at once. */
const MOST_CHANGES = 300;
/** A quarter. */
const EVERY_DAYS = 90;
const NO_TIER = 9;

/** A change that the quarterly refresh suggests. */
export interface SuggestedChange {
  companyId: string;
  name: string;
  fromTier: Tier | null;
  toTier: Tier | null;
  change: ListChange;
  reason: string;
  evidence: string[];
  /** The open proposal about the account, of whichever change. */
  open: AccountProposal | null;
}

export interface QuarterlyRefresh {
  /** Highest tiers first, then by rank. */
  changes: SuggestedChange[];
  /** How many more there are. */
  left: number;
  /** Changes that people turned down in the last quarter, which are not suggested again. */
  turnedDown: number;
}

/**
 * Where every account would be seated today: as the scores want it each day, but without the minimum stay that holders have; pins and
 * what people took off the list stand. Read-only.
 * @throws InvalidInputError where the list is provisional
 */
export async function readQuarterlyRefresh(context: SyncContext, db: Db, portalId: number): Promise<QuarterlyRefresh> {
  const kept = await getKeptList(db, portalId);
  const model = await getActiveModel(db, portalId);
  if (kept === null || model === null) {
    throw new InvalidInputError('The list is provisional: approve it as it stands first.');
  }
  const now = context.now();
  const rules = { autoApply: { addTo: [], moveTo: [], remove: false }, keptOut: await listKeptOut(db, portalId, now) };
  const candidates = (await loadTierCandidates(db, portalId)).map(toCandidate);
  const tiering = { ...model.tiering, dwellDays: 0 };
  const places = keepTiers(candidates, tiering, rules, context.scoringTime());
  const turnedDown = Map.groupBy(
    await listTurnedDown(db, portalId, now - DECISION_STANDS_DAYS * DAY_MS),
    ({ companyId }) => companyId,
  );
  const wanted = places.flatMap((place) => {
    const change = findChange(place);
    return change === null ? [] : [{ ...place, change }];
  });
  const suggested = wanted.filter(
    ({ companyId, change }) => !turnedDown.get(companyId)?.some((former) => isSameChange(former.change, change)),
  );
  const shown = suggested.toSorted(byWeight).slice(0, MOST_CHANGES);
  return {
    changes: await describeChanges(db, portalId, shown, { kept: places, rules: tiering.rules }),
    left: suggested.length - shown.length,
    turnedDown: wanted.length - suggested.length,
  };
}

/** A quarter after the last refresh, or after the list was first approved; epoch ms. */
export function whenRefreshIsDue({ refreshedAt, keptSince }: Pick<KeptList, 'refreshedAt' | 'keptSince'>): number {
  return (refreshedAt ?? keptSince) + EVERY_DAYS * DAY_MS;
}

type Wanted = KeptAssignment & { change: ListChange };

async function describeChanges(
  db: Db,
  portalId: number,
  shown: readonly Wanted[],
  among: Parameters<typeof gatherEvidence>[3],
): Promise<SuggestedChange[]> {
  const ids = shown.map(({ companyId }) => companyId);
  const evidence = await gatherEvidence(db, portalId, ids, among);
  const names = new Map((await listCompanies(db, portalId, ids)).map(({ companyId, name }) => [companyId, name]));
  const open = new Map((await listOpenProposals(db, portalId)).map((each) => [each.companyId, each]));
  return shown.map(({ companyId, held, wanted, wantedReason, change }) => ({
    companyId,
    name: names.get(companyId) ?? companyId,
    fromTier: held,
    toTier: wanted,
    change,
    reason: wantedReason,
    evidence: evidence.get(companyId) ?? [],
    open: open.get(companyId) ?? null,
  }));
}

function byWeight(one: Wanted, other: Wanted): number {
  const highest = ({ held, wanted }: Wanted): number => Math.min(held ?? NO_TIER, wanted ?? NO_TIER);
  const rankOf = ({ rank }: Wanted): number => rank ?? Number.MAX_SAFE_INTEGER;
  return (
    highest(one) - highest(other) || rankOf(one) - rankOf(other) || Number(one.companyId) - Number(other.companyId)
  );
}
