import type { HeldKey } from '../held-key.ts';

/** What `GET /api/settings/api-keys` answers. */
export interface ApiKeysData {
  mayChange: boolean;
  askWhom: string | null;
  /** The description of the API (OpenAPI). */
  documentUrl: string;
  /** The oldest first. */
  keys: HeldKey[];
}

/** The answer to making a key: the key itself, only this once. */
export interface MadeApiKey extends ApiKeysData {
  made: string;
}
