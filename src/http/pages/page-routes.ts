import { Router } from 'express';
import type {
  AccountKeys,
  AccountsPageData,
  ListedAccount,
} from '../../../extensions/app/pages/target-list/accounts-page-data.ts';
import type { Model } from '../../domain/model/model.ts';
import { findDrivers } from '../../domain/tiering/find-drivers.ts';
import { withoutPlace } from '../../domain/tiering/give-reason.ts';
import { tierAfter } from '../../domain/target-list/proposal.ts';
import { getActiveModel } from '../../storage/portal/models.ts';
import { listTargetAccounts, type TargetAccount } from '../../storage/target-list/target-accounts.ts';
import { cutPage } from '../cut-page.ts';
import type { HttpContext } from '../http-context.ts';
import { parseInput } from '../parse-input.ts';
import { callerOf } from '../require-signature.ts';
import { accountsQuery, cursorOf, toPage } from '../target-list/account-query.ts';
import { targetListRoutes } from '../target-list/target-list-routes.ts';
import { readPortalState } from './read-portal-state.ts';

const PAGE = 50;

/** The app's pages in HubSpot. */
export function pageRoutes(context: HttpContext): Router {
  const router = Router();
  router.use('/target-list', targetListRoutes(context));
  router.get('/state', async (_request, response) => {
    response.json(await readPortalState(context, callerOf(response).portalId));
  });
  router.get('/accounts', async (request, response) => {
    const { after, ...filter } = parseInput(accountsQuery, request.query);
    const { portalId } = callerOf(response);
    const { kysely } = context.db;
    const found = await listTargetAccounts(kysely, portalId, { ...toPage(filter), after, limit: PAGE + 1 });
    const { rows: accounts, last } = cutPage(found, PAGE);
    const model = await getActiveModel(kysely, portalId);
    response.json({
      accounts: accounts.map((account) => toListed(account, model)),
      next: last && cursorOf(last),
    } satisfies AccountsPageData);
  });
  return router;
}

function toListed(account: TargetAccount, model: Model | null): ListedAccount {
  const { companyId: id, name, tier, tierReason, stage, fit, engagement, intent, coverage, owner, nextPlay } = account;
  const listed = { id, name, tier, tierReason, fit, engagement, intent, coverage, owner, nextPlay };
  const label = model?.stage.stages.find((each) => each.id === stage)?.label ?? stage;
  return { ...listed, drivers: driversOf(account, model), stage: label, keys: keysOf(account) };
}

/** What an account is ranked by is told of those whose reason names a rank. */
function driversOf(account: TargetAccount, model: Model | null): ListedAccount['drivers'] {
  const { tierReason, fit, dealPotential } = account;
  if (model === null || withoutPlace(tierReason) === tierReason) return [];
  const scores = { fit, engagement: account.engagement ?? 0, intent: account.intent ?? 0, dealPotential };
  return findDrivers(scores, model.tiering.priorityWeights);
}

function keysOf({ open, decided }: TargetAccount): AccountKeys {
  if (open !== null) {
    const isTurned = (side: string): boolean => open.approvals.some((approval) => approval.side === side);
    return { state: 'waiting', to: tierAfter(open.change), marketing: isTurned('marketing'), sales: isTurned('sales') };
  }
  return { state: decided === null ? 'none' : decided === 'on' ? 'approved' : 'removed' };
}
