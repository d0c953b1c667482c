import { Router, type Response } from 'express';
import { z } from 'zod';
import type {
  DecidedData,
  ProposedData,
  QueueData,
} from '../../../extensions/app/pages/target-list/target-list-data.ts';
import { SIDES } from '../../domain/target-list/proposal.ts';
import { listQueue, PROPOSAL_GROUPS } from '../../storage/target-list/proposal-queue.ts';
import { decideProposals, type Verdict } from '../../sync/target-list/decide-proposals.ts';
import { proposeAdoption } from '../../sync/target-list/propose-adoption.ts';
import { proposeForAccounts, type ListWish } from '../../sync/target-list/propose-for-accounts.ts';
import { cutPage } from '../cut-page.ts';
import type { HttpContext } from '../http-context.ts';
import {
  MOST_REASON,
  parseBody,
  parseInput,
  reasonSchema,
  recordId,
  requestIdSchema,
  tierSchema,
} from '../parse-input.ts';
import { rawBodyOf } from '../raw-body.ts';
import { callerOf } from '../require-signature.ts';
import { exportLinkRoute } from './export-accounts.ts';
import { describeQueue } from './describe-proposals.ts';
import { MOST_PROPOSED, readTargetList } from './read-target-list.ts';
import { refreshRoutes } from './refresh-routes.ts';

const PAGE = 20;
const MOST_AT_ONCE = 100;

const queueQuery = z.object({
  group: z.enum(['', ...PROPOSAL_GROUPS]).default(''),
  after: z
    .string()
    .regex(/^\d{0,15}$/, 'must be what the page before gave as next')
    .default(''),
});
const adoptBody = z.strictObject({ requestId: requestIdSchema });
const proposeBody = z.strictObject({
  requestId: requestIdSchema,
  companyIds: z
    .array(recordId)
    .min(1, 'must name an account')
    .max(MOST_PROPOSED, `must name at most ${MOST_PROPOSED} accounts`),
  tier: tierSchema.nullable(),
  reason: reasonSchema(MOST_REASON),
});
const deciding = {
  proposalIds: z.array(z.string().min(1).max(100)).min(1).max(MOST_AT_ONCE),
  side: z.enum(SIDES),
};
const decideBody = z.discriminatedUnion('verdict', [
  z.strictObject({ ...deciding, verdict: z.literal('approve') }),
  z.strictObject({ ...deciding, verdict: z.literal('reject'), reason: reasonSchema(MOST_REASON) }),
]);

/** The list with two keys: how it stands, what is proposed, proposing and deciding. Every change may be repeated. */
export function targetListRoutes(context: HttpContext): Router {
  const router = Router();
  const answer = async (response: Response): Promise<void> => {
    response.json(await readTargetList(context, callerOf(response)));
  };
  router.get('/', (_request, response) => answer(response));
  router.get('/proposals', async (request, response) => {
    const { group, after } = parseInput(queueQuery, request.query);
    const caller = callerOf(response);
    const { portalId } = caller;
    const page = { group: group || null, after: Number(after), limit: PAGE + 1 };
    const { rows: proposals, last } = cutPage(await listQueue(context.db.kysely, portalId, page), PAGE);
    const next = last && String(last.seq);
    const described = await describeQueue(context.db.kysely, caller, proposals);
    response.json({ proposals: described, next } satisfies QueueData);
  });
  router.post('/adopt', async (request, response) => {
    const { requestId } = parseBody(adoptBody, rawBodyOf(request));
    await proposeAdoption(context, callerOf(response), requestId);
    await answer(response);
  });
  router.post('/propose', async (request, response) => {
    response.json(await propose(context, response, parseBody(proposeBody, rawBodyOf(request))));
  });
  router.post('/decide', async (request, response) => {
    const { proposalIds, ...verdict } = parseBody(decideBody, rawBodyOf(request));
    response.json(await decide(context, response, proposalIds, verdict));
  });
  router.post('/export-link', exportLinkRoute(context));
  router.use('/refresh', refreshRoutes(context));
  return router;
}

async function propose(context: HttpContext, response: Response, wish: ListWish): Promise<ProposedData> {
  const caller = callerOf(response);
  const reports = await proposeForAccounts(context, caller, wish);
  return {
    list: await readTargetList(context, caller),
    proposed: reports.flatMap((each) => ('proposal' in each ? [each.companyId] : [])),
    refused: reports.flatMap((each) =>
      'refusal' in each ? [{ companyId: each.companyId, why: each.refusal.message }] : [],
    ),
  };
}

async function decide(
  context: HttpContext,
  response: Response,
  proposalIds: readonly string[],
  verdict: Verdict,
): Promise<DecidedData> {
  const caller = callerOf(response);
  const reports = await decideProposals(context, caller, proposalIds, verdict);
  const refusals = [...new Set(reports.flatMap(({ refusal }) => refusal ?? []))];
  const done = reports.filter(({ refusal }) => refusal === null).length;
  return { list: await readTargetList(context, caller), done, refusals };
}
