import { Router } from 'express';
import { z } from 'zod';
import { asPortal } from '../../storage/connection/tenant-scope.ts';
import { scoreAtOnce } from '../../sync/refresh/score-at-once.ts';
import type { HttpContext } from '../http-context.ts';
import { parseBody } from '../parse-input.ts';
import { rawBodyOf, readRawBody } from '../raw-body.ts';
import { requireSignatureV2 } from '../require-signature.ts';

/** HubSpot sends ids as numbers and as strings. */
const idText = z.union([z.string(), z.number()]).transform(String);

/** What a workflow sends with every run of a step; HubSpot adds fields as it grows. */
const execution = z.looseObject({
  /** One per run of the step; HubSpot sends the same with every attempt. */
  callbackId: z.string().min(1).max(300),
  origin: z.looseObject({ portalId: z.number().int().positive() }),
  context: z.looseObject({ workflowId: idText.optional() }).default({}),
  object: z.looseObject({ objectId: idText }),
});

/** One run of an action by a portal's workflow. */
export interface ActionRun<Inputs> {
  portalId: number;
  companyId: string;
  /** The actor in the audit log: `workflow:<id>`. */
  actor: string;
  /** The same for every attempt of this run, so that a repeat changes nothing. */
  requestId: string;
  inputs: Inputs;
}

/** `ok: false`: not done, with the reason in the outputs; the workflow goes on all the same. */
export interface ActionOutcome {
  ok: boolean;
  /** By their names in `app.json`. */
  outputs: Readonly<Record<string, string>>;
}

/**
 * Serves one workflow action: signed (v2) for its portal, answered once it is done. A company created a moment ago is
 * read and scored first; during a portal's first sync the action has to wait. After an answer of 4xx HubSpot gives up,
 * after one of 5xx it tries again for three days (HubSpot: webhooks in workflows).
 */
export function serveAction<Inputs>(
  context: HttpContext,
  path: string,
  inputFields: z.ZodType<Inputs>,
  act: (run: ActionRun<Inputs>) => Promise<ActionOutcome>,
): Router {
  const router = Router();
  const schema = execution.extend({ inputFields });
  router.post(path, readRawBody, requireSignatureV2(context), async (request, response) => {
    const { callbackId, origin, context: from, object, inputFields: inputs } = parseBody(schema, rawBodyOf(request));
    const { portalId } = origin;
    const run = {
      portalId,
      companyId: object.objectId,
      actor: `workflow:${from.workflowId ?? 'unknown'}`,
      requestId: `workflow ${callbackId}`,
      inputs,
    };
    const { ok, outputs } = await asPortal(portalId, async () => {
      await scoreAtOnce(context, portalId, run.companyId);
      return act(run);
    });
    response.json({ outputFields: { hs_execution_state: ok ? 'SUCCESS' : 'FAIL_CONTINUE', ...outputs } });
  });
  return router;
}
