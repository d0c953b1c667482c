import { expect, test } from 'vitest';
import type { AccountCardData } from '../../../extensions/app/cards/card-data.ts';
import { Committee } from '../../../extensions/app/cards/committee/committee.tsx';
import { makeAccount } from './account.ts';
import { showCard } from './show-card.tsx';

const showAccount = (changes: Partial<AccountCardData>) => showCard(Committee, 'Coverage', [makeAccount(changes)]);

test('shows required roles that nobody holds with the same weight as a risk', async () => {
  const gaps = ['Nobody is known as budget holder'];
  expect((await showAccount({ gaps })).screen()).toMatch(
    /^2 risks and gaps One engaged person on an open deal of €40,000 Nobody is known as budget holder First: /,
  );
  expect((await showAccount({ gaps, risks: [] })).screen()).toMatch(/^Nobody is known as budget holder First: /);
  const two = [...gaps, 'Not a contact yet: champion (Jo Li)'];
  expect((await showAccount({ gaps: two, risks: [] })).screen()).toMatch(/^2 gaps Nobody is known/);
});

test('says of a role that is more than a guess, and nobody confirmed, that it is likely', async () => {
  const [, budget] = makeAccount().roles;
  const person = { ...budget!.people[0]!, state: 'engaged' as const, sources: ['job title', 'what they did'] };
  const card = await showAccount({ roles: [{ ...budget!, state: 'engaged', people: [person] }] });
  expect(card.screen()).toContain('1 required role: 1 engaged');
  expect(card.screen()).not.toContain('counts only a little');
  expect(card.screen()).toContain('Not confirmed, but likely by job title, what they did, 60% sure. Is that right?');
});
