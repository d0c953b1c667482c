import { Router, type Response } from 'express';
import { z } from 'zod';
import type { ApiKeysData } from '../../../extensions/app/settings/access/api-keys-data.ts';
import { listApiKeys } from '../../storage/portal/api-keys.ts';
import { makeApiKey, revokeApiKey } from '../../sync/settings/api-keys.ts';
import { readChangeRight } from '../../sync/settings/change-right.ts';
import type { HttpContext } from '../http-context.ts';
import { parseBody, requestIdSchema } from '../parse-input.ts';
import { rawBodyOf } from '../raw-body.ts';
import { callerOf } from '../require-signature.ts';
import { callerWhoMayChange } from '../require-right.ts';
import { iso } from '../iso.ts';
import { keyNameSchema } from './key-name.ts';

const makeBody = z.strictObject({ requestId: requestIdSchema, label: keyNameSchema });
const revokeBody = z.strictObject({ keyId: z.string().min(1).max(60) });

/** Keys of programs that read the portal's accounts by `/v1`. A key is shown once, to who makes it. */
export function apiKeyRoutes(context: HttpContext): Router {
  const router = Router();
  const read = async (response: Response): Promise<ApiKeysData> => {
    const { portalId, userEmail } = callerOf(response);
    const keys = await listApiKeys(context.db.kysely, portalId);
    return {
      ...(await readChangeRight(context.db.kysely, portalId, userEmail)),
      documentUrl: `${context.appBaseUrl}/v1/openapi.json`,
      keys: keys.map(({ createdAt, lastUsedAt, ...key }) => ({
        ...key,
        createdAt: iso(createdAt),
        lastUsedAt: iso(lastUsedAt),
      })),
    };
  };
  router.get('/api-keys', async (_request, response) => {
    response.json(await read(response));
  });
  router.post('/api-keys', async (request, response) => {
    const { portalId, userEmail } = await callerWhoMayChange(context, response);
    const { requestId, label } = parseBody(makeBody, rawBodyOf(request));
    const { key } = await makeApiKey(context, { portalId, requestId, label, madeBy: userEmail });
    response.status(201).json({ ...(await read(response)), made: key });
  });
  router.post('/api-keys/revoke', async (request, response) => {
    const { portalId, userEmail } = await callerWhoMayChange(context, response);
    const { keyId } = parseBody(revokeBody, rawBodyOf(request));
    await revokeApiKey(context, { portalId, keyId, revokedBy: userEmail });
    response.json(await read(response));
  });
  return router;
}
