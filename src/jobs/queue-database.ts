/** The part of the database a queue needs. */
export interface QueueDatabase {
  kind: 'postgres' | 'pglite';
  executeSql: (text: string, values?: unknown[]) => Promise<{ rows: unknown[] }>;
  /** If present, a job is taken the moment it is sent; polling goes on as well. */
  listen?: (
    channel: string,
    onNotification: (payload: string) => void,
    onConnect: () => void,
  ) => Promise<{ close: () => Promise<void> }>;
}
