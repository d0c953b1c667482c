import type { Tier } from '../../domain/committee/committee-model.ts';
import { findCautions } from '../../domain/target-list/find-cautions.ts';
import { loadDeals } from '../../storage/accounts/account-deals.ts';
import { listAccountScores } from '../../storage/accounts/account-scores.ts';
import { listPlayRuns } from '../../storage/plays/play-runs.ts';
import type { Db } from '../../storage/tables/tables.ts';
import { toSnapshot } from '../refresh/account-snapshot.ts';

/** A change of an account's place; `null` is off the list. */
export interface PlaceChange {
  companyId: string;
  fromTier: Tier | null;
  toTier: Tier | null;
}

/** What speaks against each of these changes as things stand now, by company id: of `findCautions`. */
export async function gatherCautions(
  db: Db,
  portalId: number,
  changes: readonly PlaceChange[],
): Promise<Map<string, string[]>> {
  const ids = changes.map(({ companyId }) => companyId);
  const scores = new Map((await listAccountScores(db, portalId, ids)).map((score) => [score.companyId, score]));
  const deals = await loadDeals(db, portalId, ids);
  const runs = Map.groupBy(await listPlayRuns(db, portalId, ids), ({ companyId }) => companyId);
  return new Map(
    changes.map((change) => {
      const { companyId } = change;
      const score = scores.get(companyId);
      const result = score === undefined ? null : (toSnapshot(score)?.result ?? null);
      const running = (runs.get(companyId) ?? []).filter(({ status }) => status === 'starting' || status === 'running');
      const account = { result, deals: deals.get(companyId) ?? [], playsRunning: running.length };
      return [companyId, findCautions(change, account)];
    }),
  );
}
