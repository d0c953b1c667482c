/** The installation of the app in the portal. */
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

/** Codes and tokens by their text. The value of an access token is its expiry (epoch ms). */
export interface SavedTokens {
  codes: Record<string, AuthorizationCode>;
  access: Record<string, number>;
  refresh: Record<string, { issuedAtMs: number }>;
}
