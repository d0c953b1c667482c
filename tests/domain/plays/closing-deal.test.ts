import { describe, expect, test } from 'vitest';
import type { PlayDefinition, RecommendedPlay } from '../../../src/domain/plays/play-types.ts';
import { buildActivity, buildDeal, buildPerson, daysAgo } from '../../fixtures/account-facts.ts';
import { CALL, TASK, buildPlay, withUrgency, recommend, idsOf } from '../../fixtures/offered-plays.ts';

const closing = (inDays: number) => [buildDeal({ closedAt: daysAgo(-inDays) })];
const about = (id: string, when: PlayDefinition['when'], contactId = '1') =>
  buildPlay(id, [contactId], {
    steps: [CALL, { ...TASK, dueInDays: 12 }],
    when,
    look: () => ({ whyNow: [], contactIds: [contactId], urgency: 0.2 }),
  });
const openDeal = { deal: { state: 'open' } } as const;
const dueDays = (offers: readonly RecommendedPlay[]) => offers[0]?.steps.map(({ dueInDays }) => dueInDays);

describe('an account where nobody is known', () => {
  const bounced = buildPerson('1', { bounced: true });

  test('begins with finding people, whoever does the steps', () => {
    const legal = buildPlay('p', [], { steps: [{ ...CALL, text: 'Ask {{via.firstName|your contact}}.' }, TASK] });
    const led = buildPlay('q', [], { steps: [{ ...CALL, channel: 'event', who: 'executive', text: 'Invite them.' }] });
    for (const people of [[], [bounced]]) {
      const offers = recommend([legal, led], { people });
      expect(offers[0]?.steps.map(({ title }) => title)).toEqual(['Find whom to turn to', 'Call', 'Look']);
      expect(offers[0]?.steps[0]).toMatchObject({ who: 'owner', dueInDays: 0 });
      expect(offers[1]?.steps[0]).toMatchObject({ title: 'Find whom to turn to', who: 'owner' });
    }
    expect(recommend([legal])[0]?.steps).toHaveLength(2);
  });

  test('does what needs nobody as it is', () => {
    const steps = [{ ...TASK, channel: 'ads_segment' as const }, TASK];
    expect(recommend([buildPlay('p', [], { steps })], { people: [] })[0]?.steps).toHaveLength(2);
  });
});

describe('a deal that closes within days', () => {
  test('pushes what is about it first, with steps that are due before it closes', () => {
    const plays = [about('deal', { all: [openDeal] }), withUrgency('other', 0.9, ['2'])];
    expect(idsOf(recommend(plays, { deals: closing(3.5) }))).toEqual(['deal', 'other']);
    expect(dueDays(recommend(plays, { deals: closing(3.5) }))).toEqual([0, 3]);
    expect(dueDays(recommend(plays, { deals: closing(0.5) }))).toEqual([0, 0]);
    expect(idsOf(recommend(plays, { deals: closing(14) }))).toEqual(['deal', 'other']);
    for (const days of [15, 0, -2]) {
      expect(idsOf(recommend(plays, { deals: closing(days) }))).toEqual(['other', 'deal']);
    }
  });

  test('hurries nothing that is about something else', () => {
    const not: PlayDefinition['when'][] = [
      { not: { deal: { state: 'won' } } },
      { any: [openDeal, { not: { risk: 'blocker_engaged' } }] },
    ];
    for (const when of not) expect(dueDays(recommend([about('p', when)], { deals: closing(3) }))).toEqual([0, 12]);
    const risk = about('p', { risk: 'single_threaded' });
    const facts = { deals: closing(3), activities: [buildActivity('1', 'email_reply', 2)] };
    expect(dueDays(recommend([risk], facts))).toEqual([0, 3]);
  });
});
