/** Epoch ms as ISO 8601 (UTC); `null` stays. */
export function iso<T extends number | null>(timeMs: T): T extends null ? null : string {
  return (timeMs === null ? null : new Date(timeMs).toISOString()) as T extends null ? null : string;
}
