import { expect, test } from 'vitest';
import { findHit } from '../../../../src/domain/plays/find-hit.ts';
import { newDecisionMaker } from '../../../../src/domain/plays/plays/new-decision-maker.ts';
import { buildActivity, buildPerson, daysAgo } from '../../../fixtures/account-facts.ts';
import { buildPlayContext } from '../../../fixtures/play-context.ts';

const NAMED = buildPerson('1', { name: 'Ana Ruiz', buyingRoles: [{ role: 'DECISION_MAKER', setAt: daysAgo(8) }] });

test('holds for somebody named within 30 days whom nobody has spoken to', () => {
  const facts = { people: [NAMED], activities: [buildActivity('1', 'page_view', 2)] };
  expect(findHit(newDecisionMaker, buildPlayContext({ facts }))).toEqual({
    contactIds: ['1'],
    urgency: 0.8,
    whyNow: [
      {
        sentence: 'Ana Ruiz was named decision maker on ⟦2026-11-12T12:00Z⟧; no call, meeting or email with them yet',
        at: daysAgo(8),
      },
    ],
  });
});

test('does not hold once we spoke to them, for an old or undated role, or a title alone', () => {
  const spoken = { people: [NAMED], activities: [buildActivity('1', 'email_sent', 200)] };
  expect(findHit(newDecisionMaker, buildPlayContext({ facts: spoken }))).toBeNull();
  for (const setAt of [daysAgo(31), null]) {
    const decided = { role: 'DECISION_MAKER' as const, decision: 'confirmed' as const, decidedAt: daysAgo(1) };
    const people = [{ ...NAMED, buyingRoles: [{ role: 'DECISION_MAKER' as const, setAt }], roleDecisions: [decided] }];
    expect(findHit(newDecisionMaker, buildPlayContext({ facts: { people } }))).toBeNull();
  }
  const byTitle = [buildPerson('1', { title: 'Chief Executive Officer' })];
  expect(findHit(newDecisionMaker, buildPlayContext({ facts: { people: byTitle } }))).toBeNull();
});

test('counts a role that was confirmed, dates it by the first time, and takes no title for news', () => {
  const decided = { role: 'DECISION_MAKER', decision: 'confirmed', decidedAt: daysAgo(5) } as const;
  const confirmed = buildPerson('1', { title: 'Chief Executive Officer', roleDecisions: [decided] });
  const judge = (person: typeof NAMED) => findHit(newDecisionMaker, buildPlayContext({ facts: { people: [person] } }));
  expect(judge(confirmed)?.whyNow.map(({ at }) => at)).toEqual([daysAgo(5)]);
  expect(judge({ ...NAMED, roleDecisions: [decided] })?.whyNow.map(({ at }) => at)).toEqual([daysAgo(8)]);
  const old = { ...decided, decidedAt: daysAgo(31) };
  expect(judge({ ...confirmed, roleDecisions: [old] })).toBeNull();
});
