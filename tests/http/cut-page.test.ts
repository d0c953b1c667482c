import { expect, test } from 'vitest';
import { cutPage } from '../../src/http/cut-page.ts';

test.each([
  ['no row', [], { rows: [], last: null }],
  ['fewer than a page', ['a'], { rows: ['a'], last: null }],
  ['a page and no more', ['a', 'b'], { rows: ['a', 'b'], last: null }],
  ['more than a page', ['a', 'b', 'c'], { rows: ['a', 'b'], last: 'b' }],
])('%s', (_found, found, page) => {
  expect(cutPage(found, 2)).toEqual(page);
});
