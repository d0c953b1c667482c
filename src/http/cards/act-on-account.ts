import type { Request, Response } from 'express';
import type { z } from 'zod';
import { forgetPublished } from '../../storage/accounts/published-properties.ts';
import { assertNotPaused } from '../../sync/status/read-pause.ts';
import { assertMayAct } from '../../sync/settings/act-right.ts';
import { refreshAccount } from '../../sync/refresh/refresh-portal.ts';
import type { HttpContext } from '../http-context.ts';
import { parseBody } from '../parse-input.ts';
import { rawBodyOf } from '../raw-body.ts';
import { callerOf, type Caller } from '../require-signature.ts';
import { readAccountCard } from './read-account-card.ts';

/** Written to HubSpot after each click, even if nothing else changed: it makes the record's other cards reload. */
const WATCHED_BY_CARDS = ['roundtable_scored_at'];

/**
 * Makes the handlers of clicks on a card: `schema` parses the body, `act` carries it out as the signed user, the
 * account is computed at once, and the answer is the fresh card. The account's other cards notice by the time of
 * scoring.
 */
export function actOnAccount(context: HttpContext) {
  return <Body extends { companyId: string }>(
    schema: z.ZodType<Body>,
    act: (body: Body, caller: Caller) => Promise<unknown>,
  ) =>
    async (request: Request, response: Response): Promise<void> => {
      const body = parseBody(schema, rawBodyOf(request));
      const caller = callerOf(response);
      await assertMayAct(context.db.kysely, caller, body.companyId);
      await assertNotPaused(context, caller.portalId);
      await act(body, caller);
      await forgetPublished(context.db.kysely, caller.portalId, WATCHED_BY_CARDS, body.companyId);
      await refreshAccount(context, caller.portalId, body.companyId);
      response.json(await readAccountCard(context, caller, body.companyId));
    };
}
