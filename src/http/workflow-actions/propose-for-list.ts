import { Router } from 'express';
import { z } from 'zod';
import type { Tier } from '../../domain/committee/committee-model.ts';
import { InvalidInputError } from '../../errors.ts';
import { proposeChange } from '../../sync/target-list/propose-change.ts';
import type { HttpContext } from '../http-context.ts';
import { parseBody } from '../parse-input.ts';
import { rawBodyOf, readRawBody } from '../raw-body.ts';
import { requireSignatureV2 } from '../require-signature.ts';

const PLACES: Record<'tier_1' | 'tier_2' | 'tier_3' | 'off', Tier | null> = {
  tier_1: 1,
  tier_2: 2,
  tier_3: 3,
  off: null,
};

const execution = z.looseObject({
  /** One a run of the step: HubSpot repeats it with every try. */
  callbackId: z.string().min(1).max(300),
  origin: z.looseObject({ portalId: z.number().int().positive() }),
  context: z.looseObject({ workflowId: z.union([z.string(), z.number()]).transform(String).optional() }).default({}),
  object: z.looseObject({ objectId: z.union([z.string(), z.number()]).transform(String) }),
  inputFields: z.looseObject({
    place: z.enum(['tier_1', 'tier_2', 'tier_3', 'off'], 'must be tier_1, tier_2, tier_3 or off'),
    reason: z.string().trim().min(1, 'must say why').max(500, 'must have at most 500 characters'),
  }),
});

/**
 * Proposes a company for the target account list out of a workflow; people decide. What the list refuses (it is provisional, the
 * account is there already, a proposal is open) is told to the workflow, which goes on.
 */
export function proposeForListRoute(context: HttpContext): Router {
  const router = Router();
  const path = '/workflow-actions/propose-for-list';
  router.post(path, readRawBody, requireSignatureV2(context), async (request, response) => {
    const { callbackId, origin, context: run, object, inputFields } = parseBody(execution, rawBodyOf(request));
    const { workflowId = 'unknown' } = run;
    const actor = { portalId: origin.portalId, userEmail: `workflow:${workflowId}` };
    const { place, reason } = inputFields;
    const wish = { requestId: `workflow ${callbackId}`, companyId: object.objectId, tier: PLACES[place], reason };
    try {
      await proposeChange(context, actor, wish);
      response.json({
        outputFields: { hs_execution_state: 'SUCCESS', proposal_outcome: 'proposed', proposal_message: '' },
      });
    } catch (failure) {
      if (!(failure instanceof InvalidInputError)) throw failure;
      const told = { proposal_outcome: 'refused', proposal_message: failure.message };
      response.json({ outputFields: { hs_execution_state: 'FAIL_CONTINUE', ...told } });
    }
  });
  return router;
}
