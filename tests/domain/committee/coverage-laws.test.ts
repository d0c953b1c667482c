import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { assessCommittee } from '../../../src/domain/committee/assess-committee.ts';
import { classifyTitle } from '../../../src/domain/committee/classify-title.ts';
import type { CommitteeModel, RequiredRole, Tier } from '../../../src/domain/committee/committee-model.ts';
import type { CommitteeResult } from '../../../src/domain/committee/coverage-types.ts';
import { DEFAULT_COMMITTEE_MODEL } from '../../../src/domain/committee/default-committee-model.ts';
import { ACTIVITY_TYPES, ROLE_IDS } from '../../../src/domain/facts.ts';
import type { AccountFacts, PersonFacts } from '../../../src/domain/facts.ts';
import { buildActivity, buildFacts, buildPerson, daysAgo, NOW } from '../../fixtures/account-facts.ts';

const TITLES = [null, 'CFO', 'VP Finance', 'Head of IT', 'General Counsel', 'CEO', 'Procurement Manager', 'Analyst'];
const CONTACT_IDS = ['1', '2', '3', '4', '5', '6'];

const person: fc.Arbitrary<PersonFacts> = fc
  .record({
    contactId: fc.constantFrom(...CONTACT_IDS),
    title: fc.constantFrom(...TITLES),
    buyingRoles: fc.array(
      fc.record({ role: fc.constantFrom(...ROLE_IDS), setAt: fc.constantFrom(null, daysAgo(10), daysAgo(900)) }),
      { maxLength: 3 },
    ),
    dealLabels: fc.array(fc.record({ role: fc.constantFrom(...ROLE_IDS), dealId: fc.constant('500') }), {
      maxLength: 1,
    }),
    roleDecisions: fc.array(
      fc.record({
        role: fc.constantFrom(...ROLE_IDS),
        decision: fc.constantFrom('confirmed' as const, 'rejected' as const),
        decidedAt: fc.constant(daysAgo(30)),
      }),
      { maxLength: 2 },
    ),
    bounced: fc.boolean(),
  })
  .map(({ contactId, ...rest }) => buildPerson(contactId, rest));

const facts: fc.Arbitrary<AccountFacts> = fc
  .record({
    people: fc.uniqueArray(person, { selector: ({ contactId }) => contactId, maxLength: 6 }),
    activities: fc.array(
      fc
        .tuple(fc.constantFrom(...CONTACT_IDS), fc.constantFrom(...ACTIVITY_TYPES), fc.integer({ min: -5, max: 120 }))
        .map(([contactId, type, days]) => buildActivity(contactId, type, days)),
      { maxLength: 25 },
    ),
  })
  .map((parts) => buildFacts(parts));

const model: fc.Arbitrary<CommitteeModel> = fc
  .uniqueArray(fc.record({ role: fc.constantFrom(...ROLE_IDS), weight: fc.constantFrom(0.5, 1, 1.3, 2, 3) }), {
    selector: ({ role }) => role,
    maxLength: 7,
  })
  .map(requireEverywhere);

function requireEverywhere(required: readonly RequiredRole[]): CommitteeModel {
  return { ...DEFAULT_COMMITTEE_MODEL, requiredRoles: { 1: required, 2: required, 3: required, none: required } };
}

function assess(account: AccountFacts, committee: CommitteeModel, tier: Tier | null = 1): CommitteeResult {
  const titles = account.people.map(({ contactId, title }) => ({ contactId, titleClass: classifyTitle(title) }));
  return assessCommittee({ facts: account, model: committee, tier, titles, now: NOW });
}

/** −1 where the model asks for no role: then there is nothing to compare. */
function coverageOf(account: AccountFacts, committee: CommitteeModel): number {
  return assess(account, committee).coverage.total ?? -1;
}

test('coverage is a whole number from 0 to 100 and its lines sum to it', () => {
  fc.assert(
    fc.property(facts, model, (account, committee) => {
      const { total, lines } = assess(account, committee).coverage;
      if (total === null) {
        expect(committee.requiredRoles[1]).toEqual([]);
        return;
      }
      expect(Number.isInteger(total)).toBe(true);
      expect(total).toBeGreaterThanOrEqual(0);
      expect(total).toBeLessThanOrEqual(100);
      expect(lines.every(({ points }) => Number.isInteger(points) && points >= 0)).toBe(true);
      expect(lines.reduce((sum, { points }) => sum + points, 0)).toBe(total);
      expect(lines).toHaveLength(committee.requiredRoles[1].length);
    }),
    { numRuns: 300 },
  );
});

test('one more engaged person never lowers it', () => {
  fc.assert(
    fc.property(facts, model, person, (account, committee, added) => {
      const joined = {
        ...account,
        people: [...account.people, { ...added, contactId: 'new' }],
        activities: [...account.activities, buildActivity('new', 'meeting_held', 1)],
      };
      expect(coverageOf(joined, committee)).toBeGreaterThanOrEqual(coverageOf(account, committee));
    }),
    { numRuns: 300 },
  );
});

test('more activity of anybody never lowers it', () => {
  fc.assert(
    fc.property(
      facts,
      model,
      fc.constantFrom(...CONTACT_IDS),
      fc.constantFrom(...ACTIVITY_TYPES),
      fc.integer({ min: 0, max: 100 }),
      (account, committee, contactId, type, days) => {
        const busier = { ...account, activities: [...account.activities, buildActivity(contactId, type, days)] };
        expect(coverageOf(busier, committee)).toBeGreaterThanOrEqual(coverageOf(account, committee));
      },
    ),
    { numRuns: 300 },
  );
});

test('confirming a suggestion never lowers it', () => {
  fc.assert(
    fc.property(facts, model, fc.nat(), (account, committee, pick) => {
      const suggested = assess(account, committee).roles.flatMap(({ candidates }) =>
        candidates.filter(({ state }) => state === 'suggested'),
      );
      const chosen = suggested[pick % Math.max(1, suggested.length)];
      if (chosen === undefined) return;
      const decision = { role: chosen.role, decision: 'confirmed' as const, decidedAt: NOW };
      const confirmed = {
        ...account,
        people: account.people.map((p) =>
          p.contactId === chosen.contactId ? { ...p, roleDecisions: [...p.roleDecisions, decision] } : p,
        ),
      };
      expect(coverageOf(confirmed, committee)).toBeGreaterThanOrEqual(coverageOf(account, committee));
    }),
    { numRuns: 300 },
  );
});

test('rejecting a role removes the person from it and never raises coverage, but that of a blocker, who may hold another then', () => {
  fc.assert(
    fc.property(facts, model, fc.constantFrom(...ROLE_IDS), (account, committee, role) => {
      const [first] = account.people;
      if (first === undefined) return;
      const rejected: PersonFacts = {
        ...first,
        roleDecisions: [...first.roleDecisions, { role, decision: 'rejected', decidedAt: daysAgo(500) }],
      };
      const after = { ...account, people: [rejected, ...account.people.slice(1)] };
      const holders = assess(after, committee).roles.find((held) => held.role === role)?.candidates ?? [];
      expect(holders.map(({ contactId }) => contactId)).not.toContain(first.contactId);
      if (role === 'BLOCKER') return;
      expect(coverageOf(after, committee)).toBeLessThanOrEqual(coverageOf(account, committee));
    }),
    { numRuns: 300 },
  );
});

test('the order of people and activities does not matter', () => {
  fc.assert(
    fc.property(facts, model, (account, committee) => {
      const reversed = {
        ...account,
        people: account.people.toReversed(),
        activities: account.activities.toReversed(),
      };
      expect(assess(reversed, committee)).toEqual(assess(account, committee));
    }),
    { numRuns: 200 },
  );
});

test('an account without people covers nothing', () => {
  fc.assert(
    fc.property(model, (committee) => {
      const { coverage, missingRoles } = assess(buildFacts(), committee);
      expect(coverage.total ?? 0).toBe(0);
      expect(missingRoles).toHaveLength(committee.requiredRoles[1].length);
    }),
  );
});

test('a person never counts fully in two roles', () => {
  fc.assert(
    fc.property(person, model, (only, committee) => {
      const activities = [buildActivity(only.contactId, 'meeting_held', 1)];
      const { roles } = assess(buildFacts({ people: [only], activities }), committee);
      const values = roles.map(({ value }) => value).filter((value) => value > 0);
      expect(values.filter((value) => value === 1).length).toBeLessThanOrEqual(1);
      expect(values.filter((value) => value > 0.5).length).toBeLessThanOrEqual(1);
    }),
    { numRuns: 200 },
  );
});
