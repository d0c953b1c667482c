import { describe, expect, test } from 'vitest';
import { listDueDays } from '../../../src/domain/plays/due-days.ts';
import type { PlayDefinition, RecommendedPlay } from '../../../src/domain/plays/play-types.ts';
import { buildDeal, buildPerson, daysAgo, NOW } from '../../fixtures/account-facts.ts';
import { CALL, TASK, buildPlay, withUrgency, recommend, idsOf } from '../../fixtures/offered-plays.ts';

const closing = (inDays: number) => [buildDeal({ closedAt: daysAgo(-inDays) })];
const about = (id: string, when: PlayDefinition['when'], contactId = '1') =>
  buildPlay(id, [contactId], {
    steps: [CALL, { ...TASK, dueInDays: 12 }],
    when,
    look: () => ({ whyNow: [], contactIds: [contactId], urgency: 0.2 }),
  });
const openDeal = { deal: { state: 'open' } } as const;
const dueDays = ([offer]: readonly RecommendedPlay[]) => (offer === undefined ? null : listDueDays(offer, NOW));

describe('an account where nobody is known', () => {
  const bounced = buildPerson('1', { bounced: true });

  test('begins with finding people, whoever does the steps', () => {
    const legal = buildPlay('p', [], { steps: [{ ...CALL, text: 'Ask {{via.firstName|your contact}}.' }, TASK] });
    const led = buildPlay('q', [], { steps: [{ ...CALL, channel: 'event', who: 'executive', text: 'Invite them.' }] });
    for (const people of [[], [bounced]]) {
      const offers = recommend([legal, led], { people });
      expect(offers[0]?.steps.map(({ title }) => title)).toEqual(['Find someone to contact', 'Call', 'Look']);
      expect(offers[0]?.steps[0]).toMatchObject({ who: 'owner', dueInDays: 0 });
      expect(offers[1]?.steps[0]).toMatchObject({ title: 'Find someone to contact', who: 'owner' });
    }
    expect(recommend([legal])[0]?.steps).toHaveLength(2);
  });

  test('does what needs nobody as it is', () => {
    const steps = [{ ...TASK, channel: 'ads_segment' as const }, TASK];
    expect(recommend([buildPlay('p', [], { steps })], { people: [] })[0]?.steps).toHaveLength(2);
  });
});

describe('a deal that closes within days', () => {
  test('pushes what is about it first', () => {
    const plays = [about('deal', { all: [openDeal] }), withUrgency('other', 0.9, ['2'])];
    for (const days of [3.5, 14]) {
      expect(idsOf(recommend(plays, { deals: closing(days) }))).toEqual(['deal', 'other']);
    }
    for (const days of [15, 0, -2]) {
      expect(idsOf(recommend(plays, { deals: closing(days) }))).toEqual(['other', 'deal']);
    }
  });

  test('has every step done by the day before, whatever the play is due for', () => {
    for (const when of [openDeal, { not: { deal: { state: 'won' } } }] as const) {
      const days = (inDays: number) => dueDays(recommend([about('p', when)], { deals: closing(inDays) }));
      expect([3.5, 3, 1, 0.2].map(days)).toEqual([
        [0, 3],
        [0, 2],
        [0, 0],
        [0, 0],
      ]);
      expect([12.4, 13, 100].map(days)).toEqual([
        [0, 11],
        [0, 12],
        [0, 12],
      ]);
      expect([0, -2].map(days)).toEqual([
        [0, 12],
        [0, 12],
      ]);
    }
  });

  test('does not hurry a play for another deal, or one that holds back', () => {
    for (const aim of [{ kind: 'deal' }, { kind: 'pause', days: 14 }] as const) {
      const play = { ...about('p', openDeal), aim };
      expect(dueDays(recommend([play], { deals: closing(3) }))).toEqual([0, 12]);
    }
  });
});
