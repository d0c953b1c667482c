import { describe, expect, test } from 'vitest';
import { classifyTitle } from '../../../src/domain/committee/classify-title.ts';
import { suggestRoles } from '../../../src/domain/committee/suggest-roles.ts';
import { JOB_FUNCTIONS, SENIORITIES } from '../../../src/domain/committee/title-class.ts';
import { ROLE_IDS } from '../../../src/domain/facts.ts';

const LIKELY = 0.6;

/** Title, its likely roles, its possible ones. */
const CASES: [string, string[], string[]][] = [
  ['CEO', ['DECISION_MAKER', 'EXECUTIVE_SPONSOR'], []],
  ['CEO & Board Member', ['DECISION_MAKER', 'EXECUTIVE_SPONSOR'], []],
  ['Geschäftsführer', ['DECISION_MAKER', 'EXECUTIVE_SPONSOR'], []],
  ['Board Member', [], ['EXECUTIVE_SPONSOR']],
  ['CFO', ['BUDGET_HOLDER'], ['EXECUTIVE_SPONSOR']],
  ['VP Finance', ['BUDGET_HOLDER'], []],
  ['Directeur financier', ['BUDGET_HOLDER'], []],
  ['CIO', ['DECISION_MAKER', 'EXECUTIVE_SPONSOR'], []],
  ['CISO', ['DECISION_MAKER'], ['INFLUENCER', 'EXECUTIVE_SPONSOR']],
  ['Head of IT', ['DECISION_MAKER'], ['CHAMPION']],
  ['VP Marketing', ['DECISION_MAKER'], ['CHAMPION']],
  ['IT Manager', ['INFLUENCER'], ['CHAMPION']],
  ['Chief Architect', ['INFLUENCER'], []],
  ['Software Engineer', ['INFLUENCER'], []],
  ['General Counsel', ['LEGAL_AND_COMPLIANCE'], []],
  ['Compliance Analyst', ['LEGAL_AND_COMPLIANCE'], []],
  ['Leiter Einkauf', ['PROCUREMENT'], []],
  ['Jefe de Compras', ['PROCUREMENT'], []],
  ['Operations Manager', [], ['CHAMPION', 'END_USER']],
  ['Logistics Coordinator', ['END_USER'], []],
  ['Former CEO', [], []],
  ['Executive Assistant to the CFO', [], []],
  ['Florist', [], []],
];

describe('suggestRoles', () => {
  test.each(CASES)('suggests for "%s" likely %j, possibly %j', (title, likely, possible) => {
    const suggested = suggestRoles(classifyTitle(title), title);
    expect(suggested.filter(({ confidence }) => confidence >= LIKELY).map(({ role }) => role)).toEqual(likely);
    expect(suggested.filter(({ confidence }) => confidence < LIKELY).map(({ role }) => role)).toEqual(possible);
  });

  test('suggests nothing without a title', () => {
    expect(suggestRoles({ seniority: null, jobFunction: null }, null)).toEqual([]);
  });

  test('names every role once, likeliest first, and never a blocker, for every class', () => {
    for (const seniority of SENIORITIES) {
      for (const jobFunction of JOB_FUNCTIONS) {
        const suggested = suggestRoles({ seniority, jobFunction }, 'title');
        const roles = suggested.map(({ role }) => role);
        expect(new Set(roles).size).toBe(roles.length);
        expect(roles.every((role) => ROLE_IDS.includes(role) && role !== 'BLOCKER')).toBe(true);
        expect(suggested).toEqual(suggested.toSorted((a, b) => b.confidence - a.confidence));
      }
    }
  });

  test('suggests some role for everyone of rank', () => {
    for (const seniority of SENIORITIES.filter((seniority) => seniority !== 'individual')) {
      for (const jobFunction of JOB_FUNCTIONS) {
        expect(suggestRoles({ seniority, jobFunction }, 'title')).not.toEqual([]);
      }
    }
  });
});
