import { expect, test } from 'vitest';
import { judgeOutcomes } from '../../../src/domain/icp/judge-outcomes.ts';

const NOW = Date.parse('2026-11-20T00:00:00Z');
const daysAgo = (days: number): number => NOW - days * 86_400_000;
const won = (companyId: string, closedAt: number | null) => ({ companyId, won: true, closedAt });
const lost = (companyId: string) => ({ companyId, won: false, closedAt: daysAgo(50) });

test('won: every closed deal counts as it ended', () => {
  expect(judgeOutcomes([won('1', daysAgo(9)), lost('1'), lost('2')], 'won', NOW)).toEqual([
    { companyId: '1', success: true },
    { companyId: '1', success: false },
    { companyId: '2', success: false },
  ]);
});

test('won again: a later win is a success, one win of over a year is none, a young customer is left out', () => {
  const deals = [
    won('again', daysAgo(300)),
    won('again', daysAgo(10)),
    won('once', daysAgo(366)),
    won('young', daysAgo(364)),
    won('split', daysAgo(500)),
    won('split', daysAgo(500) + 3_600_000),
    won('undated', null),
    lost('lost'),
  ];
  expect(judgeOutcomes(deals, 'won_again', NOW)).toEqual([
    { companyId: 'again', success: true },
    { companyId: 'once', success: false },
    { companyId: 'split', success: false },
    { companyId: 'lost', success: false },
  ]);
});

test('won again: a whole day later is later, a whole year is a year, and a deal lost before is no first deal', () => {
  const deals = [
    won('next day', daysAgo(30)),
    won('next day', daysAgo(29)),
    won('a year', daysAgo(365)),
    { ...lost('lost first'), closedAt: daysAgo(500) },
    won('lost first', daysAgo(20)),
  ];
  expect(judgeOutcomes(deals, 'won_again', NOW)).toEqual([
    { companyId: 'next day', success: true },
    { companyId: 'a year', success: false },
    { companyId: 'lost first', success: false },
  ]);
});
