import type { Router } from 'express';
import { z } from 'zod';
import type { Tier } from '../../domain/committee/committee-model.ts';
import { InvalidInputError } from '../../errors.ts';
import { proposeForOne } from '../../sync/target-list/propose-for-accounts.ts';
import type { HttpContext } from '../http-context.ts';
import { MOST_REASON, reasonSchema } from '../parse-input.ts';
import { serveAction } from './serve-action.ts';

const PLACES: Record<'tier_1' | 'tier_2' | 'tier_3' | 'off', Tier | null> = {
  tier_1: 1,
  tier_2: 2,
  tier_3: 3,
  off: null,
};

const inputs = z.looseObject({
  place: z.enum(['tier_1', 'tier_2', 'tier_3', 'off'], 'must be tier_1, tier_2, tier_3 or off'),
  reason: reasonSchema(MOST_REASON),
});

/**
 * Lets a workflow propose a company for the target account list; people decide. What the list refuses (it is
 * provisional, the account is there already, a proposal is open) is reported to the workflow, which goes on.
 */
export function proposeForListRoute(context: HttpContext): Router {
  const path = '/workflow-actions/propose-for-list';
  return serveAction(context, path, inputs, async ({ portalId, companyId, actor, requestId, inputs: wish }) => {
    const { place, reason } = wish;
    try {
      const who = { portalId, userEmail: actor };
      await proposeForOne(context, who, { requestId, companyId, tier: PLACES[place], reason });
      return { ok: true, outputs: { proposal_outcome: 'proposed', proposal_message: '' } };
    } catch (failure) {
      if (!(failure instanceof InvalidInputError)) throw failure;
      return { ok: false, outputs: { proposal_outcome: 'refused', proposal_message: failure.message } };
    }
  });
}
