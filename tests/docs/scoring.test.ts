import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { writePlain } from '../../src/domain/write-plain.ts';
import { BLOCKS, ENGAGEMENT_BY_FORMULA, INTENT_BY_FORMULA, PRIORITY_BY_FORMULA } from './scoring-blocks.ts';
import { ASSIGNMENT, RESULT } from './scoring-example.ts';

const PATH = fileURLToPath(new URL('../../docs/scoring.md', import.meta.url));
const page = readFileSync(PATH, 'utf8');
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
    expect([...page.matchAll(BLOCK)].map(([, name]) => name).toSorted()).toEqual(Object.keys(BLOCKS).toSorted());
  });

  test('has no number that is not computed', () => {
    expect(page.replaceAll(BLOCK, '').match(/\d+/g) ?? []).toEqual([]);
  });

  test('explains by formulas that give what the code gives', () => {
    expect(ENGAGEMENT_BY_FORMULA).toBe(RESULT.engagement.total);
    expect(INTENT_BY_FORMULA).toBe(RESULT.intent.total);
    expect(PRIORITY_BY_FORMULA).toBeCloseTo(ASSIGNMENT.priority, 2);
    for (const { lines, total } of [RESULT.fit, RESULT.engagement, RESULT.intent, RESULT.committee.coverage]) {
      expect(lines.reduce((sum, { points }) => sum + points, 0)).toBe(total);
    }
  });
});
