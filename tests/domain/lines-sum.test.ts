import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ACTIVITY_TYPES, ROLE_IDS, type AccountFacts } from '../../src/domain/facts.ts';
import { defaultModel } from '../../src/domain/model/default-model.ts';
import { STARTING_MODELS } from '../../src/domain/model/starting-models/starting-models.ts';
import type { AccountResult } from '../../src/domain/scores.ts';
import { importPortal } from '../../src/sandbox/import/import-portal.ts';
import { scorePortal } from '../evaluate/evaluate-coverage.ts';
import { toAccountFacts } from '../evaluate/portal-facts.ts';
import { buildActivity, buildDeal, buildFacts, buildPerson, daysAgo, NOW } from '../fixtures/account-facts.ts';

const EXPORT = resolve(import.meta.dirname, '../../../shared/data/portal-export');
const hasExport = existsSync(EXPORT);

/** The scores of which the lines do not come to the total shown (0 where nothing is known to judge by). */
function findBroken(results: readonly AccountResult[]): string[] {
  return results.flatMap(({ fit, engagement, intent, committee }, index) =>
    Object.entries({ fit, engagement, intent, coverage: committee.coverage }).flatMap(([name, { lines, total }]) => {
      const sum = lines.reduce((all, { points }) => all + points, 0);
      const isWhole = lines.every(({ points }) => Number.isInteger(points));
      return sum === (total ?? 0) && isWhole ? [] : [`${name} of account ${index}: ${sum} of ${total}`];
    }),
  );
}

const MODELS = STARTING_MODELS.map(({ fit }) => ({ ...defaultModel, fit }));

describe.skipIf(!hasExport)(`every account of an export${hasExport ? '' : ' (skipped: ../shared is absent)'}`, () => {
  test('has lines that sum to each of its scores', async () => {
    const accounts = toAccountFacts((await importPortal(EXPORT)).data);
    expect(accounts).toHaveLength(1_000);
    const results = scorePortal(accounts, defaultModel, Date.parse('2026-11-20T00:00:00Z'));
    expect(findBroken(results)).toEqual([]);
    expect(results.filter(({ engagement }) => engagement.lines.length > 1).length).toBeGreaterThan(100);
  });
});

const days = fc.double({ min: -5, max: 500, noNaN: true });
const contactId = fc.constantFrom('1', '2', '3', '4');
const role = fc.constantFrom(...ROLE_IDS);
const person = fc.record({
  title: fc.constantFrom(null, 'CFO', 'VP Sales', 'Head of IT', 'General Counsel', 'Executive Assistant', 'Buyer', ''),
  roles: fc.array(role, { maxLength: 3 }),
  rejected: fc.array(role, { maxLength: 2 }),
  bounced: fc.boolean(),
});
const account = fc
  .record({
    employees: fc.option(fc.integer({ min: -5, max: 200_000 }).map(String), { nil: null }),
    revenue: fc.option(fc.constantFrom('0', '5e6', '70000000', 'unclear', '2000000000000'), { nil: null }),
    industry: fc.option(fc.constantFrom('COMPUTER_SOFTWARE', 'BANKING', 'RESTAURANTS', ''), { nil: null }),
    icpTier: fc.option(fc.constantFrom('tier_1', 'tier_2', 'tier_3'), { nil: null }),
    people: fc.array(person, { maxLength: 4 }),
    activities: fc.array(fc.record({ contactId, type: fc.constantFrom(...ACTIVITY_TYPES), days }), { maxLength: 20 }),
    signals: fc.array(
      fc.record({
        source: fc.constantFrom('G2', 'bombora', 'Ours'),
        strength: fc.double({ min: -10, max: 150, noNaN: true }),
        days,
      }),
      { maxLength: 6 },
    ),
    deal: fc.option(
      fc.record({
        amount: fc.option(fc.nat({ max: 1e7 }), { nil: null }),
        state: fc.constantFrom('open', 'won', 'lost'),
      }),
    ),
  })
  .map(({ employees, revenue, industry, icpTier, people, activities, signals, deal }): AccountFacts =>
    buildFacts({
      properties: {
        numberofemployees: employees,
        annualrevenue: revenue,
        industry,
        hs_ideal_customer_profile: icpTier,
      },
      people: people.map(({ title, roles, rejected, bounced }, index) =>
        buildPerson(String(index + 1), {
          title,
          bounced,
          buyingRoles: [...new Set(roles)].map((each) => ({ role: each, setAt: null })),
          roleDecisions: rejected.map((each) => ({ role: each, decision: 'rejected', decidedAt: NOW })),
        }),
      ),
      activities: activities.map((each, index) => ({
        ...buildActivity(each.contactId, each.type, each.days),
        activityId: String(index),
      })),
      signals: signals.map((each, index) => ({
        signalId: String(index),
        source: each.source,
        topic: `topic ${index % 2}`,
        strength: each.strength,
        occurredAt: daysAgo(each.days),
      })),
      deals: deal === null ? [] : [buildDeal(deal as Partial<ReturnType<typeof buildDeal>>)],
    }),
  );

test('1,000 portals drawn at random, of up to three accounts, have lines that sum to each of their scores', () => {
  let portals = 0;
  let accounts = 0;
  const portal = fc.record({
    model: fc.constantFrom(...MODELS),
    drawn: fc.array(account, { minLength: 1, maxLength: 3 }),
  });
  fc.assert(
    fc.property(portal, ({ model, drawn }) => {
      const numbered = drawn.map((facts, index) => ({ ...facts, companyId: String(100 + index) }));
      portals += 1;
      accounts += numbered.length;
      expect(findBroken(scorePortal(numbered, model, NOW))).toEqual([]);
    }),
    { numRuns: 1_000 },
  );
  expect(portals).toBeGreaterThanOrEqual(1_000);
  expect(accounts).toBeGreaterThan(portals);
});
