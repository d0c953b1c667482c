import type { AccountFacts } from '../../src/domain/facts.ts';
import type { HeldPosition } from '../../src/domain/scores.ts';
import { buildFacts } from '../fixtures/account-facts.ts';

/** One account of the golden report, and what it held when it was last computed. */
export interface GoldenAccount {
  facts: AccountFacts;
  held: HeldPosition;
}

/** An account told by what is known of it; it held nothing where nothing is said. */
export function golden(overrides: Partial<AccountFacts>, held: Partial<HeldPosition> = {}): GoldenAccount {
  return { facts: buildFacts(overrides), held: { tier: null, tierSince: null, pinned: false, stage: null, ...held } };
}
