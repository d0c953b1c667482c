/** An installation of the app in the portal. */
export interface Grant {
  scopes: string[];
  userId: number;
  userEmail: string;
  installedAtMs: number;
}

export interface AuthorizationCode {
  redirectUri: string;
  scopes: string[];
  userId: number;
  userEmail: string;
  expiresAtMs: number;
  codeChallenge: string | null;
}

/** Codes and tokens by their text. An access token's value is when it expires (ms). */
export interface SavedTokens {
  codes: Record<string, AuthorizationCode>;
  access: Record<string, number>;
  refresh: Record<string, { issuedAtMs: number }>;
}
