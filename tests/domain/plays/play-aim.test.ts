import { expect, test } from 'vitest';
import { ROLE_LABELS } from '../../../src/domain/committee/role-labels.ts';
import { describeAim, roleOf, type PlayAim } from '../../../src/domain/plays/play-aim.ts';

test.each<[PlayAim, string]>([
  [{ kind: 'active' }, 'one of its people active within 21 days'],
  [{ kind: 'conversation' }, 'a reply, call or meeting with one of its people within 21 days'],
  [{ kind: 'meeting' }, 'a meeting held with one of its people within 21 days'],
  [{ kind: 'role', role: 'BUDGET_HOLDER', state: 'engaged' }, 'budget holder engaged within 21 days'],
  [{ kind: 'role', role: 'CHAMPION', state: 'reached' }, 'champion reached within 21 days'],
  [{ kind: 'people', atLeast: 1 }, 'somebody engaged within 21 days'],
  [{ kind: 'people', atLeast: 2 }, 'at least 2 people engaged within 21 days'],
  [{ kind: 'score', score: 'coverage', min: 50 }, 'coverage of at least 50 within 21 days'],
  [{ kind: 'deal' }, 'a new deal within 21 days'],
  [{ kind: 'pause', days: 1 }, 'a day without an email, unanswered call or ad from us within 21 days'],
  [{ kind: 'pause', days: 14 }, '14 days in a row without an email, unanswered call or ad from us within 21 days'],
])('%j is told as "%s"', (aim, words) => {
  expect(describeAim({ aim, outcomeWithinDays: 21 })).toBe(words);
});

test('an aim calls its role as the portal does', () => {
  const labels = { ...ROLE_LABELS, BUDGET_HOLDER: 'CFO or delegate' };
  const aim = { kind: 'role', role: 'BUDGET_HOLDER', state: 'engaged' } as const;
  expect(describeAim({ aim, outcomeWithinDays: 5 }, labels)).toBe('CFO or delegate engaged within 5 days');
});

test('a play is for the role its aim names, and for none where it aims at something else', () => {
  expect(roleOf({ aim: { kind: 'role', role: 'CHAMPION', state: 'reached' } })).toBe('CHAMPION');
  expect(roleOf({ aim: { kind: 'meeting' } })).toBeNull();
});
