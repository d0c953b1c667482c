import { DATE_KINDS, DAY_KINDS } from './property-condition.ts';
import type { Reader } from './reader.ts';

const WITH_DAYS = ['withinDays', ...DAY_KINDS] as const;
const KINDS = ['oneOf', 'containsAny', 'range', 'known', 'isTrue', ...WITH_DAYS, ...DATE_KINDS] as const;
const MOST_DAYS = 36_500;

/** Checks a condition on one company property, as fit criteria have it too. */
export function checkPropertyCondition(condition: Reader): void {
  const kind = KINDS.find((each) => condition.is('kind', each));
  if (kind === undefined) return condition.oneOf('kind', KINDS);
  if (kind === 'oneOf' || kind === 'containsAny') {
    condition.allow('kind', 'values');
    return condition.words('values');
  }
  if (WITH_DAYS.some((each) => each === kind)) {
    condition.allow('kind', 'days');
    return condition.number('days', kind.startsWith('over') ? 0 : 1, MOST_DAYS, 'required');
  }
  if (kind === 'before' || kind === 'after') {
    condition.allow('kind', 'date');
    return condition.date('date');
  }
  if (kind !== 'range') return condition.allow('kind');
  condition.allow('kind', 'min', 'max');
  condition.number('min', -1e15, 1e15);
  condition.number('max', -1e15, 1e15);
  condition.needsOneOf('min', 'max');
  condition.ascends('min', 'max', 'same');
}
