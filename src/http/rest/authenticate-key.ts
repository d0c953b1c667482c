import type { RequestHandler, Response } from 'express';
import { UnauthenticatedError } from '../../errors.ts';
import { equalInConstantTime } from '../../hubspot/access/signature.ts';
import { findKey } from '../../storage/portal/portal-keys.ts';
import { asPortal } from '../../storage/connection/tenant-scope.ts';
import { countKeyUse } from '../count-key-use.ts';
import type { HttpContext } from '../http-context.ts';

/**
 * Lets requests through that carry a key of a portal which may read (`Authorization: Bearer id.secret`), as fast as it may
 * ask; what follows asks the database as that portal.
 */
export function authenticateKey(context: HttpContext): RequestHandler {
  return async (request, response, next) => {
    const { db, cipher } = context;
    const [, keyId = '', secret = ''] = /^Bearer ([\w-]+)\.([\w-]+)$/i.exec(request.get('Authorization') ?? '') ?? [];
    const key = await findKey(db.kysely, cipher, 'api', keyId);
    // An unknown key is compared as well, so that the answer's time does not tell which keys exist.
    const matches = equalInConstantTime(key?.secret ?? 'unknown', secret);
    if (key === null || !matches) {
      response.set('WWW-Authenticate', 'Bearer');
      throw new UnauthenticatedError('Give a key of the portal: Authorization: Bearer followed by the key.');
    }
    const { portalId } = key;
    await asPortal(portalId, () => countKeyUse(context, 'api', key));
    response.locals['portalId'] = portalId;
    asPortal(portalId, next);
  };
}

/** Id of the portal whose key a request carried that `authenticateKey` let through. */
export function portalOf(response: Response): number {
  return response.locals['portalId'] as number;
}
