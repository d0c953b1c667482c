import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { writePlain } from '../../src/domain/write-plain.ts';
import { PLAY_BLOCKS } from './play-blocks.ts';
import {
  COVERAGE_BY_FORMULA,
  DEAL_POTENTIAL_BY_FORMULA,
  ENGAGEMENT_BY_FORMULA,
  FIT_BY_FORMULA,
  INTENT_BY_FORMULA,
  PRIORITY_BY_FORMULA,
  SCORE_BLOCKS,
} from './scoring-blocks.ts';
import { ASSIGNMENT, RESULT } from './scoring-example.ts';

const PATH = fileURLToPath(new URL('../../docs/scoring.md', import.meta.url));
const page = readFileSync(PATH, 'utf8');
const BLOCKS: Readonly<Record<string, () => string>> = { ...SCORE_BLOCKS, ...PLAY_BLOCKS };
const BLOCK = /<!-- ([a-z-]+) -->\n[^]*?<!-- \/\1 -->/g;

describe('docs/scoring.md', () => {
  test('says what the code computes (vitest -u writes it anew)', async () => {
    const computed = page.replaceAll(BLOCK, (_block, name: string) => {
      const block = BLOCKS[name];
      if (block === undefined) throw new Error(`nothing computes the block ${name}`);
      return `<!-- ${name} -->\n\n${writePlain(block(), 'UTC')}\n\n<!-- /${name} -->`;
    });
    await expect(computed).toMatchFileSnapshot(PATH);
  });

  test('shows every block that is computed, once', () => {
    expect([...page.matchAll(BLOCK)].map(([, name = '']) => name).toSorted()).toEqual(Object.keys(BLOCKS).toSorted());
  });

  test('has no number that is not computed', () => {
    expect(page.replaceAll(BLOCK, '').match(/\d+/g) ?? []).toEqual([]);
  });

  test('explains by formulas that give what the code gives', () => {
    expect(FIT_BY_FORMULA).toBe(RESULT.fit.total);
    expect(ENGAGEMENT_BY_FORMULA).toBe(RESULT.engagement.total);
    expect(INTENT_BY_FORMULA).toBe(RESULT.intent.total);
    expect(COVERAGE_BY_FORMULA).toBe(RESULT.committee.coverage.total);
    expect(DEAL_POTENTIAL_BY_FORMULA).toBe(RESULT.dealPotential);
    expect(PRIORITY_BY_FORMULA).toBeCloseTo(ASSIGNMENT.priority, 2);
    for (const { lines, total } of [RESULT.fit, RESULT.engagement, RESULT.intent, RESULT.committee.coverage]) {
      expect(lines.reduce((sum, { points }) => sum + points, 0)).toBe(total);
    }
  });
});
