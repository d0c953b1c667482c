import { defaultModel } from '../../domain/model/default-model.ts';
import { ForbiddenError, UnexpectedAnswerError } from '../../errors.ts';
import type { TokenGrant, TokenInfo } from '../../hubspot/access/oauth.ts';
import { appendAudit, THE_APP } from '../../storage/portal/audit-log.ts';
import { saveGrant } from '../../storage/portal/grants.ts';
import { activateModel, getActiveModel, saveModelDraft } from '../../storage/portal/models.ts';
import { takeOAuthState } from '../../storage/portal/oauth-states.ts';
import { lockPortal, upsertPortal, type Portal } from '../../storage/portal/portals.ts';
import { deleteSyncSteps } from '../../storage/mirror/sync-steps.ts';
import { asPortal } from '../../storage/connection/tenant-scope.ts';
import type { SyncContext } from '../sync-context.ts';
import { hashState } from './begin-install.ts';

export interface InstallAnswer {
  code: string;
  state: string;
  redirectUri: string;
}

/**
 * Ends an install: exchanges the code, keeps the grant, and starts the first sync. An install over an existing one
 * keeps its data, models and decisions, and reads the portal again: no webhook reported what changed in between.
 * @throws ForbiddenError where the state is not one we gave this browser, or a required scope was not granted
 */
export async function completeInstall(context: SyncContext, answer: InstallAnswer): Promise<Portal> {
  const state = await takeOAuthState(context.db.kysely, hashState(answer.state), context.now());
  if (state === null) throw new ForbiddenError('This install link was used already or is too old: start again.');
  const grant = await context.oauth.exchangeCode({
    code: answer.code,
    redirectUri: answer.redirectUri,
    codeVerifier: state.codeVerifier,
  });
  const info = await context.oauth.introspect(grant.accessToken);
  const portalId = info.portalId ?? grant.portalId;
  if (portalId === null) throw new UnexpectedAnswerError('HubSpot did not say which portal granted access.', 'never');
  const granted = info.scopes.length > 0 ? info.scopes : (grant.scopes ?? []);
  const missing = context.manifest.auth.requiredScopes.filter((scope) => !granted.includes(scope));
  if (missing.length > 0) {
    throw new ForbiddenError(
      `The app needs these permissions as well: ${missing.join(', ')}. Install again and allow them.`,
    );
  }
  return asPortal(portalId, () => keepInstall(context, portalId, grant, info, granted));
}

async function keepInstall(
  context: SyncContext,
  portalId: number,
  grant: TokenGrant,
  info: TokenInfo,
  scopes: string[],
): Promise<Portal> {
  const { db, cipher } = context;
  const now = context.now();
  return db.transaction(async (trx) => {
    const earlier = await lockPortal(trx, portalId);
    const portal: Portal = {
      portalId,
      // A first sync that runs already goes on, with the new grant.
      status: earlier?.status === 'syncing' ? 'syncing' : 'installing',
      hubDomain: info.hubDomain,
      timeZone: earlier?.timeZone ?? 'UTC',
      currency: earlier?.currency ?? 'USD',
      // Who installs may change the settings: the last one, so that they outlive a person who left.
      installedBy: info.userEmail ?? earlier?.installedBy ?? null,
      scopes,
      installedAt: now,
      statusSince: now,
    };
    await upsertPortal(trx, portal);
    if (earlier !== null && earlier.status !== 'syncing') await deleteSyncSteps(trx, portalId);
    const { accessToken, refreshToken, expiresInMs } = grant;
    await saveGrant(trx, cipher, portalId, { accessToken, refreshToken, expiresAt: now + expiresInMs });
    if ((await getActiveModel(trx, portalId)) === null) {
      const change = { by: THE_APP, at: now };
      const model = await saveModelDraft(trx, portalId, defaultModel, change);
      await activateModel(trx, portalId, model.version, change);
    }
    const entry = {
      at: now,
      actor: info.userEmail ?? 'unknown',
      action: 'installed',
      subject: `portal:${portalId}`,
      details: { scopes },
    };
    await appendAudit(trx, portalId, entry);
    await context.queue.send('backfill', { portalId }, { singletonKey: String(portalId), trx });
    return portal;
  });
}
