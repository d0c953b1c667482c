import { defaultModel } from '../../../src/domain/model/default-model.ts';
import type { Tier } from '../../../src/domain/committee/committee-model.ts';
import type { PortalStore } from '../../../src/sandbox/hubspot/store/portal-store.ts';
import type { OutsideFacts } from '../oracle/outside-facts.ts';
import { readFacts } from '../oracle/read-facts.ts';
import { scorePortal } from '../oracle/score-portal.ts';

const NUMBERS = ['fit', 'engagement', 'intent', 'coverage'] as const;
type Number0To100 = (typeof NUMBERS)[number];

/** A published number may lag by less than what it takes to be written again. */
const TOLERANCE = 1;

/**
 * Compares what the companies in HubSpot carry with what the domain makes of the portal. Before a nightly refresh
 * `except` leaves the fit out: its norms are those of the whole portal and follow overnight.
 */
export function comparePublished(
  store: PortalStore,
  outside: OutsideFacts,
  now: number,
  { except = [] }: { except?: readonly Number0To100[] } = {},
): string[] {
  const valueOf = (companyId: string, name: string): string =>
    store.records.companies.get(companyId)?.properties[`roundtable_${name}`] ?? '';
  const tierOf = (companyId: string): Tier | null => {
    const tier = Number(valueOf(companyId, 'tier').replace('tier_', ''));
    return tier === 1 || tier === 2 || tier === 3 ? tier : null;
  };
  const scores = scorePortal(readFacts(store, outside, now), defaultModel, tierOf, now);
  return [...scores].flatMap(([companyId, expected]) => {
    const name = `published ${companyId}`;
    if (valueOf(companyId, 'stage') === '') return [`${name}: nothing was ever published`];
    const numbers = NUMBERS.filter((each) => !except.includes(each)).flatMap((each) => {
      const published = valueOf(companyId, each);
      return isNear(published, expected[each]) ? [] : [`${each} is ${published}, not ${expected[each]}`];
    });
    const missing = valueOf(companyId, 'missing_roles').split(';').filter(Boolean).sort().join(';');
    const wanted = expected.missingRoles.toSorted().join(';');
    const roles = missing === wanted ? [] : [`missing roles are ${missing}, not ${wanted}`];
    const problems = [...numbers, ...roles];
    return problems.length === 0 ? [] : [`${name} (tier ${tierOf(companyId)}): ${problems.join(', ')}`];
  });
}

function isNear(published: string, expected: number | null): boolean {
  if (published === '' || expected === null) return published === '' && expected === null;
  return Math.abs(Number(published) - expected) <= TOLERANCE;
}
