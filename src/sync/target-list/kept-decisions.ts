import { InvalidInputError } from '../../errors.ts';
import {
  countRefreshDecisions,
  dropRefreshDecisions,
  keepRefreshDecisions,
  listRefreshDecisions,
  type KeptDecision,
  type RefreshDecision,
} from '../../storage/target-list/refresh-decisions.ts';
import type { Db } from '../../storage/tables/tables.ts';
import { getKeptList } from '../../storage/target-list/target-list.ts';
import type { SyncContext } from '../sync-context.ts';
import type { Actor } from './keys.ts';
import type { SuggestedChange } from './quarterly-refresh.ts';

/** What one person decided in a refresh they have not finished, against what is suggested now. */
export interface KeptRefresh {
  /** By company id, where the very change is still suggested. */
  standing: Map<string, KeptDecision>;
  /** By company id, where another change of the account is suggested now. */
  changed: Map<string, KeptDecision>;
  /** Where no change of the account is among the suggestions. */
  gone: KeptDecision[];
  /** Colleagues who began one too, by e-mail address. */
  others: { by: string; decided: number }[];
}

/**
 * Keeps what somebody decides in the quarterly refresh until they finish it, for them alone: a decision is what their own key is
 * turned for. `verdict: null` takes one back; saying the same twice changes nothing.
 * @returns about how many accounts a decision of theirs is kept
 * @throws InvalidInputError where the list is provisional
 */
export async function keepDecisions(
  context: SyncContext,
  actor: Actor,
  decisions: readonly (Omit<RefreshDecision, 'verdict'> & { verdict: RefreshDecision['verdict'] | null })[],
): Promise<number> {
  const { portalId } = actor;
  const by = actor.userEmail.toLowerCase();
  const latest = [...new Map(decisions.map((each) => [each.companyId, each])).values()];
  const made = latest.flatMap(({ verdict, ...about }) => (verdict === null ? [] : [{ ...about, verdict }]));
  const takenBack = latest.flatMap(({ companyId, verdict }) => (verdict === null ? [companyId] : []));
  return context.db.transaction(async (trx) => {
    if ((await getKeptList(trx, portalId)) === null) {
      throw new InvalidInputError('The list is provisional: approve it as it stands first.');
    }
    await keepRefreshDecisions(trx, portalId, { by, at: context.now(), decisions: made });
    await dropRefreshDecisions(trx, portalId, by, takenBack);
    return countDecided(trx, actor);
  });
}

/** Begins the refresh anew: nothing that this person decided is kept. */
export async function forgetDecisions({ db }: SyncContext, { portalId, userEmail }: Actor): Promise<void> {
  await dropRefreshDecisions(db.kysely, portalId, userEmail.toLowerCase(), null);
}

/** About how many accounts a decision of this person is kept. */
export async function countDecided(db: Db, { portalId, userEmail }: Actor): Promise<number> {
  const mine = (await countRefreshDecisions(db, portalId)).find(({ by }) => by === userEmail.toLowerCase());
  return mine?.decided ?? 0;
}

/** What somebody has decided so far, and whether it still applies to what is suggested. */
export async function readKeptRefresh(
  db: Db,
  { portalId, userEmail }: Actor,
  changes: readonly SuggestedChange[],
): Promise<KeptRefresh> {
  const me = userEmail.toLowerCase();
  const kept = await listRefreshDecisions(db, portalId, me);
  const suggested = new Map(changes.map((change) => [change.companyId, change]));
  const isStanding = ({ companyId, fromTier, toTier }: KeptDecision): boolean => {
    const now = suggested.get(companyId);
    return now?.fromTier === fromTier && now.toTier === toTier;
  };
  const others = await countRefreshDecisions(db, portalId);
  return {
    standing: byCompany(kept.filter(isStanding)),
    changed: byCompany(kept.filter((each) => suggested.has(each.companyId) && !isStanding(each))),
    gone: kept.filter(({ companyId }) => !suggested.has(companyId)),
    others: others.filter(({ by }) => by !== me),
  };
}

function byCompany(decisions: readonly KeptDecision[]): Map<string, KeptDecision> {
  return new Map(decisions.map((decision) => [decision.companyId, decision]));
}
