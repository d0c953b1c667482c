import { sql } from 'kysely';
import type { Selectable } from 'kysely';
import type { Db, Tables } from '../tables/tables.ts';
import { acrossPortals } from '../connection/tenant-scope.ts';

export const PORTAL_STATUSES = ['installing', 'syncing', 'active', 'revoked', 'leaving'] as const;
export type PortalStatus = (typeof PORTAL_STATUSES)[number];
const CONNECTED: readonly PortalStatus[] = ['installing', 'syncing', 'active'];

export interface Portal {
  portalId: number;
  status: PortalStatus;
  hubDomain: string | null;
  /** IANA name, as `Europe/Berlin`. */
  timeZone: string;
  /** ISO 4217 */
  currency: string;
  /** HubSpot user (e-mail) who installed the app. */
  installedBy: string | null;
  scopes: string[];
  installedAt: number;
  statusSince: number;
}

/** Whether the app may ask HubSpot of a portal of this status. */
export function isConnected(status: PortalStatus): boolean {
  return CONNECTED.includes(status);
}

/** Writes a portal whole; of one that is known the first `installedAt` stays. */
export async function upsertPortal(db: Db, portal: Portal): Promise<void> {
  const row = {
    portal_id: portal.portalId,
    status: portal.status,
    hub_domain: portal.hubDomain,
    time_zone: portal.timeZone,
    currency: portal.currency,
    installed_by: portal.installedBy,
    scopes: JSON.stringify(portal.scopes),
    status_since: new Date(portal.statusSince),
  };
  await db
    .insertInto('portals')
    .values({ ...row, installed_at: new Date(portal.installedAt) })
    .onConflict((conflict) => conflict.column('portal_id').doUpdateSet(row))
    .execute();
}

/** The portal, whatever its status; `null` where the app was never installed there or the portal was erased. */
export async function getPortal(db: Db, portalId: number): Promise<Portal | null> {
  const row = await db.selectFrom('portals').selectAll().where('portal_id', '=', portalId).executeTakeFirst();
  return row === undefined ? null : toPortal(row);
}

/** Keeps what HubSpot says of the account now; a portal that is not there stays so. */
export async function saveAccountInfo(
  db: Db,
  portalId: number,
  { timeZone, currency }: Pick<Portal, 'timeZone' | 'currency'>,
): Promise<void> {
  const row = { time_zone: timeZone, currency };
  await db.updateTable('portals').set(row).where('portal_id', '=', portalId).execute();
}

/** By whose calendar its days are named (IANA name); UTC of a portal that is not there. */
export async function getTimeZone(db: Db, portalId: number): Promise<string> {
  const asked = db.selectFrom('portals').select('time_zone').where('portal_id', '=', portalId);
  return (await asked.executeTakeFirst())?.time_zone ?? 'UTC';
}

/** The portal as it is, and stays until the transaction ends. */
export async function lockPortal(trx: Db, portalId: number): Promise<Portal | null> {
  const row = await trx
    .selectFrom('portals')
    .selectAll()
    .where('portal_id', '=', portalId)
    .forUpdate()
    .executeTakeFirst();
  return row === undefined ? null : toPortal(row);
}

/** Portals that gave access: `installing`, `syncing` and `active` ones. */
export async function listConnectedPortals(db: Db): Promise<Portal[]> {
  return listPortals(db, CONNECTED);
}

/** Of these portals, those that gave access. */
export async function filterConnected(db: Db, portalIds: readonly number[]): Promise<Set<number>> {
  const rows = await acrossPortals(() =>
    db
      .selectFrom('portals')
      .select('portal_id')
      .where('portal_id', '=', sql<number>`any(${portalIds}::bigint[])`)
      .where('status', 'in', CONNECTED)
      .execute(),
  );
  return new Set(rows.map((row) => row.portal_id));
}

/** Portals that are synced and scored: `syncing` and `active` ones. */
export async function listActivePortals(db: Db): Promise<Portal[]> {
  return listPortals(db, ['syncing', 'active']);
}

/** Portals whose access was withdrawn in HubSpot. */
export async function listRevokedPortals(db: Db): Promise<Portal[]> {
  return listPortals(db, ['revoked']);
}

/** Portals that an admin disconnected and that are not erased yet. */
export async function listLeavingPortals(db: Db): Promise<Portal[]> {
  return listPortals(db, ['leaving']);
}

/** From now on only what clears HubSpot asks anything for the portal. */
export async function beginLeaving(db: Db, portalId: number, removeProperties: boolean, now: number): Promise<void> {
  await db
    .updateTable('portals')
    .set({ status: 'leaving', status_since: new Date(now), remove_properties: removeProperties })
    .where('portal_id', '=', portalId)
    .execute();
}

/** Of a portal that leaves, whether its properties go too; `null` of any other. */
export async function readLeaveChoice(db: Db, portalId: number): Promise<boolean | null> {
  const row = await db
    .selectFrom('portals')
    .select('remove_properties')
    .where('portal_id', '=', portalId)
    .where('status', '=', 'leaving')
    .executeTakeFirst();
  return row?.remove_properties ?? null;
}

async function listPortals(db: Db, statuses: readonly PortalStatus[]): Promise<Portal[]> {
  const rows = await acrossPortals(() =>
    db.selectFrom('portals').selectAll().where('status', 'in', statuses).orderBy('portal_id').execute(),
  );
  return rows.map(toPortal);
}

/** @returns whether the portal is known; repeating a status keeps its `statusSince` */
export async function setPortalStatus(db: Db, portalId: number, status: PortalStatus, now: number): Promise<boolean> {
  const result = await db
    .updateTable('portals')
    .set((eb) => ({
      status,
      status_since: eb
        .case()
        .when('status', '=', status)
        .then(eb.ref('status_since'))
        .else(eb.cast<number>(eb.val(new Date(now)), 'timestamptz'))
        .end() as never,
    }))
    .where('portal_id', '=', portalId)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** Lets no request of a portal leave before `until` (epoch ms): HubSpot's daily limit is used up. Never shortens a hold. */
export async function holdPortal(db: Db, portalId: number, until: number): Promise<void> {
  await sql`update portals set held_until = greatest(held_until, ${new Date(until)}::timestamptz)
    where portal_id = ${portalId}`.execute(db);
}

/** When HubSpot's daily limit of a portal, used up now, begins anew (epoch ms); `null` where it is not used up. */
export async function readHold(db: Db, portalId: number, now: number): Promise<number | null> {
  const row = await db
    .selectFrom('portals')
    .select('held_until')
    .where('portal_id', '=', portalId)
    .where('held_until', '>', new Date(now) as never)
    .executeTakeFirst();
  return row?.held_until ?? null;
}

/** A row of `portals` as the rest of the app knows it. */
export function toPortal(row: Selectable<Tables['portals']>): Portal {
  return {
    portalId: row.portal_id,
    status: row.status as PortalStatus,
    hubDomain: row.hub_domain,
    timeZone: row.time_zone,
    currency: row.currency,
    installedBy: row.installed_by,
    scopes: row.scopes,
    installedAt: row.installed_at,
    statusSince: row.status_since,
  };
}
