import { Router, type Response } from 'express';
import { z } from 'zod';
import type { LibraryPageData } from '../../../extensions/app/pages/plays/library-data.ts';
import { listRoleChoices } from '../../domain/committee/role-labels.ts';
import { MERGE_FIELD_NAMES } from '../../domain/plays/merge-fields.ts';
import { loadPortalRoles } from '../../sync/committee/portal-roles.ts';
import { libraryTextSchema, loadLibrary, writeText } from '../../sync/plays/content.ts';
import { readChangeRight } from '../../sync/settings/change-right.ts';
import type { HttpContext } from '../http-context.ts';
import { parseBody, requestIdSchema } from '../parse-input.ts';
import { rawBodyOf } from '../raw-body.ts';
import { callerOf } from '../require-signature.ts';
import { callerWhoMayChange } from '../settings/choice-routes.ts';

const saveBody = z.strictObject({
  requestId: requestIdSchema,
  textId: z.string().min(1).max(100).nullable(),
  text: libraryTextSchema,
});

/** The library that plays draw their texts from: read by everybody, written by admins. */
export function textRoutes(context: HttpContext): Router {
  const router = Router();
  const answer = async (response: Response): Promise<void> => {
    const { portalId, userEmail } = callerOf(response);
    const { kysely } = context.db;
    const library: LibraryPageData = {
      texts: await loadLibrary(kysely, portalId),
      ...(await readChangeRight(kysely, portalId, userEmail)),
      mergeFields: [...MERGE_FIELD_NAMES],
      roles: listRoleChoices((await loadPortalRoles(kysely, portalId)).labels),
    };
    response.json(library);
  };
  router.get('/', (_request, response) => answer(response));
  router.post('/save', async (request, response) => {
    const { portalId, userEmail } = await callerWhoMayChange(context, response);
    await writeText(context, { ...parseBody(saveBody, rawBodyOf(request)), portalId, changedBy: userEmail });
    await answer(response);
  });
  return router;
}
