import { Engine, type RuleProperties } from 'json-rules-engine';
import type { FitCriterion, FitModel } from '../../../src/domain/fit/fit-model.ts';
import { parseNumber } from '../../../src/domain/condition/judge-property.ts';

type Properties = Readonly<Record<string, string | null>>;
type Condition = { fact: string; operator: string; value: unknown };

export interface FitRules {
  /** Sum of the points of the bands an account is in; a criterion whose property is unknown gives none. */
  pointsOf: (properties: Properties) => Promise<number>;
}

/**
 * The criteria of a fit model as rules of `json-rules-engine`, as its README would have them written: a rule a band with
 * its points in the event, the bounds of a number in the conditions, words by an operator of our own.
 */
export function createFitRules(model: FitModel): FitRules {
  const engine = new Engine(model.criteria.flatMap(toRules), { allowUndefinedFacts: true });
  engine.addOperator('containsWord', (text: string, words: readonly RegExp[]) => words.some((word) => word.test(text)));
  engine.addOperator('isKnown', (text: unknown) => text !== undefined);
  const numbers = new Set(model.criteria.filter(isNumeric).map(({ property }) => property));
  return {
    pointsOf: async (properties) => {
      const facts = Object.entries(properties).flatMap(([name, value]) => {
        if (value === null) return [];
        return [[name, numbers.has(name) ? parseNumber(value) : value.toLowerCase().replaceAll('_', ' ')]];
      });
      const { events } = await engine.run(Object.fromEntries(facts) as Record<string, unknown>);
      return events.reduce((sum, { params }) => sum + Number(params?.['points']), 0);
    },
  };
}

function isNumeric({ bands }: FitCriterion): boolean {
  return bands.every(({ when }) => when.kind === 'range');
}

/** The first band that holds counts: each rule excludes the bands before it. */
function toRules(criterion: FitCriterion): RuleProperties[] {
  return criterion.bands.map(({ label, points }, index) => {
    const [own, ...before] = criterion.bands.slice(0, index + 1).toReversed();
    const conditions = toConditions(criterion.property, own);
    const above = before.flatMap((band) => toConditions(criterion.property, band));
    const excluded = isNumeric(criterion)
      ? above.slice(0, 1).map(({ fact, value }) => ({ fact, operator: 'lessThan', value }))
      : above.map((condition) => ({ not: condition }));
    return {
      name: `${criterion.id}: ${label}`,
      conditions: { all: [...conditions, ...excluded] },
      event: toEvent(points),
    };
  });
}

function toEvent(points: number): RuleProperties['event'] {
  return { type: 'band', params: { points } };
}

function toConditions(fact: string, band: FitCriterion['bands'][number] | undefined): Condition[] {
  const when = band?.when;
  if (when?.kind === 'range') return [{ fact, operator: 'greaterThanInclusive', value: when.min }];
  if (when?.kind === 'known') return [{ fact, operator: 'isKnown', value: true }];
  if (when?.kind !== 'oneOf' && when?.kind !== 'containsAny') throw new Error(`no rule for ${when?.kind}`);
  const values = when.values.map((value) => value.toLowerCase().replaceAll('_', ' '));
  if (when.kind === 'oneOf') return [{ fact, operator: 'in', value: values }];
  return [{ fact, operator: 'containsWord', value: values.map((value) => new RegExp(`\\b${value}\\b`)) }];
}
