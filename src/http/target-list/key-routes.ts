import { Router, type Response } from 'express';
import { z } from 'zod';
import type { KeysData } from '../../../extensions/app/settings/access/keys-data.ts';
import { listOwners, nameUsers } from '../../storage/mirror/owners.ts';
import { getPortal } from '../../storage/portal/portals.ts';
import { isAdmin, readChangeRight } from '../../sync/settings/change-right.ts';
import { autoApplySchema, readSettings } from '../../sync/settings/portal-settings.ts';
import { chooseAutoApply, giveRight, lacksApprovers, listActive, takeRight } from '../../sync/target-list/keys.ts';
import type { HttpContext } from '../http-context.ts';
import { parseBody } from '../parse-input.ts';
import { rawBodyOf } from '../raw-body.ts';
import { callerOf, type Caller } from '../require-signature.ts';
import { callerWhoMayChange } from '../require-right.ts';

const rightBody = z.strictObject({
  email: z.string().trim().min(3).max(254),
  right: z.enum(['marketing', 'sales', 'admin']),
});

/** Who holds which key of the target account list. Each change may be repeated, is made as the signed user and answers with all. */
export function keyRoutes(context: HttpContext): Router {
  const router = Router();
  const answer = async (response: Response): Promise<void> => {
    response.json(await readKeys(context, callerOf(response)));
  };
  router.get('/keys', (_request, response) => answer(response));
  router.post('/keys/give', async (request, response) => {
    const caller = await callerWhoMayChange(context, response);
    const { right, email } = parseBody(rightBody, rawBodyOf(request));
    await giveRight(context, caller, right, email);
    await answer(response);
  });
  router.post('/keys/take', async (request, response) => {
    const caller = await callerWhoMayChange(context, response);
    const { right, email } = parseBody(rightBody, rawBodyOf(request));
    await takeRight(context, caller, right, email);
    await answer(response);
  });
  router.post('/keys/auto-apply', async (request, response) => {
    const caller = await callerWhoMayChange(context, response);
    await chooseAutoApply(context, caller, parseBody(autoApplySchema, rawBodyOf(request)));
    await answer(response);
  });
  return router;
}

async function readKeys(context: HttpContext, { portalId, userEmail }: Caller): Promise<KeysData> {
  const { kysely } = context.db;
  const settings = await readSettings(kysely, portalId);
  const { keys, admins, autoApply } = settings;
  const portal = await getPortal(kysely, portalId);
  const installedBy = portal?.installedBy?.toLowerCase();
  const owners = await listOwners(kysely, portalId);
  const names = nameUsers(owners);
  const active = listActive(owners);
  const installers = installedBy === undefined ? [] : [installedBy];
  const emails = new Set([...active, ...keys.marketing, ...keys.sales, ...admins, ...installers]);
  const people = [...emails].map((email) => ({
    email,
    name: names.get(email) ?? email,
    marketing: keys.marketing.includes(email),
    sales: keys.sales.includes(email),
    admin: isAdmin(email, portal, settings),
    isInstaller: email === installedBy,
    isYou: email === userEmail.toLowerCase(),
    isActive: active.has(email),
  }));
  const right = await readChangeRight(kysely, portalId, userEmail);
  const byName = people.toSorted((one, other) => one.name.localeCompare(other.name, 'en'));
  return { people: byName, lacksApprovers: lacksApprovers(keys, active), autoApply, ...right };
}
