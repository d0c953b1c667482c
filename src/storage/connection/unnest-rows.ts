import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';

type SqlType = 'text' | 'jsonb' | 'json text' | 'timestamptz' | 'float8' | 'boolean' | 'bigint' | 'integer';

/** A column of a bulk statement: its name, its SQL type and how a row gives it (times in epoch ms, jsonb as data, or as its text). */
export type BulkColumn<Row> = readonly [name: string, type: SqlType, read: (row: Row) => unknown];

/**
 * `unnest(…) as t(a, b, …)`: many rows as one parameter a column, so that the statement text never changes and
 * PostgreSQL's limit of 65,535 parameters is never met.
 */
export function unnestRows<Row>(columns: readonly BulkColumn<Row>[], rows: readonly Row[]): RawBuilder<unknown> {
  const arrays = columns.map(([, type, read]) => {
    const values = rows.map((row) => toSqlValue(type, read(row)));
    return type === 'jsonb' || type === 'json text'
      ? jsonArray(values as (string | null)[])
      : sql`${sql.val(values)}::${sql.raw(type)}[]`;
  });
  return sql`unnest(${sql.join(arrays)}) as t(${columnNames(columns)})`;
}

/** Escaped nowhere in JSON, since JSON has no control characters: quoting every quote of an array costs more than the rest. */
const SEPARATOR = '\u001E';

function jsonArray(values: readonly (string | null)[]): RawBuilder<unknown> {
  const text = values.map((value) => value ?? '').join(SEPARATOR);
  return sql`string_to_array(${text}::text, ${SEPARATOR}::text, '')::jsonb[]`;
}

export function columnNames<Row>(columns: readonly BulkColumn<Row>[]): RawBuilder<unknown> {
  return sql.join(columns.map(([name]) => sql.id(name)));
}

function toSqlValue(type: SqlType, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (type === 'jsonb') return JSON.stringify(value);
  if (type === 'timestamptz') return new Date(value as number).toISOString();
  return value;
}
