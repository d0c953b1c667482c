import { describe, expect, test } from 'vitest';
import { intentStrength } from '../../../src/domain/intent/intent-strength.ts';

describe('the strength of a mapped intent property', () => {
  test.each([
    ['62', 62],
    [' 62.5 ', 62.5],
    ['80%', 80],
    ['0', 0],
    ['-5', 0],
    ['250', 100],
  ])('is the number %j, between 0 and 100', (value, strength) => {
    expect(intentStrength(value)).toBe(strength);
  });

  test.each([
    ['High', 75],
    ['very_high', 100],
    ['very__high', 100],
    ['Medium Intent', 50],
    ['LOW', 25],
    ['Decision Stage', 75],
    ['purchase', 100],
    ['true', 75],
    ['None', 0],
    ['No intent stage', 0],
  ])('is read off the table for %j', (value, strength) => {
    expect(intentStrength(value)).toBe(strength);
  });

  test.each([[null], [''], ['  '], ['Segment B'], ['%50'], ['constructor']])('is unknown for %j', (value) => {
    expect(intentStrength(value)).toBeNull();
  });
});
