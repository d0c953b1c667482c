import { Router, type Response } from 'express';
import type { ApiKeysData } from '../../../extensions/app/settings/access/api-keys-data.ts';
import { readChangeRight } from '../../sync/settings/change-right.ts';
import { makeKey, revokeKey } from '../../sync/settings/portal-keys.ts';
import type { HttpContext } from '../http-context.ts';
import { parseBody } from '../parse-input.ts';
import { rawBodyOf } from '../raw-body.ts';
import { callerOf } from '../require-signature.ts';
import { callerWhoMayChange } from '../require-right.ts';
import { makeKeyBody, readHeldKeys, revokeKeyBody } from './key-requests.ts';

/** Keys of programs that read the portal's accounts by `/v1`. A key is shown once, to who makes it. */
export function apiKeyRoutes(context: HttpContext): Router {
  const router = Router();
  const read = async (response: Response): Promise<ApiKeysData> => {
    const { portalId, userEmail } = callerOf(response);
    return {
      ...(await readChangeRight(context.db.kysely, portalId, userEmail)),
      documentUrl: `${context.appBaseUrl}/v1/openapi.json`,
      keys: await readHeldKeys(context, 'api', portalId),
    };
  };
  router.get('/api-keys', async (_request, response) => {
    response.json(await read(response));
  });
  router.post('/api-keys', async (request, response) => {
    const { portalId, userEmail } = await callerWhoMayChange(context, response);
    const body = parseBody(makeKeyBody, rawBodyOf(request));
    const { keyId, secret } = await makeKey(context, 'api', { portalId, ...body, madeBy: userEmail });
    response.status(201).json({ ...(await read(response)), made: `${keyId}.${secret}` });
  });
  router.post('/api-keys/revoke', async (request, response) => {
    const { portalId, userEmail } = await callerWhoMayChange(context, response);
    const { keyId } = parseBody(revokeKeyBody, rawBodyOf(request));
    await revokeKey(context, 'api', { portalId, keyId, revokedBy: userEmail });
    response.json(await read(response));
  });
  return router;
}
