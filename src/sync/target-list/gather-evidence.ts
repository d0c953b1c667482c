import { findDisplaced, giveEvidence } from '../../domain/target-list/give-evidence.ts';
import type { KeptAssignment } from '../../domain/target-list/keep-tiers.ts';
import type { TierRule } from '../../domain/tiering/tiering-model.ts';
import { listAccountScores } from '../../storage/accounts/account-scores.ts';
import { listCompanies } from '../../storage/mirror/companies.ts';
import type { Db } from '../../storage/tables/tables.ts';
import { loadPortalRoles } from '../committee/portal-roles.ts';
import { toSnapshot } from '../refresh/account-snapshot.ts';

/**
 * What speaks for a change of each of these accounts, by id, from what is stored of them; `kept` are the places of the whole
 * portal, among which those are whose seats they would take.
 */
export async function gatherEvidence(
  db: Db,
  portalId: number,
  companyIds: readonly string[],
  { kept, rules }: { kept: readonly KeptAssignment[]; rules: readonly TierRule[] },
): Promise<Map<string, string[]>> {
  const displaced = findDisplaced(kept, rules);
  const leavers = companyIds.flatMap((companyId) => displaced.get(companyId)?.companyId ?? []);
  const names = new Map((await listCompanies(db, portalId, leavers)).map(({ companyId, name }) => [companyId, name]));
  const scores = new Map((await listAccountScores(db, portalId, companyIds)).map((score) => [score.companyId, score]));
  const { labels } = await loadPortalRoles(db, portalId);
  const gathered = companyIds.map((companyId): [string, string[]] => {
    const score = scores.get(companyId);
    const result = score === undefined ? null : (toSnapshot(score)?.result ?? null);
    const leaver = displaced.get(companyId);
    const instead =
      leaver === undefined ? null : { name: names.get(leaver.companyId) ?? leaver.companyId, to: leaver.wanted };
    return [companyId, result === null ? [] : giveEvidence(result, instead, labels)];
  });
  return new Map(gathered);
}
