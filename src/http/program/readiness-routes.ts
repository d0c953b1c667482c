import { Router, type Response } from 'express';
import { z } from 'zod';
import type { ReadinessData } from '../../../extensions/app/settings/guide/readiness-data.ts';
import { readReadiness } from '../../sync/measurement/read-readiness.ts';
import { readChangeRight } from '../../sync/settings/change-right.ts';
import { changeSettings } from '../../sync/settings/change-settings.ts';
import { programSettingsSchema, type ProgramSettings } from '../../sync/settings/program-settings.ts';
import type { HttpContext } from '../http-context.ts';
import { parseBody } from '../parse-input.ts';
import { rawBodyOf } from '../raw-body.ts';
import { callerOf, type Caller } from '../require-signature.ts';
import { callerWhoMayChange } from '../require-right.ts';

const { capacity, dealValueFloor, revenueGoal } = programSettingsSchema.shape;
const capacityBody = z.strictObject({ capacity: capacity.unwrap(), dealValueFloor: dealValueFloor.unwrap() });
const goalBody = z.strictObject({ revenueGoal: revenueGoal.unwrap() });

/**
 * Whether ABM suits the portal, whether the team can work the list, and the goal. Each change sets a value, so it may
 * be repeated.
 */
export function readinessRoutes(context: HttpContext): Router {
  const router = Router();
  router.get('/readiness', (_request, response) => answer(context, response));
  router.post('/capacity', async (request, response) => {
    const caller = await callerWhoMayChange(context, response);
    await change(context, response, caller, parseBody(capacityBody, rawBodyOf(request)));
  });
  router.post('/goal', async (request, response) => {
    const caller = await callerWhoMayChange(context, response);
    await change(context, response, caller, parseBody(goalBody, rawBodyOf(request)));
  });
  return router;
}

async function change(
  context: HttpContext,
  response: Response,
  { portalId, userEmail }: Caller,
  changes: Partial<ProgramSettings>,
): Promise<void> {
  await changeSettings(context, portalId, ({ program }) => ({ program: { ...program, ...changes } }), userEmail);
  await answer(context, response);
}

async function answer(context: HttpContext, response: Response): Promise<void> {
  const { portalId, userEmail } = callerOf(response);
  const { readiness, ...report } = await readReadiness(context, portalId);
  const right = await readChangeRight(context.db.kysely, portalId, userEmail);
  response.json({ ...readiness, ...report, ...right } satisfies ReadinessData);
}
