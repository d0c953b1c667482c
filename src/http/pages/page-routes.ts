import { Router } from 'express';
import { z } from 'zod';
import type { AccountsPageData } from '../../../extensions/app/pages/accounts-page-data.ts';
import type { Tier } from '../../domain/committee/committee-model.ts';
import { listAccountsByRank } from '../../storage/account-lists.ts';
import { getActiveModel } from '../../storage/models.ts';
import type { HttpContext } from '../http-context.ts';
import { parseInput } from '../parse-input.ts';
import { callerOf } from '../require-signature.ts';

const PAGE = 50;

const accountsQuery = z.object({
  tier: z.enum(['', '1', '2', '3']).default(''),
  /** `rank:id` of the last account of the page before. */
  after: z
    .string()
    .regex(/^(\d{1,10}:\d{1,20})?$/, 'must be what the page before gave as next')
    .default(''),
});

/** The app's pages in HubSpot. */
export function pageRoutes(context: HttpContext): Router {
  const router = Router();
  router.get('/accounts', async (request, response) => {
    const { tier, after } = parseInput(accountsQuery, request.query);
    const { portalId } = callerOf(response);
    const [rank, companyId] = after.split(':');
    const accounts = await listAccountsByRank(context.db.kysely, portalId, {
      tier: tier === '' ? null : (Number(tier) as Tier),
      after: rank && companyId ? { rank: Number(rank), companyId } : null,
      limit: PAGE,
    });
    const stages = (await getActiveModel(context.db.kysely, portalId))?.stage.stages ?? [];
    const last = accounts.length === PAGE ? accounts.at(-1) : undefined;
    const answer: AccountsPageData = {
      accounts: accounts.map(({ companyId: id, rank: _rank, stage, ...account }) => ({
        id,
        ...account,
        stage: stages.find((each) => each.id === stage)?.label ?? stage,
      })),
      next: last === undefined ? null : `${last.rank}:${last.companyId}`,
    };
    response.json(answer);
  });
  return router;
}
