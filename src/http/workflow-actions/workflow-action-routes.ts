import { Router } from 'express';
import { z } from 'zod';
import { NotFoundError } from '../../errors.ts';
import { getAccountScore } from '../../storage/account-scores.ts';
import { getCompany } from '../../storage/companies.ts';
import { refreshAccount } from '../../sync/refresh/refresh-portal.ts';
import type { HttpContext } from '../http-context.ts';
import { parseBody } from '../parse-input.ts';
import { rawBodyOf, readRawBody } from '../raw-body.ts';
import { requireSignatureV2 } from '../require-signature.ts';
import { proposeForListRoute } from './propose-for-list.ts';

const execution = z.looseObject({
  origin: z.looseObject({ portalId: z.number().int().positive() }),
  object: z.looseObject({ objectId: z.union([z.string(), z.number()]).transform(String) }),
});

/** Actions that the portal's own workflows call. */
export function workflowActionRoutes(context: HttpContext): Router {
  const router = Router();
  router.use(proposeForListRoute(context));
  const path = '/workflow-actions/refresh-account';
  router.post(path, readRawBody, requireSignatureV2(context), async (request, response) => {
    const { origin, object } = parseBody(execution, rawBodyOf(request));
    const company = await getCompany(context.db.kysely, origin.portalId, object.objectId);
    if (company === null) throw new NotFoundError('Roundtable does not know this company (yet).');
    await refreshAccount(context, origin.portalId, company.companyId);
    const score = await getAccountScore(context.db.kysely, origin.portalId, company.companyId);
    const tier = score?.tier === null || score === null ? '' : `tier_${score.tier}`;
    response.json({ outputFields: { hs_execution_state: 'SUCCESS', roundtable_tier: tier } });
  });
  return router;
}
