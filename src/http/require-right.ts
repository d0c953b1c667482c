import type { Response } from 'express';
import { assertMayChange } from '../sync/settings/change-right.ts';
import type { HttpContext } from './http-context.ts';
import { callerOf, type Caller } from './require-signature.ts';

/** @throws ForbiddenError where the signed user may not change the portal's settings */
export async function callerWhoMayChange(context: HttpContext, response: Response): Promise<Caller> {
  const caller = callerOf(response);
  await assertMayChange(context.db.kysely, caller.portalId, caller.userEmail);
  return caller;
}
