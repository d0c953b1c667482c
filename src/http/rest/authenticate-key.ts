import type { RequestHandler, Response } from 'express';
import { TooManyRequestsError, UnauthenticatedError } from '../../errors.ts';
import { equalInConstantTime } from '../../hubspot/access/signature.ts';
import { cellOfApiKey, takeSlot } from '../../storage/portal/rate-limits.ts';
import { findApiKey } from '../../storage/portal/api-keys.ts';
import { noteKeyUse } from '../../storage/portal/note-key-use.ts';
import { asPortal } from '../../storage/connection/tenant-scope.ts';
import type { HttpContext } from '../http-context.ts';

/** Ten requests a second for a key in the long run, 50 at once. */
const CELL = { intervalMs: 100, burst: 50 };

/**
 * Lets requests through that carry a key of a portal which may read (`Authorization: Bearer id.secret`), as fast as it may
 * ask; what follows asks the database as that portal.
 */
export function authenticateKey(context: HttpContext): RequestHandler {
  return async (request, response, next) => {
    const { db, cipher, now } = context;
    const [, keyId = '', secret = ''] = /^Bearer ([\w-]+)\.([\w-]+)$/i.exec(request.get('Authorization') ?? '') ?? [];
    const key = await findApiKey(db.kysely, cipher, keyId);
    // An unknown key is compared as well, so that the answer's time does not tell which keys exist.
    const matches = equalInConstantTime(key?.secret ?? 'unknown', secret);
    if (key === null || !matches) {
      response.set('WWW-Authenticate', 'Bearer');
      throw new UnauthenticatedError('Give a key of the portal: Authorization: Bearer followed by the key.');
    }
    const { portalId } = key;
    await asPortal(portalId, async () => {
      const waitMs = await takeSlot(db.kysely, cellOfApiKey(keyId), CELL);
      if (waitMs > 0) throw new TooManyRequestsError('Too many requests: at most 10 a second.', waitMs);
      await noteKeyUse(db.kysely, { table: 'api_keys', portalId, keyId }, now());
    });
    response.locals['portalId'] = portalId;
    asPortal(portalId, next);
  };
}

/** Id of the portal whose key a request carried that `authenticateKey` let through. */
export function portalOf(response: Response): number {
  return response.locals['portalId'] as number;
}
