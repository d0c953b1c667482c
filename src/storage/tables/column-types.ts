import type { ColumnType } from 'kysely';

/** `timestamptz` in SQL, epoch milliseconds when read, a `Date` when written. */
export type Time = ColumnType<number, Date, Date>;
export type NullableTime = ColumnType<number | null, Date | null | undefined, Date | null>;
/** `jsonb`: parsed when read, written as JSON text (`pg` would turn an array into a PostgreSQL array). */
export type Json<T> = ColumnType<T, string, string>;

export type PropertyValues = Record<string, string | null>;
