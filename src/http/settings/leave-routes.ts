import { Router, type Response } from 'express';
import { z } from 'zod';
import type { LeaveData } from '../../../extensions/app/settings/access/leave-data.ts';
import { invalidField } from '../../errors.ts';
import { FORGET_AFTER_DAYS } from '../../sync/leave/forget-portal.ts';
import { previewLeave, requestLeave } from '../../sync/leave/leave-portal.ts';
import { readChangeRight } from '../../sync/settings/change-right.ts';
import type { HttpContext } from '../http-context.ts';
import { parseBody } from '../parse-input.ts';
import { rawBodyOf } from '../raw-body.ts';
import { callerOf } from '../require-signature.ts';
import { callerWhoMayChange } from '../require-right.ts';

const leaveBody = z.strictObject({
  removeProperties: z.boolean('must be true or false'),
  /** The portal's id, typed by the person: nobody leaves by a wrong click. */
  confirm: z.number('must be the ID of this account'),
});

/**
 * `/leave`: the progress of leaving, and the request for it by an admin who types the portal's id. It may be repeated.
 */
export function leaveRoutes(context: HttpContext): Router {
  const router = Router();
  const answer = async (response: Response): Promise<void> => {
    response.json(await readLeave(context, response));
  };
  router.get('/leave', (_request, response) => answer(response));
  router.post('/leave', async (request, response) => {
    const { portalId, userEmail } = await callerWhoMayChange(context, response);
    const { removeProperties, confirm } = parseBody(leaveBody, rawBodyOf(request));
    if (confirm !== portalId) {
      throw invalidField('confirm', 'must be the ID of this account');
    }
    await requestLeave(context, portalId, { removeProperties, by: userEmail });
    await answer(response);
  });
  return router;
}

async function readLeave(context: HttpContext, response: Response): Promise<LeaveData> {
  const { portalId, userEmail } = callerOf(response);
  const { status, mirrored, properties, segments } = await previewLeave(context, portalId);
  const { activities, ...records } = mirrored;
  const count = Object.values(activities).reduce((sum, n) => sum + n, 0);
  return {
    isLeaving: status === 'leaving',
    isCutOff: status === 'revoked',
    held: { ...records, activities: count },
    properties,
    segments,
    forgetAfterDays: FORGET_AFTER_DAYS,
    ...(await readChangeRight(context.db.kysely, portalId, userEmail)),
  };
}
