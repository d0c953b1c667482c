import { z } from 'zod';
import { validationError } from '../api-error.ts';

type Values = Record<string, string>;
export type ListPredicate = (values: Values) => boolean;

const operation = z.looseObject({
  operationType: z.string(),
  operator: z.string(),
  includeObjectsWithNoValueSet: z.boolean().default(false),
  value: z.union([z.string(), z.number(), z.boolean()]).optional(),
  values: z.array(z.string()).optional(),
  lowerBound: z.number().optional(),
  upperBound: z.number().optional(),
});
type Operation = z.infer<typeof operation>;

const propertyFilter = z.looseObject({ filterType: z.literal('PROPERTY'), property: z.string(), operation });

interface Branch {
  filterBranchType: 'OR' | 'AND';
  filterBranches: Branch[];
  filters: z.infer<typeof propertyFilter>[];
}

export const filterBranch: z.ZodType<Branch> = z.lazy(() =>
  z.looseObject({
    filterBranchType: z.enum(['OR', 'AND']),
    filterBranches: z.array(filterBranch).default([]),
    filters: z.array(propertyFilter).default([]),
  }),
);

/** Compiles a list's filters to a predicate. Throws 400 for an unknown property or an operator that is not implemented. */
export function compileBranch(branch: Branch, knows: (property: string) => boolean): ListPredicate {
  const parts = [
    ...branch.filterBranches.map((each) => compileBranch(each, knows)),
    ...branch.filters.map((each) => compileFilter(each.property, each.operation, knows)),
  ];
  return branch.filterBranchType === 'OR'
    ? (values) => parts.some((part) => part(values))
    : (values) => parts.every((part) => part(values));
}

function compileFilter(property: string, operation: Operation, knows: (property: string) => boolean): ListPredicate {
  if (!knows(property))
    throw validationError(`Property ${property} of the filter does not exist`, {
      context: { propertyName: [property] },
    });
  const unset =
    operation.operationType === 'ALL_PROPERTY'
      ? knownOperator(operation)
      : () => operation.includeObjectsWithNoValueSet;
  const set = operation.operationType === 'ALL_PROPERTY' ? knownOperator(operation) : compileOperation(operation);
  return (values) => {
    const value = values[property] ?? '';
    return value === '' ? unset(value) : set(value);
  };
}

function knownOperator({ operator }: Operation): (value: string) => boolean {
  if (operator === 'IS_KNOWN') return (value) => value !== '';
  if (operator === 'IS_UNKNOWN') return (value) => value === '';
  throw unsupported('ALL_PROPERTY', operator);
}

type Test = (value: string) => boolean;
type OperatorTable = Readonly<Record<string, (operation: Operation) => Test>>;

const byNumber =
  (accept: (value: number, wanted: number) => boolean) =>
  ({ value }: Operation): Test =>
  (text) =>
    accept(Number(text), Number(value));
const byOptions =
  (accept: (present: string[], wanted: string[]) => boolean) =>
  ({ values = [] }: Operation): Test =>
  (text) =>
    accept(text.split(';'), values);
const byText =
  (accept: (value: string, wanted: string) => boolean) =>
  ({ value, values }: Operation): Test =>
  (text) =>
    (values ?? [String(value)]).some((wanted) => accept(text.toLowerCase(), wanted.toLowerCase()));

const TEXT: OperatorTable = {
  IS_EQUAL_TO: byText((value, wanted) => value === wanted),
  IS_NOT_EQUAL_TO: byText((value, wanted) => value !== wanted),
  CONTAINS: byText((value, wanted) => value.includes(wanted)),
  DOES_NOT_CONTAIN: byText((value, wanted) => !value.includes(wanted)),
  STARTS_WITH: byText((value, wanted) => value.startsWith(wanted)),
  ENDS_WITH: byText((value, wanted) => value.endsWith(wanted)),
};

const OPERATORS: Readonly<Record<string, OperatorTable>> = {
  NUMBER: {
    IS_EQUAL_TO: byNumber((value, wanted) => value === wanted),
    IS_NOT_EQUAL_TO: byNumber((value, wanted) => value !== wanted),
    IS_GREATER_THAN: byNumber((value, wanted) => value > wanted),
    IS_GREATER_THAN_OR_EQUAL_TO: byNumber((value, wanted) => value >= wanted),
    IS_LESS_THAN: byNumber((value, wanted) => value < wanted),
    IS_LESS_THAN_OR_EQUAL_TO: byNumber((value, wanted) => value <= wanted),
  },
  NUMBER_RANGED: {
    IS_BETWEEN:
      ({ lowerBound = -Infinity, upperBound = Infinity }) =>
      (text) =>
        Number(text) >= lowerBound && Number(text) <= upperBound,
    IS_NOT_BETWEEN:
      ({ lowerBound = -Infinity, upperBound = Infinity }) =>
      (text) =>
        Number(text) < lowerBound || Number(text) > upperBound,
  },
  BOOL: {
    IS_EQUAL_TO:
      ({ value }) =>
      (text) =>
        text === String(value),
    IS_NOT_EQUAL_TO:
      ({ value }) =>
      (text) =>
        text !== String(value),
  },
  ENUMERATION: {
    IS_ANY_OF: byOptions((present, wanted) => wanted.some((each) => present.includes(each))),
    IS_NONE_OF: byOptions((present, wanted) => !wanted.some((each) => present.includes(each))),
    CONTAINS_ALL: byOptions((present, wanted) => wanted.every((each) => present.includes(each))),
    DOES_NOT_CONTAIN_ALL: byOptions((present, wanted) => !wanted.every((each) => present.includes(each))),
    IS_EXACTLY: byOptions(
      (present, wanted) => present.length === wanted.length && wanted.every((each) => present.includes(each)),
    ),
    IS_NOT_EXACTLY: byOptions(
      (present, wanted) => present.length !== wanted.length || !wanted.every((each) => present.includes(each)),
    ),
  },
  STRING: TEXT,
  MULTISTRING: TEXT,
};

function compileOperation(operation: Operation): Test {
  const { operationType, operator } = operation;
  const make = OPERATORS[operationType]?.[operator];
  if (!make) throw unsupported(operationType, operator);
  return make(operation);
}

const unsupported = (operationType: string, operator: string): Error =>
  validationError(`The operator ${operator} of ${operationType} is not supported`);
