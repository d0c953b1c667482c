import { Router } from 'express';
import { z } from 'zod';
import type { ProposalGroup } from '../../../extensions/app/pages/target-list/target-list-data.ts';
import type {
  RefreshData,
  RefreshedData,
  SuggestedChange as ShownChange,
} from '../../../extensions/app/pages/target-list/target-refresh-data.ts';
import { SIDES, isSameChange } from '../../domain/target-list/proposal.ts';
import { finishQuarterlyRefresh } from '../../sync/target-list/finish-quarterly-refresh.ts';
import { readQuarterlyRefresh, type SuggestedChange } from '../../sync/target-list/quarterly-refresh.ts';
import type { HttpContext } from '../http-context.ts';
import { parseBody, requestIdSchema, recordId } from '../parse-input.ts';
import { rawBodyOf } from '../raw-body.ts';
import { callerOf } from '../require-signature.ts';
import { readTargetList } from './read-target-list.ts';

const MOST_AT_ONCE = 300;

const reviewedSchema = z
  .array(
    z.strictObject({
      companyId: recordId,
      tier: z.union([z.literal(1), z.literal(2), z.literal(3), z.null()]),
    }),
  )
  .max(MOST_AT_ONCE);
const refreshBody = z
  .strictObject({
    requestId: requestIdSchema,
    side: z.enum(SIDES).nullable(),
    accept: reviewedSchema,
    reject: reviewedSchema,
    reason: z.string().trim().max(500, 'must have at most 500 characters').default(''),
  })
  .refine(({ reject, reason }) => reject.length === 0 || reason !== '', { path: ['reason'], error: 'must say why' })
  .refine(({ reject, side }) => reject.length === 0 || side !== null, {
    path: ['side'],
    error: 'must name a key you hold, since you reject',
  });

/** The quarterly refresh: what it suggests, and what somebody decided of it. Sent twice it is done once. */
export function refreshRoutes(context: HttpContext): Router {
  const router = Router();
  router.get('/', async (_request, response) => {
    const { portalId } = callerOf(response);
    const { changes, left, turnedDown } = await readQuarterlyRefresh(context, context.db.kysely, portalId);
    response.json({ changes: changes.map(toShown), left, turnedDown } satisfies RefreshData);
  });
  router.post('/', async (request, response) => {
    const caller = callerOf(response);
    const outcome = await finishQuarterlyRefresh(context, caller, parseBody(refreshBody, rawBodyOf(request)));
    response.json({ list: await readTargetList(context, caller), ...outcome } satisfies RefreshedData);
  });
  return router;
}

function toShown({ change, open, ...shown }: SuggestedChange): ShownChange {
  const waiting = open && {
    isSame: isSameChange(open.change, change),
    keys: open.approvals.map(({ side }) => side),
    proposedBy: open.proposedBy,
  };
  return { ...shown, group: groupOf(shown), open: waiting };
}

function groupOf({ fromTier, toTier }: Pick<SuggestedChange, 'fromTier' | 'toTier'>): ProposalGroup {
  if (fromTier === null) return 'in';
  if (toTier === null) return 'out';
  return toTier < fromTier ? 'up' : 'down';
}
