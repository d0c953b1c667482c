import { Router } from 'express';
import { z } from 'zod';
import { NotFoundError } from '../../errors.ts';
import { getAccountScore } from '../../storage/accounts/account-scores.ts';
import { getCompany } from '../../storage/mirror/companies.ts';
import { refreshAccount } from '../../sync/refresh/refresh-portal.ts';
import type { HttpContext } from '../http-context.ts';
import { proposeForListRoute } from './propose-for-list.ts';
import { serveAction } from './serve-action.ts';
import { startPlayRoutes } from './start-play.ts';

/**
 * Actions that the portal's own workflows call (signed v2): propose for the list, start a play, recompute an account.
 */
export function workflowActionRoutes(context: HttpContext): Router {
  const router = Router();
  router.use(proposeForListRoute(context), startPlayRoutes(context), refreshAccountRoute(context));
  return router;
}

function refreshAccountRoute(context: HttpContext): Router {
  const path = '/workflow-actions/refresh-account';
  return serveAction(context, path, z.unknown().optional(), async ({ portalId, companyId }) => {
    const { kysely } = context.db;
    const company = await getCompany(kysely, portalId, companyId);
    if (company === null) throw new NotFoundError('Roundtable does not know this company (yet).');
    await refreshAccount(context, portalId, company.companyId);
    const tier = (await getAccountScore(kysely, portalId, company.companyId))?.tier ?? null;
    return { ok: true, outputs: { roundtable_tier: tier === null ? '' : `tier_${tier}` } };
  });
}
