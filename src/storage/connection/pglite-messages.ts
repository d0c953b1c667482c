/** What the main thread asks of the thread PGlite runs in. One request is answered before the next is taken. */
export interface PgliteRequest {
  id: number;
  kind: 'query' | 'script' | 'close';
  text: string;
  values: readonly unknown[];
  /** `app`: read by `TYPE_PARSERS`; `native`: as PGlite reads by itself, which pg-boss expects. */
  types: 'app' | 'native';
}

export interface PgliteResult {
  /** The first word of the statement; `ROLLBACK` for a `COMMIT` that could only roll back, as PostgreSQL answers. */
  command: string;
  rowCount: number;
  rows: unknown[];
}

export type PgliteReply =
  | { id: number; result: PgliteResult }
  | { id: number; error: Error; fields: Record<string, unknown> };

export interface PgliteWorkerData {
  /** Absolute path, or `memory://`. */
  dataDir: string;
  /** Path of a dump of an empty cluster to begin with; made by `initdb` otherwise, which takes seconds. */
  emptyCluster?: string | undefined;
}
