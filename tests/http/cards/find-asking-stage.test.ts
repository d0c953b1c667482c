import { expect, test } from 'vitest';
import { defaultModel } from '../../../src/domain/model/default-model.ts';
import { findAskingStage } from '../../../src/http/cards/find-asking-stage.ts';

const [first, ...others] = defaultModel.stage.stages;
const withStages = (...asked: { label: string; min: number }[]) => ({
  ...defaultModel.stage,
  stages: asked.map(({ label, min }, index) => ({
    ...defaultModel.stage.stages[index]!,
    label,
    when: { any: [{ all: [{ score: 'engagement', min } as const] }, { score: 'fit', min: 77 } as const] },
  })),
});

test('names the highest stage, up to the one held, that asks for so much engagement', () => {
  const model = withStages({ label: 'Aware', min: 5 }, { label: 'Engaged', min: 40 }, { label: 'Ready', min: 40 });
  const [, second, third] = model.stages;
  expect(findAskingStage(model, third!.id, 5)).toBe('Aware');
  expect(findAskingStage(model, third!.id, 40)).toBe('Ready');
  // A stage that the account does not hold is not what it falls from.
  expect(findAskingStage(model, second!.id, 40)).toBe('Engaged');
});

test('names none where no stage does, where another score is asked for, or where it is to be less', () => {
  expect(findAskingStage(withStages({ label: 'Aware', min: 5 }), first!.id, 77)).toBeNull();
  const under = { ...first!, when: { not: { score: 'engagement', min: 9 } as const } };
  expect(findAskingStage({ ...defaultModel.stage, stages: [under, ...others] }, first!.id, 9)).toBeNull();
});
