import { createHubSpotClient, type HubSpotClient } from '../hubspot/client.ts';
import type { Lane, Limiter } from '../hubspot/limiter.ts';
import type { OAuthClient } from '../hubspot/oauth.ts';
import { GrantRevokedError } from '../errors.ts';
import type { Database } from '../storage/database.ts';
import { readGrant, saveGrant, withGrantLock } from '../storage/grants.ts';
import { getPortal, setPortalStatus } from '../storage/portals.ts';
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
  try {
    return await withGrantLock(db.kysely, cipher, portalId, async (grant) => {
      if (grant.accessToken !== stale) return grant.accessToken;
      const renewed = await oauth.refresh(grant.refreshToken);
      await saveGrant(db.kysely, cipher, portalId, {
        accessToken: renewed.accessToken,
        refreshToken: renewed.refreshToken,
        expiresAt: now() + renewed.expiresInMs,
      });
      return renewed.accessToken;
    });
  } catch (error) {
    if (error instanceof GrantRevokedError && (await getPortal(db.kysely, portalId)) !== null) {
      await setPortalStatus(db.kysely, portalId, 'revoked', now());
    }
    throw error;
  }
}
