import { DailyLimitError, GrantRevokedError } from '../errors.ts';
import { createHubSpotClient, type HubSpotClient, type RequestLogEntry } from '../hubspot/client/client.ts';
import type { Limiter } from '../hubspot/limits/limiter.ts';
import type { OAuthClient } from '../hubspot/access/oauth.ts';
import type { Database } from '../storage/connection/database.ts';
import { readAccess, readGrant, saveGrant, withGrantLock, type Grant } from '../storage/portal/grants.ts';
import { getPortal, holdPortal, lockPortal, readLeaveChoice, setPortalStatus } from '../storage/portal/portals.ts';
import { noteRequest } from '../storage/portal/request-log.ts';
import type { RequestPurpose } from './settings/read-budget.ts';
import { atPace } from './pace.ts';
import type { SyncContext } from './sync-context.ts';
import type { TokenCipher } from '../storage/connection/token-cipher.ts';

/** An access token is renewed this long before it ends, so that no page of a long pull meets its end. */
const RENEW_BEFORE_MS = 120_000;

export interface PortalClientOptions {
  db: Database;
  cipher: TokenCipher;
  oauth: OAuthClient;
  limiter: Limiter;
  apiUrl: string;
  now: () => number;
  /** Told of every attempt, for metrics. */
  onAttempt?: (entry: RequestLogEntry) => void;
}

/**
 * Makes the clients of all portals: tokens from storage, renewed once however many ask, requests counted by kind. No
 * request leaves any process for a portal whose grant is dead, or that leaves (GrantRevokedError, until a new install), or
 * whose requests of the day are used up (DailyLimitError, until HubSpot counts anew).
 */
export function createPortalClients(given: PortalClientOptions): SyncContext['clientFor'] {
  const { db, limiter, apiUrl, now } = given;
  return (portalId, lane, { leaves = false } = {}) => {
    const options = { ...given, leaves };
    let refused: string | null = null;
    const client = createHubSpotClient({
      portalId,
      apiUrl,
      limiter,
      now,
      accessToken: async () => {
        const grant = await readUsableGrant(options, portalId);
        const isFresh = grant.accessToken !== refused && grant.expiresAt - now() > RENEW_BEFORE_MS;
        return isFresh ? grant.accessToken : renewToken(options, portalId, grant.accessToken);
      },
      onUnauthorized: async () => {
        refused = (await readGrant(db.kysely, options.cipher, portalId))?.accessToken ?? null;
      },
      timeZone: async () => (await getPortal(db.kysely, portalId))?.timeZone ?? 'UTC',
      onDailyLimit: ({ resetsAt }) => holdPortal(db.kysely, portalId, resetsAt),
      onRequest: (entry) => {
        options.onAttempt?.(entry);
        const request = { kind: kindOf(entry), purpose: purposeOf(entry), waitedMs: entry.waitedMs };
        void noteRequest(db.kysely, portalId, request, now()).catch(() => undefined);
      },
    });
    return paced(client).withLane(lane);
  };
}

/** A client whose requests keep to the pace of the work they are made for. */
function paced(client: HubSpotClient): HubSpotClient {
  return {
    ...client,
    withLane: (lane) => paced(client.withLane(lane)),
    request: (request) => atPace(() => client.request(request)),
  };
}

function kindOf({ search, method, path }: RequestLogEntry): 'search' | 'read' | 'write' {
  if (search) return 'search';
  return method === 'GET' || path.endsWith('/read') ? 'read' : 'write';
}

/** What a request was made for, in the words of the settings. */
function purposeOf({ lane, search, method, path }: RequestLogEntry): RequestPurpose {
  if (lane === 'card') return 'people';
  if (search) return 'changes';
  if (!/^\/crm\/(objects|associations)\//.test(path)) return 'definitions';
  if (method === 'GET' || path.endsWith('/read')) return 'records';
  return path.startsWith('/crm/objects/2026-09/companies') ? 'publishing' : 'plays';
}

type GrantOptions = Pick<PortalClientOptions, 'db' | 'cipher' | 'oauth' | 'now'> & { leaves?: boolean };

/**
 * Asks HubSpot whether a portal's grant still holds, by renewing its token; a portal whose grant is dead is `revoked`
 * afterwards, and no request of it leaves any process.
 * @throws GrantRevokedError where it is dead, DailyLimitError where nothing may be asked now
 */
export async function checkGrant(options: GrantOptions, portalId: number): Promise<void> {
  const { accessToken } = await readUsableGrant(options, portalId);
  await renewToken(options, portalId, accessToken);
}

/** @throws GrantRevokedError, DailyLimitError where no request of the portal may leave now */
async function readUsableGrant({ db, cipher, now, leaves = false }: GrantOptions, portalId: number): Promise<Grant> {
  const access = await readAccess(db.kysely, cipher, portalId);
  if (access === null || access.status === 'revoked' || (access.status === 'leaving' && !leaves)) {
    throw notConnected(portalId);
  }
  if (access.heldUntil !== null && access.heldUntil > now()) {
    throw new DailyLimitError("HubSpot's daily limit of this portal is used up.", access.heldUntil, now());
  }
  return access.grant;
}

/** @returns an access token other than `stale`: the renewed one, or one that somebody else was given meanwhile */
function renewToken(options: GrantOptions, portalId: number, stale: string): Promise<string> {
  const { db, cipher, oauth, now } = options;
  return withGrantLock(db.kysely, cipher, portalId, async () => {
    // Whoever had the lock before may have learned that the grant is dead.
    const grant = await readUsableGrant(options, portalId);
    if (grant.accessToken !== stale) return grant.accessToken;
    try {
      const { accessToken, refreshToken, expiresInMs } = await oauth.refresh(grant.refreshToken);
      const renewed = { accessToken, refreshToken, expiresAt: now() + expiresInMs };
      const replaced = await unlessReplaced(options, portalId, grant, (trx) =>
        saveGrant(trx, cipher, portalId, renewed),
      );
      return replaced ?? accessToken;
    } catch (error) {
      if (!(error instanceof GrantRevokedError)) throw error;
      const replaced = await unlessReplaced(options, portalId, grant, async (trx) => {
        // One that leaves is out already, which is what it wanted.
        const isLeaving = (await readLeaveChoice(trx, portalId)) !== null;
        if (!isLeaving) await setPortalStatus(trx, portalId, 'revoked', now());
      });
      if (replaced === null) throw error;
      return replaced;
    }
  });
}

/**
 * Writes what HubSpot said of a grant, unless an install replaced it while HubSpot was asked: then the portal is as that
 * install left it.
 * @returns the access token of such an install, else `null`
 */
function unlessReplaced(
  { db, cipher }: GrantOptions,
  portalId: number,
  asked: Grant,
  write: (trx: Parameters<typeof lockPortal>[0]) => Promise<void>,
): Promise<string | null> {
  return db.transaction(async (trx) => {
    // An install writes the portal first as well: it is before this or after, never between.
    await lockPortal(trx, portalId);
    const held = await readGrant(trx, cipher, portalId);
    if (held === null) throw notConnected(portalId);
    if (!isSameGrant(held, asked)) return held.accessToken;
    await write(trx);
    return null;
  });
}

function notConnected(portalId: number): GrantRevokedError {
  return new GrantRevokedError(`Portal ${portalId} is not connected: install the app again.`);
}

function isSameGrant(one: Grant, other: Grant): boolean {
  return one.accessToken === other.accessToken && one.refreshToken === other.refreshToken;
}
