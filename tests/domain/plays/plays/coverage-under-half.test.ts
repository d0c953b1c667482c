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
    'Mina Okafor: email click on ⟦2026-11-14T12:00Z⟧',
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

test('turns to the likeliest for each role that waits, and leaves out what there is nothing to say of', () => {
  const named = buildPlayContext({ facts: {} });
  expect(findHit(coverageUnderHalf, named)?.whyNow.map(({ sentence }) => sentence)).toEqual([
    'Coverage 0 of 100; missing: decision maker, champion, budget holder, influencer',
  ]);
  const titles = ['Chief Executive Officer', 'Chief Financial Officer', 'Chief Financial Officer'];
  const people = titles.map((title, index) => buildPerson(`${index}`, { title }));
  const context = buildPlayContext({ facts: { people } });
  const hit = findHit(coverageUnderHalf, context);
  expect(hit?.whyNow[1]?.sentence).toMatch(/^Waiting for a yes or no: decision maker, /);
  const waiting = context.result.committee.roles.filter(({ required, state }) => required && state === 'suggested');
  expect(hit?.contactIds).toEqual([...new Set(waiting.map(({ candidates }) => candidates[0]?.contactId))]);
});

test('names no missing role where every one is known of or waits', () => {
  const roles = ['DECISION_MAKER', 'CHAMPION', 'INFLUENCER'] as const;
  const people = roles.map((role, index) => buildPerson(`${index}`, { buyingRoles: [{ role, setAt: null }] }));
  const hit = findHit(coverageUnderHalf, buildPlayContext({ facts: { people }, tier: 3 }));
  expect(hit?.whyNow.map(({ sentence }) => sentence)).toEqual([expect.stringMatching(/^Coverage \d+ of 100$/)]);
});

test('names the roles of those who are known and no contacts yet', () => {
  const placeholders = (['CHAMPION', 'BUDGET_HOLDER'] as const).map((role) => ({ role, note: '' }));
  const hit = findHit(coverageUnderHalf, buildPlayContext({ facts: { placeholders } }));
  expect(hit?.whyNow.map(({ sentence }) => sentence)).toEqual([
    'Coverage 0 of 100; missing: decision maker, influencer',
    'Not a contact yet: champion, budget holder',
  ]);
});
