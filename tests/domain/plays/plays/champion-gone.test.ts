import { expect, test } from 'vitest';
import { findHit } from '../../../../src/domain/plays/find-hit.ts';
import { championGone } from '../../../../src/domain/plays/plays/champion-gone.ts';
import { buildActivity, buildDeal, buildPerson } from '../../../fixtures/account-facts.ts';
import { buildPlayContext } from '../../../fixtures/play-context.ts';

const GONE = buildPerson('1', { name: 'Ana Ruiz', bounced: true, buyingRoles: [{ role: 'CHAMPION', setAt: null }] });

test('holds when the champion bounces, with who is left and the deal at stake', () => {
  const facts = {
    people: [GONE, buildPerson('2')],
    activities: [buildActivity('1', 'meeting_held', 20), buildActivity('2', 'page_view', 50)],
    deals: [buildDeal()],
  };
  const hit = findHit(championGone, buildPlayContext({ facts }));
  expect(hit).toMatchObject({ contactIds: ['2'], urgency: 1 });
  expect(hit?.whyNow.map(({ sentence }) => sentence)).toEqual([
    'Emails to the champion, Ana Ruiz, bounce: they may have left',
    '"Acme platform" (⟦40000 EUR⟧) is at Qualified To Buy, opened ⟦2026-09-21T12:00Z⟧',
  ]);
});

test('does not hold while the champion can be reached', () => {
  expect(findHit(championGone, buildPlayContext({ facts: { people: [{ ...GONE, bounced: false }] } }))).toBeNull();
});

test('is less urgent without a deal', () => {
  const hit = findHit(championGone, buildPlayContext({ facts: { people: [GONE] } }));
  expect(hit?.urgency).toBe(0.7);
  expect(hit?.whyNow).toHaveLength(1);
});

test('tells of the champion who is gone, whatever else is a risk', () => {
  const facts = {
    people: [GONE, buildPerson('2', { name: 'Ben Ode' })],
    activities: [buildActivity('2', 'page_view', 5)],
    deals: [buildDeal()],
  };
  const context = buildPlayContext({ facts });
  expect(context.result.committee.risks.map(({ id }) => id)).toEqual(['single_threaded', 'champion_gone']);
  expect(findHit(championGone, context)?.whyNow[0]?.sentence).toMatch(/^Emails to the champion, Ana Ruiz/);
});
