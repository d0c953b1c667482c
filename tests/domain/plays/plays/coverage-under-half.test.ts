import { expect, test } from 'vitest';
import { findHit } from '../../../../src/domain/plays/find-hit.ts';
import { coverageUnderHalf } from '../../../../src/domain/plays/plays/coverage-under-half.ts';
import { buildActivity, buildPerson } from '../../../fixtures/account-facts.ts';
import { buildPlayContext } from '../../../fixtures/play-context.ts';

test('holds under half, naming what is missing and what waits for an answer', () => {
  const people = [buildPerson('1', { name: 'Mina Okafor', title: 'Chief Financial Officer' })];
  const facts = { people, activities: [buildActivity('1', 'email_click', 6)] };
  const hit = findHit(coverageUnderHalf, buildPlayContext({ facts }));
  expect(hit?.contactIds).toEqual(['1']);
  expect(hit?.whyNow.map(({ sentence }) => sentence)).toEqual([
    'Coverage 8 of 100; missing: decision maker, champion, influencer',
    'Waiting for a yes or no: budget holder',
    'Mina Okafor: email click on 14 Nov',
  ]);
  expect(hit?.gap).toBeCloseTo(0.92, 9);
});

test('does not hold from half upwards', () => {
  const people = (['DECISION_MAKER', 'CHAMPION'] as const).map((role, index) =>
    buildPerson(`${index}`, { buyingRoles: [{ role, setAt: null }] }),
  );
  const activities = people.map(({ contactId }) => buildActivity(contactId, 'page_view', 1));
  expect(findHit(coverageUnderHalf, buildPlayContext({ facts: { people, activities } }))).toBeNull();
});
