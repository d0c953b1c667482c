import { markDate, markDay, markNumber } from '../marked-values.ts';
import { parseDate, parseNumber, readDay } from './judge-property.ts';
import { readsDate, type PropertyCondition } from './property-condition.ts';

/**
 * `numberofemployees = 3,400`. A value is a number, or a day, only where one of the conditions reads it as one: a postcode is
 * no number.
 */
export function describePropertyValue(
  property: string,
  value: string | null | undefined,
  conditions: readonly PropertyCondition[],
): string {
  const text = value?.trim() ?? '';
  return text === '' ? `${property} is unknown` : `${property} = ${formatValue(text, conditions)}`;
}

function formatValue(text: string, conditions: readonly PropertyCondition[]): string {
  if (conditions.some(({ kind }) => kind === 'range')) {
    const number = parseNumber(text);
    return number === null ? text : markNumber(number);
  }
  if (!conditions.some(readsDate)) return text;
  const at = parseDate(text);
  if (at === null) return text;
  const day = readDay(text);
  return day === null ? markDay(at) : markDate(day);
}
