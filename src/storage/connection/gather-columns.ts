import { sql, type RawBuilder } from 'kysely';

/** Between two values of a column. */
const VALUE_END = '\u001F';
const NO_VALUE = '\u001E';

type Columns<Name extends string> = Readonly<Record<Name, RawBuilder<unknown>>>;

/** A value that cannot hold what stands between two: an id (that of a signal is refused with one at the door), a number, JSON. It is never null. */
export function plain(value: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`${value}::text`;
}

/** Any text, or null; it is given without U+001E and U+001F. */
export function anyText(value: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`coalesce(translate(${value}, ${NO_VALUE + VALUE_END}::text, ''), ${NO_VALUE})`;
}

/** What {@link anyText} gave of a row. */
export function readAnyText(value: string | undefined): string | null {
  return value === undefined || value === NO_VALUE ? null : value;
}

/**
 * Thousands of rows of `from` as one row, with one text a column: the driver and PostgreSQL both take longer over rows.
 * The values of a row stand at the same place of each column; their order is that of `from`.
 */
export function gatherColumns<Name extends string>(
  columns: Columns<Name>,
  from: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const gathered = Object.entries<RawBuilder<unknown>>(columns).map(
    ([name, value]) => sql`string_agg(${value}, ${VALUE_END}) as ${sql.id(name)}`,
  );
  return sql`select ${sql.join(gathered)} from ${from}`;
}

/** The values of a column that {@link gatherColumns} gave; none where there were no rows. */
export function splitColumn(column: string | null | undefined): string[] {
  return column?.split(VALUE_END) ?? [];
}
