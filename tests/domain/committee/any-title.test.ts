import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { classifyTitle } from '../../../src/domain/committee/classify-title.ts';
import { JOB_FUNCTIONS, SENIORITIES } from '../../../src/domain/committee/title-class.ts';
test('answers for any string, within its vocabulary', () => {
  const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 400 }), fc.string({ unit: 'grapheme', maxLength: 400 }));
  fc.assert(
    fc.property(text, (title) => {
      const { seniority, jobFunction } = classifyTitle(title);
      expect([...SENIORITIES, null]).toContain(seniority);
      expect([...JOB_FUNCTIONS, null]).toContain(jobFunction);
      expect(seniority === null).toBe(jobFunction === null);
    }),
  );
});

test('reads 100 kB of anything in bounded time', () => {
  const pieces = ['a', '(', 'a.', "'", ' ', '- ', 'chief ', 'm/', '👩‍💻', 'to the '];
  const started = performance.now();
  for (const piece of pieces) classifyTitle(piece.repeat(100_000 / piece.length));
  expect(performance.now() - started).toBeLessThan(2_000);
});
