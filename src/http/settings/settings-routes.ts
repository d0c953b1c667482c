import { Router } from 'express';
import { z } from 'zod';
import type { SyncData } from '../../../extensions/app/settings/portal-data/sync-data.ts';
import { writeAllPlain } from '../../domain/write-plain.ts';
import { listOwners } from '../../storage/mirror/owners.ts';
import { getPortal, getTimeZone } from '../../storage/portal/portals.ts';
import { NotFoundError } from '../../errors.ts';
import { exportAccounts, exportContacts } from '../../sync/export-portal.ts';
import { readSyncState } from '../../sync/status/read-sync-state.ts';
import { readChangeRight } from '../../sync/settings/change-right.ts';
import { logExport } from '../../sync/settings/log-export.ts';
import { readSettings } from '../../sync/settings/portal-settings.ts';
import { lacksApprovers, listActive } from '../../sync/target-list/keys.ts';
import type { HttpContext } from '../http-context.ts';
import { parseInput } from '../parse-input.ts';
import { callerOf } from '../require-signature.ts';
import { keyRoutes } from '../target-list/key-routes.ts';
import { auditRoutes } from './audit-routes.ts';
import { apiKeyRoutes } from './api-key-routes.ts';
import { callerWhoMayChange } from '../require-right.ts';
import { choiceRoutes } from './choice-routes.ts';
import { exportLinkRoutes } from './export-routes.ts';
import { guideRoutes } from './guide-routes.ts';
import { iso } from '../iso.ts';
import { leaveRoutes } from './leave-routes.ts';
import { reportRoutes } from './report-routes.ts';
import { slackRoutes } from './slack-routes.ts';
import { signalSourceRoutes } from './signal-source-routes.ts';

const pageQuery = z.object({
  after: z
    .string()
    .regex(/^\d{0,20}$/, 'must be what the page before gave as next')
    .default(''),
});

/** What the app's settings show and do. */
export function settingsRoutes(context: HttpContext): Router {
  const router = Router();
  router.use(choiceRoutes(context), reportRoutes(context), leaveRoutes(context), auditRoutes(context));
  router.use(
    keyRoutes(context),
    guideRoutes(context),
    exportLinkRoutes(context),
    signalSourceRoutes(context),
    apiKeyRoutes(context),
    slackRoutes(context),
  );
  router.get('/sync', async (_request, response) => {
    const { portalId, userEmail } = callerOf(response);
    if ((await getPortal(context.db.kysely, portalId)) === null) throw notConnected(context);
    const state = await readSyncState(context, portalId);
    const steps = state.steps.map((step) => ({ ...step, finishedAt: iso(step.finishedAt) }));
    const heldUntil = iso(state.heldUntil);
    const { mayChange } = await readChangeRight(context.db.kysely, portalId, userEmail);
    const { keys } = await readSettings(context.db.kysely, portalId);
    const active = listActive(await listOwners(context.db.kysely, portalId));
    const read = { refused: state.waiting.refused, steps, heldUntil, asOf: iso(state.asOf) };
    response.json({ ...state, ...read, lacksApprovers: lacksApprovers(keys, active), mayChange } satisfies SyncData);
  });
  router.post('/sync', async (_request, response) => {
    const { portalId } = callerOf(response);
    await context.queue.send('sweep', { portalId }, { singletonKey: String(portalId) });
    response.status(202).json({ accepted: true });
  });
  router.get('/export/accounts', async (request, response) => {
    const { portalId, userEmail } = await callerWhoMayChange(context, response);
    const { after } = parseInput(pageQuery, request.query);
    await logExport(context, portalId, 'accounts exported', userEmail);
    const page = await exportAccounts(context, portalId, after || null);
    response.json(writeAllPlain(page, await getTimeZone(context.db.kysely, portalId)));
  });
  router.get('/export/contacts', async (request, response) => {
    const { portalId, userEmail } = await callerWhoMayChange(context, response);
    const { after } = parseInput(pageQuery, request.query);
    await logExport(context, portalId, 'contacts exported', userEmail);
    response.json(await exportContacts(context, portalId, after || null));
  });
  return router;
}

/** HubSpot shows the settings for a while after an account was left: whoever reads them is told the way back. */
function notConnected({ appBaseUrl }: HttpContext): NotFoundError {
  return new NotFoundError(`An admin connects it at ${appBaseUrl}/oauth/install. Nothing is kept of this account.`);
}
