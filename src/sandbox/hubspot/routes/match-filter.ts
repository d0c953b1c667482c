import { parseTime } from '../store/property-value.ts';
import type { PropertyDefinition, PropertyType } from '../default-properties/property-definition.ts';
import type { Filter } from './object-schemas.ts';

type Values = Record<string, string>;

/** Compiles a search filter to a predicate over a record's values. Text is compared case-insensitively; times are ISO 8601 or milliseconds. */
export function compileFilter(filter: Filter, definition: PropertyDefinition): (values: Values) => boolean {
  const { propertyName, operator, value = '', values = [] } = filter;
  const accepts = VALUE_OPERATORS[operator]({
    key: comparisonKey(definition.type),
    value,
    highValue: filter.highValue ?? '',
    values,
    split: definition.fieldType === 'checkbox',
  });
  return operator === 'NOT_HAS_PROPERTY' || operator === 'NOT_CONTAINS_TOKEN'
    ? (record) => accepts(record[propertyName] ?? '')
    : (record) => (record[propertyName] ?? '') !== '' && accepts(record[propertyName] ?? '');
}

interface Operands {
  key: (value: string) => number | string;
  value: string;
  highValue: string;
  values: readonly string[];
  /** A multi-value enumeration, compared value by value. */
  split: boolean;
}
type Accepts = (value: string) => boolean;

function anyOf({ key, split }: Operands, wanted: readonly string[]): Accepts {
  const keys = new Set(wanted.map(key));
  return split ? (value) => value.split(';').some((part) => keys.has(key(part))) : (value) => keys.has(key(value));
}

function compared(
  { key }: Operands,
  operand: string,
  accept: (value: number | string, wanted: number | string) => boolean,
): Accepts {
  const wanted = key(operand);
  return (value) => accept(key(value), wanted);
}

const not =
  (accepts: Accepts): Accepts =>
  (value) =>
    !accepts(value);

/** The operators; only `NOT_HAS_PROPERTY` and `NOT_CONTAINS_TOKEN` accept a value that is not set (`''`). */
const VALUE_OPERATORS: Readonly<Record<Filter['operator'], (operands: Operands) => Accepts>> = {
  EQ: (operands) => anyOf(operands, [operands.value]),
  NEQ: (operands) => not(anyOf(operands, [operands.value])),
  IN: (operands) => anyOf(operands, operands.values),
  NOT_IN: (operands) => not(anyOf(operands, operands.values)),
  LT: (operands) => compared(operands, operands.value, (value, wanted) => value < wanted),
  LTE: (operands) => compared(operands, operands.value, (value, wanted) => value <= wanted),
  GT: (operands) => compared(operands, operands.value, (value, wanted) => value > wanted),
  GTE: (operands) => compared(operands, operands.value, (value, wanted) => value >= wanted),
  BETWEEN: (operands) => {
    const low = compared(operands, operands.value, (value, wanted) => value >= wanted);
    const high = compared(operands, operands.highValue, (value, wanted) => value <= wanted);
    return (value) => low(value) && high(value);
  },
  HAS_PROPERTY: () => () => true,
  NOT_HAS_PROPERTY: () => (value) => value === '',
  CONTAINS_TOKEN: ({ value }) => tokenMatcher(value),
  NOT_CONTAINS_TOKEN: ({ value }) => not(tokenMatcher(value)),
};

/** The key by which values of a type are compared. */
export function comparisonKey(type: PropertyType): (value: string) => number | string {
  if (type === 'number') return (value) => (value === '' ? Number.NaN : Number(value));
  if (type === 'date' || type === 'datetime') return (value) => parseTime(value) ?? Number.NaN;
  return (value) => value.toLowerCase();
}

/** Tokens are words; `*` matches any characters. */
function tokenMatcher(pattern: string): (value: string) => boolean {
  const escaped = pattern
    .toLowerCase()
    .replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`)
    .replaceAll('*', '.*');
  const whole = new RegExp(`^${escaped}$`);
  return (value) => {
    const lower = value.toLowerCase();
    return whole.test(lower) || lower.split(/[^\p{L}\p{N}]+/u).some((word) => whole.test(word));
  };
}
