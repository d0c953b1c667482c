import { Router } from 'express';
import { z } from 'zod';
import type { ProposalGroup } from '../../../extensions/app/pages/target-list/target-list-data.ts';
import type {
  FormerDecision,
  KeepRequest,
  KeptData,
  RefreshData,
  RefreshedData,
  SuggestedChange as ShownChange,
} from '../../../extensions/app/pages/target-list/target-refresh-data.ts';
import { SIDES, isSameChange } from '../../domain/target-list/proposal.ts';
import type { KeptDecision } from '../../storage/target-list/refresh-decisions.ts';
import { finishQuarterlyRefresh } from '../../sync/target-list/finish-quarterly-refresh.ts';
import {
  forgetDecisions,
  keepDecisions,
  readKeptRefresh,
  type KeptRefresh,
} from '../../sync/target-list/kept-decisions.ts';
import { gatherCautions } from '../../sync/target-list/gather-cautions.ts';
import { readQuarterlyRefresh, type SuggestedChange } from '../../sync/target-list/quarterly-refresh.ts';
import type { HttpContext } from '../http-context.ts';
import { MOST_REASON, parseBody, recordId, requestIdSchema, tierSchema } from '../parse-input.ts';
import { rawBodyOf } from '../raw-body.ts';
import { callerOf, type Caller } from '../require-signature.ts';
import { readViewer } from './describe-proposals.ts';
import { readTargetList } from './read-target-list.ts';

const MOST_AT_ONCE = 300;

const placeSchema = tierSchema.nullable();
const reviewedSchema = z.array(z.strictObject({ companyId: recordId, tier: placeSchema })).max(MOST_AT_ONCE);
const refreshBody = z
  .strictObject({
    requestId: requestIdSchema,
    side: z.enum(SIDES).nullable(),
    accept: reviewedSchema,
    reject: reviewedSchema,
    reason: z.string().trim().max(MOST_REASON, `must have at most ${MOST_REASON} characters`).default(''),
  })
  .refine(({ reject, reason }) => reject.length === 0 || reason !== '', { path: ['reason'], error: 'must say why' })
  .refine(({ reject, side }) => reject.length === 0 || side !== null, {
    path: ['side'],
    error: 'must name a key you hold, since you reject',
  });

const keepBody = z.strictObject({
  decisions: z
    .array(
      z.strictObject({
        companyId: recordId,
        fromTier: placeSchema,
        toTier: placeSchema,
        verdict: z.enum(['accept', 'reject']).nullable(),
      }),
    )
    .max(MOST_AT_ONCE),
}) satisfies z.ZodType<KeepRequest>;
const anewBody = z.strictObject({});

/** The quarterly refresh: what it suggests, what somebody decided so far, and finishing it. Each may be sent twice. */
export function refreshRoutes(context: HttpContext): Router {
  const router = Router();
  const read = async (caller: Caller): Promise<RefreshData> => {
    const { kysely } = context.db;
    const { changes, left, turnedDown } = await readQuarterlyRefresh(context, kysely, caller.portalId);
    const kept = await readKeptRefresh(kysely, caller, changes);
    const { nameOf } = await readViewer(kysely, caller);
    const cautions = await gatherCautions(kysely, caller.portalId, changes);
    return {
      changes: changes.map((change) => toShown(change, kept, cautions.get(change.companyId) ?? [])),
      left,
      turnedDown,
      gone: kept.gone.map((each) => ({ companyId: each.companyId, name: each.name, ...toFormer(each) })),
      others: kept.others.map(({ by, decided }) => ({ name: nameOf(by), decided })),
    };
  };
  router.get('/', async (_request, response) => {
    response.json(await read(callerOf(response)));
  });
  router.post('/', async (request, response) => {
    const caller = callerOf(response);
    const outcome = await finishQuarterlyRefresh(context, caller, parseBody(refreshBody, rawBodyOf(request)));
    response.json({ list: await readTargetList(context, caller), ...outcome } satisfies RefreshedData);
  });
  router.post('/keep', async (request, response) => {
    const { decisions } = parseBody(keepBody, rawBodyOf(request));
    const decided = await keepDecisions(context, callerOf(response), decisions);
    response.json({ decided } satisfies KeptData);
  });
  router.post('/anew', async (request, response) => {
    parseBody(anewBody, rawBodyOf(request));
    await forgetDecisions(context, callerOf(response));
    response.json(await read(callerOf(response)));
  });
  return router;
}

function toShown(
  { change, open, ...shown }: SuggestedChange,
  { standing, changed }: KeptRefresh,
  cautions: string[],
): ShownChange {
  const waiting = open && {
    isSame: isSameChange(open.change, change),
    keys: open.approvals.map(({ side }) => side),
    proposedBy: open.proposedBy,
  };
  const former = changed.get(shown.companyId);
  return {
    ...shown,
    group: groupOf(shown),
    cautions,
    open: waiting,
    verdict: standing.get(shown.companyId)?.verdict ?? null,
    former: former === undefined ? null : toFormer(former),
  };
}

function toFormer({ verdict, fromTier, toTier }: KeptDecision): FormerDecision {
  return { verdict, fromTier, toTier };
}

function groupOf({ fromTier, toTier }: Pick<SuggestedChange, 'fromTier' | 'toTier'>): ProposalGroup {
  if (fromTier === null) return 'in';
  if (toTier === null) return 'out';
  return toTier < fromTier ? 'up' : 'down';
}
