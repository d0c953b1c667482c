import type { TargetListData } from '../../../extensions/app/pages/target-list/target-list-data.ts';
import { countAccountsByTier } from '../../storage/target-list/account-lists.ts';
import { getActiveModel } from '../../storage/portal/models.ts';
import { listOwners } from '../../storage/mirror/owners.ts';
import { countLeaving, countQueue } from '../../storage/target-list/proposal-queue.ts';
import { findOpenAdoption } from '../../storage/target-list/proposals.ts';
import { getKeptList, type KeptList } from '../../storage/target-list/target-list.ts';
import { loadPortalRoles } from '../../sync/committee/portal-roles.ts';
import { readChangeRight } from '../../sync/settings/change-right.ts';
import { countDecided } from '../../sync/target-list/kept-decisions.ts';
import { readKeyHolder } from '../../sync/target-list/keys.ts';
import { whenRefreshIsDue } from '../../sync/target-list/quarterly-refresh.ts';
import type { HttpContext } from '../http-context.ts';
import type { Caller } from '../require-signature.ts';
import { iso } from '../iso.ts';
import { describeKeys, readViewer } from './describe-proposals.ts';

/** Accounts that one request may propose. */
export const MOST_PROPOSED = 100;

/** Where the list stands, who holds the keys, and what the table can be narrowed by, for who looks. */
export async function readTargetList(context: HttpContext, caller: Caller): Promise<TargetListData> {
  const { kysely } = context.db;
  const { portalId, userEmail } = caller;
  const kept = await getKeptList(kysely, portalId);
  const adoption = await findOpenAdoption(kysely, portalId);
  const viewer = await readViewer(kysely, caller);
  const { keys, nameOf } = viewer;
  const owners = await listOwners(kysely, portalId);
  const model = await getActiveModel(kysely, portalId);
  const { labels } = await loadPortalRoles(kysely, portalId);
  const counts = await countAccountsByTier(kysely, portalId);
  const leaving = await countLeaving(kysely, portalId);
  const { mayChange, askWhom } = await readChangeRight(kysely, portalId, userEmail);
  return {
    keptSince: iso(kept?.keptSince ?? null),
    refresh: kept && describeRefresh(kept, context.now(), await countDecided(kysely, caller)),
    adoption: adoption && describeKeys(adoption, viewer),
    sides: [...(await readKeyHolder(kysely, caller)).sides],
    holders: { marketing: keys.marketing.map(nameOf), sales: keys.sales.map(nameOf) },
    mayChange,
    askWhom,
    tiers: (model?.tiering.rules ?? []).map(({ tier, seats }) => ({
      tier,
      seats,
      held: counts[`${tier}`],
      leaving: leaving.get(tier) ?? { count: 0, only: null },
    })),
    open: await countQueue(kysely, portalId),
    mostProposed: MOST_PROPOSED,
    choices: {
      stages: (model?.stage.stages ?? []).map(({ id, label }) => ({ value: id, label })),
      owners: owners.filter(({ active }) => active).map(({ ownerId, name }) => ({ value: ownerId, label: name })),
      gaps: [
        ...new Set(
          Object.values(model?.committee.requiredRoles ?? {})
            .flat()
            .map(({ role }) => role),
        ),
      ].map((role) => ({ value: role, label: labels[role] })),
    },
  };
}

function describeRefresh(kept: KeptList, now: number, decided: number): TargetListData['refresh'] {
  const dueAt = whenRefreshIsDue(kept);
  return { lastAt: iso(kept.refreshedAt), dueAt: iso(dueAt), isDue: dueAt <= now, decided };
}
