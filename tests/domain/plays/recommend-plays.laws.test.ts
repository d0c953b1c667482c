import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { ACTIVITY_TYPES, ROLE_IDS } from '../../../src/domain/facts.ts';
import { recommendPlays } from '../../../src/domain/plays/recommend-plays.ts';
import { STAGE_IDS } from '../../../src/domain/stage/stage-ids.ts';
import {
  buildActivity,
  buildDeal,
  buildFacts,
  buildPerson,
  buildSignal,
  daysAgo,
} from '../../fixtures/account-facts.ts';
import { buildPlayContext, type Scene } from '../../fixtures/play-context.ts';

const person = fc.record({
  name: fc.constantFrom('Ana Ruiz', '', 'J.', 'x@y.example'),
  title: fc.constantFrom(null, 'CFO', 'CEO', 'General Counsel', 'Procurement Manager', 'Analyst'),
  optedOut: fc.boolean(),
  bounced: fc.boolean(),
  buyingRoles: fc.array(fc.record({ role: fc.constantFrom(...ROLE_IDS), setAt: fc.constantFrom(null, daysAgo(5)) }), {
    maxLength: 2,
  }),
});

const scene: fc.Arbitrary<Scene> = fc.record({
  facts: fc.record({
    people: fc
      .array(person, { maxLength: 6 })
      .map((people) => people.map((overrides, index) => buildPerson(`${index}`, overrides))),
    activities: fc.array(
      fc
        .tuple(fc.integer({ min: 0, max: 7 }), fc.constantFrom(...ACTIVITY_TYPES), fc.integer({ min: -2, max: 250 }))
        .map(([contact, type, days]) => buildActivity(`${contact}`, type, days)),
      { maxLength: 40 },
    ),
    deals: fc.array(
      fc
        .record({
          state: fc.constantFrom('open' as const, 'won' as const, 'lost' as const),
          probability: fc.constantFrom(null, 0.2, 0.6, 0.9),
          closedAt: fc.constantFrom(null, daysAgo(200)),
        })
        .map((overrides) => buildDeal(overrides)),
      { maxLength: 2 },
    ),
    signals: fc.array(fc.constant(buildSignal()), { maxLength: 1 }),
  }),
  tier: fc.constantFrom(1 as const, 2 as const, 3 as const, null),
  stage: fc.constantFrom(...STAGE_IDS),
  fit: fc.constantFrom(null, 20, 90),
  engagement: fc.integer({ min: 0, max: 100 }),
  surging: fc.boolean(),
});

test('of any account the shipped plays offer at most three, resolved, each person once, nobody written to who opted out', () => {
  let offered = 0;
  fc.assert(
    fc.property(scene, (parts) => {
      const context = buildPlayContext(parts);
      const offers = recommendPlays(context, {});
      offered += offers.length;
      expect(offers.length).toBeLessThanOrEqual(3);
      const everybody = offers.flatMap(({ who }) => who.map(({ contactId }) => contactId));
      expect(new Set(everybody).size).toBe(everybody.length);
      const unreachable = buildFacts(parts.facts).people.filter(({ optedOut, bounced }) => optedOut || bounced);
      const forbidden = new Set(unreachable.map(({ contactId }) => contactId));
      for (const { who, steps, whyNow } of offers) {
        expect(whyNow.length).toBeGreaterThan(0);
        for (const { resolvedText, channel, addressee } of steps) {
          expect(resolvedText).not.toMatch(/[{}]|undefined|null/);
          const written = channel === 'email' && addressee !== 'via';
          if (written) expect(who.some(({ contactId }) => forbidden.has(contactId))).toBe(false);
        }
      }
    }),
    { numRuns: 300 },
  );
  expect(offered).toBeGreaterThan(10);
});
