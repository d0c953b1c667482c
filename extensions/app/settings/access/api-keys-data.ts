/** What `GET /api/settings/api-keys` answers. */
export interface ApiKeysData {
  mayChange: boolean;
  askWhom: string | null;
  /** The description of the API (OpenAPI). */
  documentUrl: string;
  keys: ApiKeyData[];
}

export interface ApiKeyData {
  keyId: string;
  label: string;
  /** ISO 8601. */
  createdAt: string;
  createdBy: string;
  /** ISO 8601, to the hour; `null` where it never was. */
  lastUsedAt: string | null;
}

/** What making a key answers: the key itself, this once. */
export interface MadeApiKey extends ApiKeysData {
  made: string;
}
