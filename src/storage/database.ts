import type { Kysely, Transaction } from 'kysely';
import type { Tables } from './tables.ts';

/** The app's database, open. */
export interface Database {
  kind: 'postgres' | 'pglite';
  kysely: Kysely<Tables>;
  /** One statement, or several without values, read with the driver's own types: what pg-boss asks of a database. */
  executeSql: (text: string, values?: unknown[]) => Promise<{ rows: unknown[] }>;
  /** Runs `work` in a transaction; what it throws rolls back and is thrown on. */
  transaction: <T>(work: (trx: Transaction<Tables>) => Promise<T>) => Promise<T>;
  /** Lets the embedded database shorten its log (it grows without end otherwise); nothing on PostgreSQL. */
  checkpoint: () => Promise<void>;
  close: () => Promise<void>;
}

export type DatabaseLocation = { databaseUrl: string } | { folder: string };
