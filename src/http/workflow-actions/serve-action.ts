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
  /** One a run of the step: HubSpot repeats it with every try. */
  callbackId: z.string().min(1).max(300),
  origin: z.looseObject({ portalId: z.number().int().positive() }),
  context: z.looseObject({ workflowId: idText.optional() }).default({}),
  object: z.looseObject({ objectId: idText }),
});

/** One run of an action of ours by a workflow of a portal. */
export interface ActionRun<Inputs> {
  portalId: number;
  companyId: string;
  /** Whom the audit log names: `workflow:<id>`. */
  actor: string;
  /** The same for every try of this run, so that a repeat changes nothing. */
  requestId: string;
  inputs: Inputs;
}

/** `ok: false`: not done, and why is among the outputs; the workflow goes on all the same. */
export interface ActionOutcome {
  ok: boolean;
  /** By the names of `app.json`. */
  outputs: Readonly<Record<string, string>>;
}

/**
 * Serves one workflow action: signed (v2) for its portal, answered once it is done. A company made a moment ago is read and
 * scored first; one of a portal whose first sync runs has to wait for that. A failure is an answer of 4xx, after which HubSpot
 * gives up, or of 5xx, after which it tries again for three days (HubSpot: webhooks in workflows).
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
