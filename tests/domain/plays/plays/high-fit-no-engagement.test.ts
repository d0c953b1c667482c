import { expect, test } from 'vitest';
import { findHit } from '../../../../src/domain/plays/find-hit.ts';
import { highFitNoEngagement } from '../../../../src/domain/plays/plays/high-fit-no-engagement.ts';
import { buildActivity, buildPerson } from '../../../fixtures/account-facts.ts';
import { buildPlayContext } from '../../../fixtures/play-context.ts';

const PEOPLE = [buildPerson('1'), buildPerson('2', { buyingRoles: [{ role: 'CHAMPION', setAt: null }] })];

test('holds at a fitting account that does not know us, people in required roles first', () => {
  const facts = { people: PEOPLE, activities: [buildActivity('1', 'call_unanswered', 80)] };
  const hit = findHit(highFitNoEngagement, buildPlayContext({ facts, fit: 82, engagement: 3, stage: 'unaware' }));
  expect(hit?.contactIds).toEqual(['2', '1']);
  expect(hit?.gap).toBeCloseTo(0.97, 9);
  expect(hit?.whyNow.map(({ sentence }) => sentence)).toEqual([
    'Fit 82, engagement 3',
    'No call, meeting or email from us since ⟦2026-09-01T12:00Z⟧',
  ]);
});

test('does not hold below the fit, once they engage, or where nobody can judge the fit', () => {
  for (const scores of [
    { fit: 69, engagement: 3 },
    { fit: 82, engagement: 10 },
    { fit: null, engagement: 0 },
  ]) {
    expect(findHit(highFitNoEngagement, buildPlayContext({ facts: { people: PEOPLE }, ...scores }))).toBeNull();
  }
});

test('turns to five at most, and puts no role first that the tier does not require', () => {
  const people = ['1', '2', '3', '4', '5', '6'].map((id) => buildPerson(id));
  const user = buildPerson('7', { buyingRoles: [{ role: 'END_USER', setAt: null }] });
  const context = buildPlayContext({ facts: { people: [...people, user] }, fit: 82, stage: 'unaware' });
  expect(findHit(highFitNoEngagement, context)?.contactIds).toEqual(['1', '2', '3', '4', '5']);
});
