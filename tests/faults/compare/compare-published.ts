import { defaultModel } from '../../../src/domain/model/default-model.ts';
import type { Tier } from '../../../src/domain/committee/committee-model.ts';
import type { PortalNorms } from '../../../src/domain/scores.ts';
import type { PortalStore } from '../../../src/sandbox/hubspot/store/portal-store.ts';
import type { OutsideFacts } from '../oracle/outside-facts.ts';
import { readFacts } from '../oracle/read-facts.ts';
import { asOf } from '../oracle/as-of.ts';
import { scorePortal, type OracleScores } from '../oracle/score-portal.ts';

const NUMBERS = ['fit', 'engagement', 'intent', 'coverage'] as const;

/** A published number may lag by less than what it takes to be written again. */
const TOLERANCE = 1;

export interface Scored {
  /** The portal's own where none are given. */
  norms?: PortalNorms | undefined;
  /** When the app scored each account (epoch ms), by company id. */
  scoredAt?: ReadonlyMap<string, number>;
}

/**
 * Compares what the companies in HubSpot carry with what the domain makes of the portal, now or at the moment the app
 * scored the account. Before a nightly refresh `norms` are those that the app keeps: they are of the whole portal and
 * follow overnight.
 */
export function comparePublished(
  store: PortalStore,
  outside: OutsideFacts,
  now: number,
  { norms, scoredAt = new Map() }: Scored = {},
): string[] {
  const valueOf = (companyId: string, name: string): string =>
    store.records.companies.get(companyId)?.properties[`roundtable_${name}`] ?? '';
  const tierOf = (companyId: string): Tier | null => {
    const tier = Number(valueOf(companyId, 'tier').replace('tier_', ''));
    return tier === 1 || tier === 2 || tier === 3 ? tier : null;
  };
  const accounts = readFacts(store, outside, now);
  const scores = scorePortal(accounts, defaultModel, tierOf, now, norms);
  const compare = (companyId: string, expected: OracleScores): string[] => {
    const numbers = NUMBERS.flatMap((each) => {
      const published = valueOf(companyId, each);
      return isNear(published, expected[each]) ? [] : [`${each} is ${published}, not ${expected[each]}`];
    });
    const missing = valueOf(companyId, 'missing_roles').split(';').filter(Boolean).sort().join(';');
    const wanted = expected.missingRoles.toSorted().join(';');
    return [...numbers, ...(missing === wanted ? [] : [`missing roles are ${missing}, not ${wanted}`])];
  };
  return accounts.flatMap((account) => {
    const { companyId } = account;
    const [name, expected] = [`published ${companyId}`, scores.get(companyId)];
    if (expected === undefined || valueOf(companyId, 'stage') === '') return [`${name}: nothing was ever published`];
    const problems = compare(companyId, expected);
    const at = scoredAt.get(companyId);
    if (problems.length === 0) return [];
    if (at !== undefined && norms !== undefined) {
      const then = scorePortal([asOf(account, at, now)], defaultModel, tierOf, at, norms).get(companyId);
      if (then !== undefined && compare(companyId, then).length === 0) return [];
    }
    return [`${name} (tier ${tierOf(companyId)}): ${problems.join(', ')}`];
  });
}

function isNear(published: string, expected: number | null): boolean {
  if (published === '' || expected === null) return published === '' && expected === null;
  return Math.abs(Number(published) - expected) <= TOLERANCE;
}
