import type { Expression } from './expression.ts';
import type { PropertyCondition } from './property-condition.ts';

/** A company property that a condition names, and where it does: `all.1.property`. */
export interface NamedProperty {
  path: string;
  property: string;
  when: PropertyCondition;
}

/** Every company property that a condition asks for. */
export function listConditionProperties(expression: Expression, path = ''): NamedProperty[] {
  const at = (step: string): string => (path === '' ? step : `${path}.${step}`);
  if ('all' in expression) {
    return expression.all.flatMap((part, index) => listConditionProperties(part, at(`all.${index}`)));
  }
  if ('any' in expression) {
    return expression.any.flatMap((part, index) => listConditionProperties(part, at(`any.${index}`)));
  }
  if ('not' in expression) return listConditionProperties(expression.not, at('not'));
  return 'property' in expression
    ? [{ path: at('property'), property: expression.property, when: expression.when }]
    : [];
}
