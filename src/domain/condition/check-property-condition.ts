import type { Reader } from './reader.ts';

const KINDS = ['oneOf', 'containsAny', 'range', 'known', 'isTrue', 'withinDays'] as const;

/** Checks a condition on one company property, as fit criteria have it too. */
export function checkPropertyCondition(condition: Reader): void {
  const kind = KINDS.find((each) => condition.is('kind', each));
  if (kind === undefined) return condition.oneOf('kind', KINDS);
  if (kind === 'oneOf' || kind === 'containsAny') {
    condition.allow('kind', 'values');
    return condition.words('values');
  }
  if (kind === 'withinDays') {
    condition.allow('kind', 'days');
    return condition.number('days', 1, 36_500, 'required');
  }
  if (kind !== 'range') return condition.allow('kind');
  condition.allow('kind', 'min', 'max');
  condition.number('min', -1e15, 1e15);
  condition.number('max', -1e15, 1e15);
  condition.needsOneOf('min', 'max');
  condition.ascends('min', 'max', 'same');
}
