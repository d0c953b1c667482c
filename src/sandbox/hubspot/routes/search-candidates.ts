import type { RecordTable } from '../store/record-table.ts';
import type { StoredRecord } from '../store/stored-record.ts';
import { comparisonKey } from './match-filter.ts';
import type { Filter, SearchBody } from './object-schemas.ts';

/** Both ends included. */
interface Range {
  low: number;
  high: number;
}

/**
 * The records a search has to examine: narrowed by last-modified date or id if the filters allow it, else all.
 * More than match, never fewer: records that the index does not show yet are always examined.
 */
export function searchCandidates(table: RecordTable, body: SearchBody, nowMs: number): Iterable<StoredRecord> {
  const [group, other] = body.filterGroups;
  if (group === undefined || other !== undefined) return table.all();
  const modified = rangeOf(group.filters, table.type.modifiedProperty, comparisonKey('datetime'));
  const ids = rangeOf(group.filters, 'hs_object_id', comparisonKey('number'));
  if (!modified && !ids) return table.all();
  const found = modified
    ? table.modifiedBetween(modified.low, modified.high)
    : table.idsBetween(ids?.low ?? -Infinity, ids?.high ?? Infinity);
  const pending = table.pending(nowMs);
  return pending.size === 0 ? found : new Set([...found, ...pending]);
}

function rangeOf(
  filters: readonly Filter[],
  propertyName: string,
  key: (value: string) => number | string,
): Range | null {
  const range = { low: -Infinity, high: Infinity };
  for (const filter of filters) {
    if (filter.propertyName !== propertyName) continue;
    const value = Number(key(filter.value ?? ''));
    const { operator } = filter;
    if (operator === 'BETWEEN') narrow(range, value, Number(key(filter.highValue ?? '')));
    else if (operator === 'EQ') narrow(range, value, value);
    else if (operator === 'GT' || operator === 'GTE') narrow(range, value, Infinity);
    else if (operator === 'LT' || operator === 'LTE') narrow(range, -Infinity, value);
  }
  return range.low === -Infinity && range.high === Infinity ? null : range;
}

/** A bound that is not a number narrows nothing. */
function narrow(range: Range, low: number, high: number): void {
  if (low > range.low) range.low = low;
  if (high < range.high) range.high = high;
}
