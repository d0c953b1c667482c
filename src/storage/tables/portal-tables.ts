import type { Generated } from 'kysely';
import type { Json, NullableTime, Time } from './column-types.ts';

/* Who is connected, and by which keys. */

export interface PortalTable {
  portal_id: number;
  status: string;
  hub_domain: string | null;
  time_zone: string;
  currency: string;
  installed_by: string | null;
  scopes: Json<string[]>;
  installed_at: Time;
  status_since: Time;
  /** HubSpot's daily limit is used up until then. */
  held_until: NullableTime;
  /** While it leaves: whether HubSpot's company properties go too. */
  remove_properties: Generated<boolean>;
}

export interface GrantTable {
  portal_id: number;
  key_id: string;
  access_token: string;
  refresh_token: string;
  expires_at: Time;
  leased_by: string | null;
  leased_until: NullableTime;
}

export interface OAuthStateTable {
  state_hash: string;
  code_verifier: string;
  return_url: string | null;
  expires_at: Time;
}

/** `signal_keys` and `api_keys`: the same columns, but that only a signal key may lack a name or who made it. */
export interface KeyTable {
  key_id: string;
  portal_id: number;
  secret: string;
  /** `''` for a signal key made without one. */
  label: string;
  created_at: Time;
  created_by: string | null;
  last_used_at: NullableTime;
}
