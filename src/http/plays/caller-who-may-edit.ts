import type { Response } from 'express';
import { assertMayEdit } from '../../sync/plays/edit-right.ts';
import type { HttpContext } from '../http-context.ts';
import { callerOf, type Caller } from '../require-signature.ts';

/** @throws ForbiddenError where the signed user may not change plays and texts */
export async function callerWhoMayEdit(context: HttpContext, response: Response): Promise<Caller> {
  const caller = callerOf(response);
  await assertMayEdit(context.db.kysely, caller);
  return caller;
}
