import { Router } from 'express';
import { z } from 'zod';
import { asPortal } from '../../storage/connection/tenant-scope.ts';
import { loadPortalPlays } from '../../sync/plays/portal-plays.ts';
import { startFromWorkflow } from '../../sync/plays/start-from-workflow.ts';
import { assertNotPaused } from '../../sync/status/read-pause.ts';
import type { HttpContext } from '../http-context.ts';
import { parseBody } from '../parse-input.ts';
import { rawBodyOf, readRawBody } from '../raw-body.ts';
import { requireSignatureV2 } from '../require-signature.ts';
import { serveAction } from './serve-action.ts';

const PATH = '/workflow-actions/start-play';

const inputs = z.looseObject({ play: z.string().trim().min(1, 'must name a play').max(100) });

/** HubSpot's request for options while somebody builds a workflow, with what they typed. */
const optionsQuestion = z.looseObject({
  origin: z.looseObject({ portalId: z.number().int().positive() }),
  fetchOptions: z.looseObject({ q: z.string().nullish() }).nullish(),
});

/** Starts a play from a workflow, and lists the portal's plays for whoever builds one. */
export function startPlayRoutes(context: HttpContext): Router {
  const router = Router();
  router.post(`${PATH}/options`, readRawBody, requireSignatureV2(context), async (request, response) => {
    const { origin, fetchOptions } = parseBody(optionsQuestion, rawBodyOf(request));
    const wanted = fetchOptions?.q?.trim().toLowerCase() ?? '';
    const plays = await asPortal(origin.portalId, () => loadPortalPlays(context.db.kysely, origin.portalId));
    const options = plays
      .filter(({ play, choice }) => choice.enabled && play.name.toLowerCase().includes(wanted))
      .map(({ play: { id, name, outcome } }) => ({ value: id, label: name, description: `Aims at: ${outcome}` }));
    response.json({ options, searchable: true });
  });
  router.use(
    serveAction(context, PATH, inputs, async ({ portalId, companyId, actor, requestId, inputs: { play } }) => {
      await assertNotPaused(context, portalId);
      const request = { portalId, companyId, playId: play, requestId, startedBy: actor };
      const { result, runId, reason } = await startFromWorkflow(context, request);
      return { ok: result === 'started', outputs: { play_result: result, play_run: runId ?? '', play_reason: reason } };
    }),
  );
  return router;
}
