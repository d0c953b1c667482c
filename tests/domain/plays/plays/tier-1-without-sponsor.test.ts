import { expect, test } from 'vitest';
import { findDuePlays, findHit } from '../../../../src/domain/plays/find-hit.ts';
import { tier1WithoutSponsor } from '../../../../src/domain/plays/plays/tier-1-without-sponsor.ts';
import type { AccountFacts } from '../../../../src/domain/facts.ts';
import { recommendPlays } from '../../../../src/domain/plays/recommend-plays.ts';
import { buildActivity, buildDeal, buildPerson, daysAgo } from '../../../fixtures/account-facts.ts';
import { buildPlayContext } from '../../../fixtures/play-context.ts';

const CEO = buildPerson('1', { name: 'Ana Ruiz', title: 'Chief Executive Officer' });

const told = (placeholders: AccountFacts['placeholders']) =>
  findHit(tier1WithoutSponsor, buildPlayContext({ facts: { placeholders }, tier: 1 }))?.whyNow.map(
    ({ sentence }) => sentence,
  );

test('holds in Tier 1 with the executive who might sponsor', () => {
  const facts = { people: [CEO], activities: [buildActivity('1', 'event_attended', 10, 'Executive dinner')] };
  const hit = findHit(tier1WithoutSponsor, buildPlayContext({ facts, tier: 1 }));
  expect(hit).toMatchObject({ contactIds: ['1'], urgency: 0.5 });
  expect(hit?.whyNow.map(({ sentence }) => sentence)).toEqual([
    'Executive sponsor only suggested: confirm Ana Ruiz',
    'Ana Ruiz: event "Executive dinner" on ⟦2026-11-10T12:00Z⟧',
  ]);
});

test('says so where nobody fits, and where somebody is known who is no contact yet', () => {
  expect(told([])).toEqual([
    'Tier 1 account without an executive sponsor',
    'Nobody is known as executive sponsor; no contact fits',
  ]);
  expect(told([{ role: 'EXECUTIVE_SPONSOR', note: 'Jo Li, new COO' }])).toEqual([
    'Executive sponsor not a contact yet: Jo Li, new COO',
  ]);
});

test('does not hold in Tier 2, nor with a sponsor', () => {
  expect(findHit(tier1WithoutSponsor, buildPlayContext({ facts: { people: [CEO] }, tier: 2 }))).toBeNull();
  const people = [{ ...CEO, buyingRoles: [{ role: 'EXECUTIVE_SPONSOR' as const, setAt: null }] }];
  expect(findHit(tier1WithoutSponsor, buildPlayContext({ facts: { people }, tier: 1 }))).toBeNull();
});

test('is more urgent beside an open deal', () => {
  const lost = buildDeal({ state: 'lost', closedAt: daysAgo(9) });
  const urgencies = [[lost], [lost, buildDeal()]].map(
    (deals) => findHit(tier1WithoutSponsor, buildPlayContext({ facts: { deals }, tier: 1 }))?.urgency,
  );
  expect(urgencies).toEqual([0.5, 0.8]);
});

test('begins with finding theirs where nobody may sponsor, and names who may', () => {
  const [nobody, ceo] = [[buildPerson('2')], [CEO]].map((people) => {
    const context = buildPlayContext({ facts: { people }, tier: 1 });
    const [offer] = recommendPlays(context, {}, findDuePlays(context, [tier1WithoutSponsor]));
    return offer?.steps[0]?.resolvedText;
  });
  expect(nobody).toMatch(/^On their side: find out first who leads what we would change/);
  expect(ceo).toMatch(/^On their side: Ana Ruiz\. On ours: the executive closest to Chief Executive Officer\./);
});
