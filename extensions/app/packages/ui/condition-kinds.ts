import { KINDS, type Kind } from './condition-kind.ts';
import {
  ACTS,
  DEALS,
  FIELDS,
  FLAGS,
  PARTS,
  RISKS,
  ROLE_STATES,
  SCORES,
  SIDES,
  STAGE_FLAGS,
  STAGE_ROLE_STATES,
  STAGE_SCORES,
  STAGES,
  TIERS,
  VALUES,
} from './condition-words.ts';

/** One condition in the app's language, as JSON. */
export type Condition = Readonly<Record<string, unknown>>;
export type Words = Readonly<Record<string, string>>;

/** A field of a condition's form: the path of its value, and its options or its format. */
export type Field = { label: string; path: readonly string[] } & (
  | { as: 'choice'; words: Words; begin?: Readonly<Record<string, unknown>> }
  | { as: 'choices'; words: Words; isOptional?: boolean }
  | { as: 'number'; isPercent?: boolean }
  | { as: 'words' }
  | { as: 'day' }
  | { as: 'property' }
);

/** The options in a context: a stage may use fewer than a play, because a replay has to be able to evaluate them. */
export interface Place {
  of: 'play' | 'stage';
  /** By the names they have in this account. */
  roles: Words;
  properties: Words;
}

/** The kinds that are meaningful in a context. */
export const KINDS_OF: Readonly<Record<Place['of'], readonly Kind[]>> = {
  play: KINDS,
  stage: ['score', 'flag', 'role', 'deal'],
};

/** The initial condition of a kind. */
export const BEGINNINGS: Readonly<Record<Kind, Condition>> = {
  score: { score: 'engagement', min: 40 },
  flag: { flag: 'customer' },
  tier: { tier: [1] },
  stage: { stage: ['engaged'] },
  risk: { risk: 'single_threaded' },
  role: { role: 'BUDGET_HOLDER', state: ['engaged'] },
  property: { property: 'industry', when: { kind: 'known' } },
  activity: { activity: { by: 'theirs' }, withinDays: 30, atLeast: 1 },
  signal: { signal: { minStrength: 70 }, withinDays: 14 },
  deal: { deal: { state: 'open' } },
  plan: { plan: { part: 'competitor' } },
  cluster: { cluster: { warmAtLeast: 3 } },
};

/** The initial condition on a property's value, by kind. */
export const VALUE_BEGINNINGS = {
  known: { kind: 'known' },
  oneOf: { kind: 'oneOf', values: [] },
  containsAny: { kind: 'containsAny', values: [] },
  range: { kind: 'range', min: 0 },
  isTrue: { kind: 'isTrue' },
  withinDays: { kind: 'withinDays', days: 90 },
  inNextDays: { kind: 'inNextDays', days: 90 },
  inLastDays: { kind: 'inLastDays', days: 90 },
  overDaysAhead: { kind: 'overDaysAhead', days: 90 },
  overDaysAgo: { kind: 'overDaysAgo', days: 90 },
  before: { kind: 'before', date: '' },
  after: { kind: 'after', date: '' },
} as const;

/** The kind of a condition; `null` if no form can represent it completely. */
export function kindOf(condition: Condition, place: Place): Kind | null {
  const kind = KINDS_OF[place.of].find((each) => Object.hasOwn(condition, each));
  if (kind === undefined) return null;
  const held = new Set(listFields(kind, condition, place).map(({ path }) => path.join('.')));
  return listPaths(condition).every((path) => held.has(path)) ? kind : null;
}

/** The names of all fields of a condition: `signal.minStrength`. A list is one field; an empty object has none. */
function listPaths(value: Condition, before: readonly string[] = []): string[] {
  return Object.entries(value).flatMap(([name, part]) => {
    const path = [...before, name];
    return typeof part === 'object' && part !== null && !Array.isArray(part)
      ? listPaths(part as Condition, path)
      : [path.join('.')];
  });
}

/** The fields of a condition's form. */
export function listFields(kind: Kind, condition: Condition, { of, roles }: Place): Field[] {
  const isStage = of === 'stage';
  switch (kind) {
    case 'score':
      return [
        { label: FIELDS.score, path: ['score'], as: 'choice', words: isStage ? STAGE_SCORES : SCORES },
        { label: FIELDS.atLeast, path: ['min'], as: 'number' },
        { label: FIELDS.under, path: ['under'], as: 'number' },
      ];
    case 'flag':
      return [{ label: FIELDS.flag, path: ['flag'], as: 'choice', words: isStage ? STAGE_FLAGS : FLAGS }];
    case 'tier':
      return [{ label: FIELDS.tiers, path: ['tier'], as: 'choices', words: TIERS }];
    case 'stage':
      return [{ label: FIELDS.stages, path: ['stage'], as: 'choices', words: STAGES }];
    case 'risk':
      return [{ label: FIELDS.risk, path: ['risk'], as: 'choice', words: RISKS }];
    case 'role':
      return [
        { label: FIELDS.role, path: ['role'], as: 'choice', words: roles },
        { label: FIELDS.is, path: ['state'], as: 'choices', words: isStage ? STAGE_ROLE_STATES : ROLE_STATES },
      ];
    case 'property':
      return [{ label: FIELDS.property, path: ['property'], as: 'property' }, ...listValueFields(condition)];
    case 'deal':
      return listDealFields(isStage);
    default:
      return listFactFields(kind);
  }
}

function listValueFields({ when }: Condition): Field[] {
  const kind: Field = {
    label: FIELDS.value,
    path: ['when', 'kind'],
    as: 'choice',
    words: VALUES,
    begin: VALUE_BEGINNINGS,
  };
  switch ((when as { kind?: unknown } | undefined)?.kind) {
    case 'range':
      return [
        kind,
        { label: FIELDS.from, path: ['when', 'min'], as: 'number' },
        { label: FIELDS.to, path: ['when', 'max'], as: 'number' },
      ];
    case 'oneOf':
    case 'containsAny':
      return [kind, { label: FIELDS.anyOf, path: ['when', 'values'], as: 'words' }];
    case 'withinDays':
    case 'inNextDays':
    case 'inLastDays':
    case 'overDaysAhead':
    case 'overDaysAgo':
      return [kind, { label: FIELDS.days, path: ['when', 'days'], as: 'number' }];
    case 'before':
    case 'after':
      return [kind, { label: FIELDS.date, path: ['when', 'date'], as: 'day' }];
    default:
      return [kind];
  }
}

function listDealFields(isStage: boolean): Field[] {
  const state: Field = { label: FIELDS.deal, path: ['deal', 'state'], as: 'choice', words: DEALS };
  if (isStage) return [state];
  return [
    state,
    { label: FIELDS.probability, path: ['deal', 'minProbability'], as: 'number', isPercent: true },
    { label: FIELDS.closedFrom, path: ['deal', 'closedFromDays'], as: 'number' },
    { label: FIELDS.closedTo, path: ['deal', 'closedToDays'], as: 'number' },
  ];
}

function listFactFields(kind: 'activity' | 'signal' | 'plan' | 'cluster'): Field[] {
  const days: Field = { label: FIELDS.lastDays, path: ['withinDays'], as: 'number' };
  const words: Field = { label: FIELDS.words, path: [kind, 'words'], as: 'words' };
  switch (kind) {
    case 'activity':
      return [
        { label: FIELDS.side, path: ['activity', 'by'], as: 'choice', words: SIDES },
        { label: FIELDS.timesAtLeast, path: ['atLeast'], as: 'number' },
        { label: FIELDS.timesAtMost, path: ['atMost'], as: 'number' },
        days,
        words,
        { label: FIELDS.types, path: ['activity', 'types'], as: 'choices', words: ACTS, isOptional: true },
      ];
    case 'signal':
      return [
        { label: FIELDS.strength, path: ['signal', 'minStrength'], as: 'number' },
        days,
        { label: FIELDS.sources, path: ['signal', 'sources'], as: 'words' },
        words,
      ];
    case 'plan':
      return [{ label: FIELDS.part, path: ['plan', 'part'], as: 'choice', words: PARTS }, words];
    default:
      return [{ label: FIELDS.warmAtLeast, path: ['cluster', 'warmAtLeast'], as: 'number' }];
  }
}
