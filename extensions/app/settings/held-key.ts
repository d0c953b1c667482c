/** A key of the portal as the settings list it, without its secret. */
export interface HeldKey {
  keyId: string;
  /** What an admin called it; `''` for a signal key made before keys had names. */
  label: string;
  /** ISO 8601, UTC. */
  createdAt: string;
  /** A name, or an address where HubSpot knows no name; `null` for a signal key made before this was recorded. */
  createdBy: string | null;
  /** ISO 8601, UTC, to the hour; `null` if it was never used. */
  lastUsedAt: string | null;
}
