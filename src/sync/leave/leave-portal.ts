import { SEGMENTS } from '../../domain/segments/segments.ts';
import { AppError, GrantRevokedError, HubSpotRejectedError, MissingScopesError, NotFoundError } from '../../errors.ts';
import type { HubSpotClient } from '../../hubspot/client/client.ts';
import { archiveGroup, archiveProperty, listProperties } from '../../hubspot/portal/properties.ts';
import { deleteList } from '../../hubspot/portal/lists.ts';
import { uninstallApp } from '../../hubspot/access/uninstall.ts';
import { countMirrored, type MirroredCounts } from '../../storage/target-list/account-lists.ts';
import { appendAudit } from '../../storage/portal/audit-log.ts';
import { listSegments } from '../../storage/program/segments.ts';
import {
  beginLeaving,
  getPortal,
  lockPortal,
  readLeaveChoice,
  type PortalStatus,
} from '../../storage/portal/portals.ts';
import type { SyncContext } from '../sync-context.ts';
import { forgetPortal } from './forget-portal.ts';

/** A job that ran when the portal left has ended by then; what it wrote since goes too. */
const FORGET_AGAIN_MS = 7 * 3_600_000;

export interface LeavePreview {
  status: PortalStatus;
  /** Records that are held of the portal, by kind. */
  mirrored: MirroredCounts;
  /** Labels of the company properties that the app made. */
  properties: string[];
  /** Names of the segments that the app made. */
  segments: string[];
}

/**
 * What leaving would remove.
 * @throws NotFoundError where the app is not installed, or has left
 */
export async function previewLeave(context: SyncContext, portalId: number): Promise<LeavePreview> {
  const { kysely } = context.db;
  const portal = await getPortal(kysely, portalId);
  if (portal === null) throw new NotFoundError('Roundtable is not installed in this account: nothing of it is kept.');
  const properties = context.manifest.companyProperties.properties.map(({ label }) => label);
  const made = new Set((await listSegments(kysely, portalId)).map(({ kind }) => kind));
  const segments = SEGMENTS.filter(({ kind }) => made.has(kind)).map(({ name }) => name);
  return { status: portal.status, mirrored: await countMirrored(kysely, portalId), properties, segments };
}

/**
 * Has the app leave a portal: from now on nothing is synced, and a job clears HubSpot and erases what is held. Asked
 * again, it goes on with what was chosen first.
 * @throws NotFoundError where the app is not installed, or has left
 */
export async function requestLeave(
  context: SyncContext,
  portalId: number,
  { removeProperties, by }: { removeProperties: boolean; by: string },
): Promise<void> {
  await context.db.transaction(async (trx) => {
    const portal = await lockPortal(trx, portalId);
    if (portal === null) throw new NotFoundError('Roundtable is not installed in this account.');
    if (portal.status === 'leaving') return;
    const at = context.now();
    await beginLeaving(trx, portalId, removeProperties, at);
    const subject = `portal:${portalId}`;
    await appendAudit(trx, portalId, { at, actor: by, action: 'left', subject, details: { removeProperties } });
    await context.queue.send('leave', { portalId }, { singletonKey: String(portalId), trx });
  });
}

/**
 * Removes the app's segments and properties where that was chosen, takes the app out of the portal, and erases what is held. Each
 * step may be repeated. The tasks of plays are the people's own and stay.
 */
export async function leavePortal(context: SyncContext, portalId: number): Promise<void> {
  const removeProperties = await readLeaveChoice(context.db.kysely, portalId);
  // Installed again, or gone: nothing of an earlier wish is left to do.
  if (removeProperties === null) return;
  const client = untilInstalledAgain(context, context.clientFor(portalId, 'background', { leaves: true }));
  try {
    if (removeProperties) {
      await removeSegments(context, client);
      await removeDefinitions(context, client);
    }
    await uninstallApp(client);
  } catch (error) {
    if (error instanceof InstalledAgainError) return;
    // The app is out already: an earlier try took it out, or somebody in HubSpot.
    if (!(error instanceof GrantRevokedError)) throw error;
  }
  await forgetPortal(context, portalId, { againAt: context.now() + FORGET_AGAIN_MS });
}

/** The portal is to be left no more. */
class InstalledAgainError extends AppError {
  constructor() {
    super('The app was installed again while it was leaving.', { code: 'INSTALLED_AGAIN', retry: 'never' });
  }
}

/** An install while the app leaves has given it a new grant, which is not to be taken out. */
function untilInstalledAgain({ db }: SyncContext, client: HubSpotClient): HubSpotClient {
  return {
    ...client,
    request: async (asked) => {
      if ((await readLeaveChoice(db.kysely, client.portalId)) === null) throw new InstalledAgainError();
      return client.request(asked);
    },
  };
}

/** Before the properties: HubSpot may keep one that a segment uses. */
async function removeSegments({ db, log }: SyncContext, client: HubSpotClient): Promise<void> {
  for (const { kind, listId } of await listSegments(db.kysely, client.portalId)) {
    await deleteList(client, listId).catch((error: unknown) => keep(log, kind, error));
  }
}

/** A property that HubSpot keeps, because a list or a workflow uses it, does not keep the others. */
async function removeDefinitions({ manifest, log }: SyncContext, client: HubSpotClient): Promise<void> {
  const { group, properties } = manifest.companyProperties;
  const ours = new Set<string>(properties.map(({ name }) => name));
  const held = await listProperties(client, 'companies');
  for (const { name, groupName } of held) {
    // One of that name that somebody else made, which is why nothing was published into it, lies in another group.
    if (!ours.has(name) || groupName !== group.name) continue;
    await archiveProperty(client, 'companies', name).catch((error: unknown) => keep(log, name, error));
  }
  await archiveGroup(client, 'companies', group.name).catch((error: unknown) => keep(log, group.name, error));
}

function keep(log: SyncContext['log'], name: string, error: unknown): void {
  if (!(error instanceof HubSpotRejectedError || error instanceof MissingScopesError)) throw error;
  log.warn({ name, err: error }, 'HubSpot keeps a definition that the app would have removed');
}
