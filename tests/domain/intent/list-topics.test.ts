import { expect, test } from 'vitest';
import { listTopics } from '../../../src/domain/intent/list-topics.ts';

test.each([
  ['CRM;ERP; Zero trust ', ['CRM', 'ERP', 'Zero trust']],
  ['CRM, Sales\nERP', ['CRM, Sales', 'ERP']],
  ['CRM, ERP,,', ['CRM', 'ERP']],
  ['CRM;crm', ['crm']],
  ['', []],
  [null, []],
])('%j names the topics %j', (value, topics) => {
  expect(listTopics(value)).toEqual(topics);
});

test('a value names at most 20, each of 100 characters', () => {
  const named = listTopics(Array.from({ length: 30 }, (_, index) => `${index} ${'x'.repeat(200)}`).join(';'));
  expect(named).toHaveLength(20);
  expect(named.every((topic) => topic.length === 100)).toBe(true);
});
