import { expect, test } from 'vitest';
import { defaultModel } from '../../../src/domain/model/default-model.ts';
import { STARTING_MODELS } from '../../../src/domain/model/starting-models/starting-models.ts';
import { compareVersion } from '../../../src/sync/model/compare-versions.ts';

const first = { model: { ...defaultModel, version: 1 }, basedOn: null };
const start = STARTING_MODELS.find(({ id }) => id === 'services');
const second = { model: { ...defaultModel, ...start, version: 2, name: 'Of services' }, basedOn: 1 };
const [top, ...others] = defaultModel.tiering.rules;
const rules = [{ tier: 1 as const, seats: 22, fitFloor: top?.fitFloor ?? 0 }, ...others];
const third = { model: { ...first.model, version: 3, tiering: { ...defaultModel.tiering, rules } }, basedOn: 1 };
const all = [third, second, first];

test('the first version differs from none', () => {
  expect(compareVersion(first, all)).toBeNull();
});

test('a version is compared with the one it was made from, though there are later ones', () => {
  expect(compareVersion(third, all)).toEqual({
    against: 1,
    parts: ['tiering'],
    tiers: [
      {
        tier: 1,
        before: { seats: top?.seats, fitFloor: top?.fitFloor },
        after: { seats: 22, fitFloor: top?.fitFloor },
      },
    ],
  });
});

test('where that is not known, or gone, with the latest one before it', () => {
  const difference = compareVersion({ ...third, basedOn: null }, all);
  expect(difference).toMatchObject({ against: 2 });
  expect(difference?.parts).toEqual(expect.arrayContaining(['name', 'fit', 'tiering']));
  expect(compareVersion({ ...third, basedOn: 9 }, all)).toEqual(difference);
});
