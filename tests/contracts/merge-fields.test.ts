import { expect, test } from 'vitest';
import { MERGE_WORDS } from '../../extensions/app/pages/plays/merge-fields-texts.ts';
import { MERGE_FIELD_NAMES } from '../../src/domain/plays/merge-fields.ts';

test('the page of plays explains each merge field', () => {
  expect(Object.keys(MERGE_WORDS)).toEqual([...MERGE_FIELD_NAMES]);
});
