import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Selectable } from 'kysely';
import { NotFoundError } from '../../errors.ts';
import type { PortalStatus } from './portals.ts';
import type { Db, Tables } from '../tables/tables.ts';
import type { TokenCipher } from '../connection/token-cipher.ts';

/** What a portal gave us at install, in clear; it is encrypted in the table. */
export interface Grant {
  accessToken: string;
  refreshToken: string;
  /** Of the access token, epoch ms. */
  expiresAt: number;
}

/** A refresh is one HTTP request; after this long its holder is taken for dead. */
const LEASE_MS = 30_000;
const LEASE_POLL_MS = 50;

export async function saveGrant(db: Db, cipher: TokenCipher, portalId: number, grant: Grant): Promise<void> {
  const row = {
    key_id: cipher.keyId,
    access_token: cipher.encrypt(portalId, grant.accessToken),
    refresh_token: cipher.encrypt(portalId, grant.refreshToken),
    expires_at: new Date(grant.expiresAt),
  };
  await db
    .insertInto('grants')
    .values({ portal_id: portalId, ...row })
    .onConflict((conflict) => conflict.column('portal_id').doUpdateSet(row))
    .execute();
}

export async function readGrant(db: Db, cipher: TokenCipher, portalId: number): Promise<Grant | null> {
  const row = await db.selectFrom('grants').selectAll().where('portal_id', '=', portalId).executeTakeFirst();
  return row === undefined ? null : toGrant(cipher, portalId, row);
}

/** A portal's grant and what may forbid its use. */
export interface PortalAccess {
  grant: Grant;
  status: PortalStatus;
  /** HubSpot's daily limit is used up until then (epoch ms). */
  heldUntil: number | null;
}

/** Everything to know before a call, in one query; `null` where the portal granted nothing. */
export async function readAccess(db: Db, cipher: TokenCipher, portalId: number): Promise<PortalAccess | null> {
  const row = await db
    .selectFrom('grants')
    .innerJoin('portals', 'portals.portal_id', 'grants.portal_id')
    .select(['access_token', 'refresh_token', 'expires_at', 'status', 'held_until'])
    .where('grants.portal_id', '=', portalId)
    .executeTakeFirst();
  if (row === undefined) return null;
  return { grant: toGrant(cipher, portalId, row), status: row.status as PortalStatus, heldUntil: row.held_until };
}

export async function deleteGrant(db: Db, portalId: number): Promise<void> {
  await db.deleteFrom('grants').where('portal_id', '=', portalId).execute();
}

/**
 * Runs `work` with the grant as it is now, while no other process does the same for this portal: refresh inside, and
 * only if the grant given is still the expired one. A lease in the row rather than a row lock, so that no connection
 * (PGlite has one) waits for HubSpot; a holder that dies gives way after 30 s.
 * @throws NotFoundError where the portal has no grant
 */
export async function withGrantLock<T>(
  db: Db,
  cipher: TokenCipher,
  portalId: number,
  work: (grant: Grant) => Promise<T>,
): Promise<T> {
  const holder = randomUUID();
  while (!(await takeLease(db, portalId, holder))) await delay(LEASE_POLL_MS);
  try {
    const grant = await readGrant(db, cipher, portalId);
    if (grant === null) throw new NotFoundError(`Portal ${portalId} has not granted access.`);
    return await work(grant);
  } finally {
    await sql`update grants set leased_by = null, leased_until = null
      where portal_id = ${portalId} and leased_by = ${holder}`.execute(db);
  }
}

function toGrant(
  cipher: TokenCipher,
  portalId: number,
  row: Pick<Selectable<Tables['grants']>, 'access_token' | 'refresh_token' | 'expires_at'>,
): Grant {
  return {
    accessToken: cipher.decrypt(portalId, row.access_token),
    refreshToken: cipher.decrypt(portalId, row.refresh_token),
    expiresAt: row.expires_at,
  };
}

async function takeLease(db: Db, portalId: number, holder: string): Promise<boolean> {
  const result = await sql<{ leased_by: string | null }>`
    with taken as (
      update grants set leased_by = ${holder}, leased_until = now() + ${LEASE_MS}::float8 * interval '1 ms'
      where portal_id = ${portalId} and (leased_by is null or leased_until < now())
      returning leased_by
    )
    select (select leased_by from taken) as leased_by from grants where portal_id = ${portalId}`.execute(db);
  const [row] = result.rows;
  if (row === undefined) throw new NotFoundError(`Portal ${portalId} has not granted access.`);
  return row.leased_by === holder;
}
