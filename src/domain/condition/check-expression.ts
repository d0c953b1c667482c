import { RISK_IDS } from '../committee/coverage-types.ts';
import { ACTIVITY_TYPES, PLAN_KINDS, ROLE_IDS } from '../facts.ts';
import { STAGE_IDS } from '../stage/stage-ids.ts';
import { checkPropertyCondition } from './check-property-condition.ts';
import { ACTIVITY_SIDES, FLAG_NAMES, SCORE_NAMES, type Expression } from './expression.ts';
import { Reader, type Fault } from './reader.ts';

const ROLE_STATES = ['engaged', 'reached', 'identified', 'suggested', 'placeholder', 'missing'] as const;
const DEAL_TERMS = ['state', 'minProbability', 'closedFromDays', 'closedToDays'] as const;
const DEEPEST = 10;

/** What an expression may ask for where it is used: kinds of leaves and, for some, what they may name. */
export interface Terms {
  leaves: readonly LeafName[];
  scores: readonly (typeof SCORE_NAMES)[number][];
  flags: readonly (typeof FLAG_NAMES)[number][];
  roleStates: readonly (typeof ROLE_STATES)[number][];
  deals: readonly (typeof DEAL_TERMS)[number][];
}

/** What kinds of leaves there are, each by the key that names it. */
const LEAVES = {
  score: (leaf: Reader, { scores }: Terms) => {
    leaf.allow('score', 'min', 'under');
    leaf.oneOf('score', scores);
    leaf.number('min', 0, 100);
    leaf.number('under', 0, 100);
    leaf.needsOneOf('min', 'under');
    leaf.ascends('min', 'under');
  },
  flag: (leaf: Reader, { flags }: Terms) => {
    leaf.allow('flag');
    leaf.oneOf('flag', flags);
  },
  tier: (leaf: Reader) => {
    leaf.allow('tier');
    leaf.listOf('tier', [1, 2, 3, 'none']);
  },
  stage: (leaf: Reader) => {
    leaf.allow('stage');
    leaf.listOf('stage', STAGE_IDS);
  },
  risk: (leaf: Reader) => {
    leaf.allow('risk');
    leaf.oneOf('risk', RISK_IDS);
  },
  role: (leaf: Reader, { roleStates }: Terms) => {
    leaf.allow('role', 'state');
    leaf.oneOf('role', ROLE_IDS);
    leaf.listOf('state', roleStates);
  },
  property: (leaf: Reader) => {
    leaf.allow('property', 'when');
    leaf.text('property');
    leaf.child('when', checkPropertyCondition);
  },
  activity: (leaf: Reader) => {
    leaf.allow('activity', 'withinDays', 'atLeast', 'atMost');
    leaf.child('activity', (filter) => {
      filter.allow('by', 'types', 'words');
      filter.oneOf('by', ACTIVITY_SIDES);
      filter.listOf('types', ACTIVITY_TYPES, 'optional');
      filter.words('words', 'optional');
    });
    leaf.number('withinDays', 1, 3650, 'required');
    leaf.number('atLeast', 0, 10_000);
    leaf.number('atMost', 0, 10_000);
    leaf.ascends('atLeast', 'atMost', 'same');
  },
  signal: (leaf: Reader) => {
    leaf.allow('signal', 'withinDays');
    leaf.child('signal', (filter) => {
      filter.allow('minStrength', 'sources', 'words');
      filter.number('minStrength', 0, 100);
      filter.words('sources', 'optional');
      filter.words('words', 'optional');
    });
    leaf.number('withinDays', 1, 3650, 'required');
  },
  plan: (leaf: Reader) => {
    leaf.allow('plan');
    leaf.child('plan', (filter) => {
      filter.allow('part', 'words');
      filter.oneOf('part', PLAN_KINDS);
      filter.words('words', 'optional');
    });
  },
  deal: (leaf: Reader, { deals }: Terms) => {
    leaf.allow('deal');
    leaf.child('deal', (filter) => {
      filter.allow(...deals);
      filter.oneOf('state', ['open', 'won', 'lost']);
      filter.number('minProbability', 0, 1);
      filter.number('closedFromDays', 0, 3650);
      filter.number('closedToDays', 0, 3650);
      filter.ascends('closedFromDays', 'closedToDays', 'same');
    });
  },
  cluster: (leaf: Reader) => {
    leaf.allow('cluster');
    leaf.child('cluster', (filter) => {
      filter.allow('warmAtLeast');
      filter.number('warmAtLeast', 1, 1_000, 'required');
    });
  },
} as const;
const LEAF_NAMES = Object.keys(LEAVES) as (keyof typeof LEAVES)[];

type LeafName = (typeof LEAF_NAMES)[number];

const ALL_TERMS: Terms = {
  leaves: LEAF_NAMES,
  scores: SCORE_NAMES,
  flags: FLAG_NAMES,
  roleStates: ROLE_STATES,
  deals: DEAL_TERMS,
};

/**
 * Reads an expression that came from outside. Every error names its place (`all[1].score`), what is wrong and what is
 * expected.
 * @param terms the terms that make sense where the expression is used; by default all
 */
export function checkExpression(
  input: unknown,
  terms: Terms = ALL_TERMS,
): { expression: Expression; faults: [] } | { expression: null; faults: Fault[] } {
  const faults: Fault[] = [];
  checkNode(new Reader(input, '', faults), terms, 1);
  return faults.length === 0 ? { expression: input as Expression, faults: [] } : { expression: null, faults };
}

function checkNode(node: Reader, terms: Terms, depth: number): void {
  if (!node.isObject()) return;
  if (depth > DEEPEST) return node.fault(`is nested deeper than ${DEEPEST} levels`);
  const kind = [...(['all', 'any', 'not'] as const), ...LEAF_NAMES].find((name) => node.has(name));
  if (kind === undefined)
    return node.fault(`says nothing: expected all, any, not or one of ${terms.leaves.join(', ')}`);
  if (kind === 'not') {
    node.allow('not');
    return node.child('not', (part) => checkNode(part, terms, depth + 1));
  }
  if (kind === 'all' || kind === 'any') {
    node.allow(kind);
    return node.children(kind, (part) => checkNode(part, terms, depth + 1));
  }
  if (!terms.leaves.includes(kind)) {
    return node.fault(`"${kind}" means nothing here: expected one of ${terms.leaves.join(', ')}`);
  }
  LEAVES[kind](node, terms);
}
