import { expect, test } from 'vitest';
import { defaultModel } from '../../../src/domain/model/default-model.ts';
import { findAskingStage } from '../../../src/http/cards/find-asking-stage.ts';

const [first, ...others] = defaultModel.stage.stages;
const withStages = (...asked: { label: string; min: number }[]) => ({
  ...defaultModel.stage,
  stages: asked.map(({ label, min }) => ({
    ...first!,
    label,
    when: { any: [{ all: [{ score: 'engagement', min } as const] }, { score: 'fit', min: 77 } as const] },
  })),
});

test('names the highest stage that asks for so much engagement', () => {
  const model = withStages({ label: 'Aware', min: 5 }, { label: 'Engaged', min: 40 }, { label: 'Ready', min: 40 });
  expect(findAskingStage(model, 5)).toBe('Aware');
  expect(findAskingStage(model, 40)).toBe('Ready');
});

test('names none where no stage does, where another score is asked for, or where it is to be less', () => {
  expect(findAskingStage(withStages({ label: 'Aware', min: 5 }), 77)).toBeNull();
  const under = { ...first!, when: { not: { score: 'engagement', min: 9 } as const } };
  expect(findAskingStage({ ...defaultModel.stage, stages: [under, ...others] }, 9)).toBeNull();
});
