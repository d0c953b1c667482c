import { createHubSpotClient, type HubSpotClient } from '../hubspot/client.ts';
import type { Lane, Limiter } from '../hubspot/limiter.ts';
import type { OAuthClient } from '../hubspot/oauth.ts';
import { GrantRevokedError } from '../errors.ts';
import type { Database } from '../storage/database.ts';
import { readGrant, saveGrant, withGrantLock } from '../storage/grants.ts';
import { lockPortal, setPortalStatus } from '../storage/portals.ts';
import { countRequests } from '../storage/request-log.ts';
import type { TokenCipher } from '../storage/token-cipher.ts';

/** An access token is renewed this long before it ends, so that no page of a long pull meets its end. */
const RENEW_BEFORE_MS = 120_000;

interface PortalClientOptions {
  db: Database;
  cipher: TokenCipher;
  oauth: OAuthClient;
  limiter: Limiter;
  apiUrl: string;
  now: () => number;
}

/** Makes the clients of all portals: tokens from storage, renewed once however many ask, requests counted by kind. */
export function createPortalClients(options: PortalClientOptions): (portalId: number, lane: Lane) => HubSpotClient {
  const { db, cipher, limiter, apiUrl, now } = options;
  return (portalId, lane) => {
    let refused: string | null = null;
    const client = createHubSpotClient({
      portalId,
      apiUrl,
      limiter,
      now,
      accessToken: async () => {
        const grant = await readGrant(db.kysely, cipher, portalId);
        if (grant === null) throw new GrantRevokedError(`Portal ${portalId} is not connected: install the app again.`);
        const usable = grant.accessToken !== refused && grant.expiresAt - now() > RENEW_BEFORE_MS;
        return usable ? grant.accessToken : renewToken(options, portalId, grant.accessToken);
      },
      onUnauthorized: async () => {
        refused = (await readGrant(db.kysely, cipher, portalId))?.accessToken ?? null;
      },
      onRequest: (entry) => {
        const kind = entry.search
          ? 'search'
          : entry.method === 'GET' || entry.path.endsWith('/read')
            ? 'read'
            : 'write';
        void countRequests(db.kysely, portalId, kind, 1, now()).catch(() => undefined);
      },
    });
    return client.withLane(lane);
  };
}

async function renewToken(options: PortalClientOptions, portalId: number, stale: string): Promise<string> {
  const { db, cipher, oauth, now } = options;
  return withGrantLock(db.kysely, cipher, portalId, async (grant) => {
    if (grant.accessToken !== stale) return grant.accessToken;
    try {
      const renewed = await oauth.refresh(grant.refreshToken);
      await saveGrant(db.kysely, cipher, portalId, {
        accessToken: renewed.accessToken,
        refreshToken: renewed.refreshToken,
        expiresAt: now() + renewed.expiresInMs,
      });
      return renewed.accessToken;
    } catch (error) {
      if (error instanceof GrantRevokedError) return endGrant(options, portalId, grant.refreshToken, error);
      throw error;
    }
  });
}

/**
 * Marks a portal whose refresh token is dead. An install that came while HubSpot was asked has replaced the token:
 * then the portal is as that install left it.
 * @returns the access token of such an install
 */
async function endGrant(
  { db, cipher, now }: PortalClientOptions,
  portalId: number,
  refusedToken: string,
  error: GrantRevokedError,
): Promise<string> {
  const replaced = await db.transaction(async (trx) => {
    // An install writes the portal first as well: it is before this or after, never between.
    await lockPortal(trx, portalId);
    const held = await readGrant(trx, cipher, portalId);
    if (held !== null && held.refreshToken !== refusedToken) return held;
    await setPortalStatus(trx, portalId, 'revoked', now());
    return null;
  });
  if (replaced === null) throw error;
  return replaced.accessToken;
}
