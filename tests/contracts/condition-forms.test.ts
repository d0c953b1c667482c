import { describe, expect, test } from 'vitest';
import {
  fromGroup,
  pathOfPart,
  toGroup,
  type Draft,
  type Group,
} from '../../extensions/app/packages/ui/condition-draft.ts';
import { BEGINNINGS, kindOf, listFields, type Place } from '../../extensions/app/packages/ui/condition-kinds.ts';
import { ACTS, FLAGS, PARTS, RISKS, SCORES, SIDES, STAGES } from '../../extensions/app/packages/ui/condition-words.ts';
import { RISK_IDS } from '../../src/domain/committee/coverage-types.ts';
import { ACTIVITY_SIDES, FLAG_NAMES, SCORE_NAMES } from '../../src/domain/condition/expression.ts';
import { ACTIVITY_TYPES, PLAN_KINDS } from '../../src/domain/facts.ts';
import { STAGE_IDS } from '../../src/domain/stage/stage-ids.ts';
import { checkExpression } from '../../src/domain/condition/check-expression.ts';
import { defaultModel } from '../../src/domain/model/default-model.ts';
import { PLAYS } from '../../src/domain/plays/play-registry.ts';
import { STAGE_TERMS } from '../../src/domain/stage/stage-model.ts';

const play: Place = { of: 'play', roles: {}, properties: {} };
const stage: Place = { ...play, of: 'stage' };

function listWritten(draft: Draft): string[] {
  if ('how' in draft) return draft.parts.flatMap(listWritten);
  return 'written' in draft ? [draft.written] : [];
}

describe('a condition that is opened in the editor', () => {
  test.each(PLAYS.map(({ id, when }) => [id, when] as const))(
    'of %s is all forms, and saved as it was',
    (_id, when) => {
      const group = toGroup(when, play);
      expect(listWritten(group)).toEqual([]);
      expect(fromGroup(group)).toEqual(when);
    },
  );

  test.each(defaultModel.stage.stages.map(({ id, when }) => [id, when] as const))(
    'of the stage %s is all forms, and saved as it was',
    (_id, when) => {
      const group = toGroup(when, stage);
      expect(listWritten(group)).toEqual([]);
      expect(fromGroup(group)).toEqual(when);
    },
  );

  test.each([
    { not: { property: 'segment', when: { kind: 'oneOf', values: ['a', 'b'] } } },
    { not: { any: [{ flag: 'surging' }, { tier: ['none', 3] }] } },
    { not: { all: [{ flag: 'surging' }, { score: 'fit', min: 1, under: 9 }] } },
    { all: [{ deal: { state: 'lost', minProbability: 0.07, closedFromDays: 9 } }, { stage: ['aware', 'customer'] }] },
    { activity: { by: 'theirs', types: ['note'], words: ['price'] }, withinDays: 9, atMost: 3 },
  ])('%o keeps its meaning', (condition) => {
    const group = toGroup(condition, play);
    expect(listWritten(group)).toEqual([]);
    expect(fromGroup(group)).toEqual(condition);
  });

  test('stays as it is written where a stage may not ask for it, or nobody knows what it is', () => {
    expect(listWritten(toGroup({ all: [{ luck: 7 }, { flag: 'customer' }] }, play))).toEqual(['{"luck":7}']);
    expect(listWritten(toGroup({ deal: { state: 'open', minProbability: 0.5 } }, stage))).toHaveLength(1);
    expect(fromGroup({ how: 'all', parts: [{ written: '{"score' }] })).toBeNull();
  });
});

test('every kind there is a form for begins with a condition that the server takes', () => {
  for (const [kind, condition] of Object.entries(BEGINNINGS)) {
    expect(kindOf(condition, play)).toBe(kind);
    expect(checkExpression(condition).faults).toEqual([]);
    if (kindOf(condition, stage) !== null) expect(checkExpression(condition, STAGE_TERMS).faults).toEqual([]);
  }
});

test('each kind of condition on a property begins whole', () => {
  const [, kind] = listFields('property', BEGINNINGS.property, play);
  if (kind?.as !== 'choice') throw new Error('no choice of what is asked of the value');
  expect(Object.keys(kind.begin ?? {}).toSorted()).toEqual(Object.keys(kind.words).toSorted());
});

test('a part is where the server says that it is wrong', () => {
  const wrong = { form: { score: 'luck', min: 1 } };
  const fine = { form: { flag: 'surging' } };
  const groups: Group[] = [
    { how: 'all', parts: [wrong] },
    { how: 'any', parts: [fine, wrong] },
    { how: 'none', parts: [wrong] },
    { how: 'none', parts: [fine, wrong] },
  ];
  for (const group of groups) {
    const [fault] = checkExpression(fromGroup(group)).faults;
    const path = fault?.path.split(/[.[\]]+/).filter((step) => step !== '');
    expect(path?.join('.')).toBe(
      [pathOfPart(group, '', group.parts.indexOf(wrong)), 'score'].filter(Boolean).join('.'),
    );
  }
});

test.each([
  [SCORES, SCORE_NAMES],
  [FLAGS, FLAG_NAMES],
  [STAGES, STAGE_IDS],
  [RISKS, RISK_IDS],
  [SIDES, ACTIVITY_SIDES],
  [PARTS, PLAN_KINDS],
  [ACTS, ACTIVITY_TYPES],
])('a form offers all there is to choose: %o', (offered, there) => {
  expect(new Set(Object.keys(offered))).toEqual(new Set<string>(there));
});

test('there is a form for every kind the server takes', () => {
  const kinds = checkExpression({}).faults[0]?.problem.split('one of ')[1]?.split(', ');
  expect(Object.keys(BEGINNINGS).toSorted()).toEqual(kinds?.toSorted());
});
