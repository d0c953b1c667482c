import { sql } from 'kysely';
import type { Db } from '../tables/tables.ts';
import { withoutPortal } from '../connection/tenant-scope.ts';

export interface OAuthState {
  /** SHA-256 of the state; the state itself is only in the browser. */
  stateHash: string;
  /** PKCE verifier. */
  codeVerifier: string;
  returnUrl: string | null;
  expiresAt: number;
}

/** Keeps a started install and drops those that ran out. */
export async function saveOAuthState(db: Db, state: OAuthState): Promise<void> {
  const row = {
    state_hash: state.stateHash,
    code_verifier: state.codeVerifier,
    return_url: state.returnUrl,
    expires_at: new Date(state.expiresAt),
  };
  await dropEndedStates(db);
  await withoutPortal(() => db.insertInto('oauth_states').values(row).execute());
}

/** Drops the installs that were begun and not ended in time. */
export async function dropEndedStates(db: Db): Promise<void> {
  await withoutPortal(() => sql`delete from oauth_states where expires_at < clock_timestamp()`.execute(db));
}

/** The state, once only; `null` where it is unknown, already taken, or ran out before `now`. */
export async function takeOAuthState(db: Db, stateHash: string, now: number): Promise<OAuthState | null> {
  const row = await withoutPortal(() =>
    db.deleteFrom('oauth_states').where('state_hash', '=', stateHash).returningAll().executeTakeFirst(),
  );
  if (row === undefined || row.expires_at <= now) return null;
  return {
    stateHash: row.state_hash,
    codeVerifier: row.code_verifier,
    returnUrl: row.return_url,
    expiresAt: row.expires_at,
  };
}
