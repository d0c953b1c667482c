import type { Tier } from '../committee/committee-model.ts';
import type { EvidenceSource } from '../committee/coverage-types.ts';
import type { DealFacts } from '../facts.ts';
import { markMoney } from '../marked-values.ts';
import type { AccountResult } from '../scores.ts';

/** What people said themselves, in Roundtable or in HubSpot, and no title or behaviour suggests. */
const SAID_BY_PEOPLE: ReadonlySet<EvidenceSource> = new Set(['confirmed', 'set_in_hubspot', 'deal_label']);

/** What is known of the account that a proposal is about. */
export interface ProposedAccount {
  /** `null` where its scores were erased with a person, and are not computed anew yet. */
  result: Pick<AccountResult, 'engagement' | 'committee'> | null;
  /** In any state. */
  deals: readonly Pick<DealFacts, 'state' | 'amount' | 'currency'>[];
  /** Plays under way. */
  playsRunning: number;
}

/**
 * What speaks against a proposal that gives an account less, a lower tier or none, and has to be looked at before it is approved: that it is
 * surging, an open deal, a play under way, a buying committee that people confirmed. Nothing speaks so against one that gives it more.
 * Short forms for one sentence, amounts marked (`marked-values.ts`).
 */
export function findCautions(
  { fromTier, toTier }: { fromTier: Tier | null; toTier: Tier | null },
  { result, deals, playsRunning }: ProposedAccount,
): string[] {
  if (fromTier === null || (toTier !== null && toTier < fromTier)) return [];
  const cautions: string[] = [];
  if (result?.engagement.surging === true) cautions.push('surging');
  const open = deals.filter(({ state }) => state === 'open');
  if (open.length > 0) cautions.push(describeOpen(open));
  if (playsRunning > 0) cautions.push(playsRunning === 1 ? 'a play is running' : `${playsRunning} plays are running`);
  if (result !== null && isConfirmed(result.committee)) cautions.push('buying committee confirmed');
  return cautions;
}

/** "open deal of US$164,500", "2 open deals worth US$200,000"; deals without an amount add none. */
function describeOpen(open: ProposedAccount['deals']): string {
  const amount = open.reduce((sum, deal) => sum + (deal.amount ?? 0), 0);
  const worth = amount > 0 ? markMoney(amount, open[0]?.currency ?? '') : null;
  if (open.length === 1) return worth === null ? 'open deal' : `open deal of ${worth}`;
  return `${open.length} open deals${worth === null ? '' : ` worth ${worth}`}`;
}

/** Whether people named somebody, not too long ago to rely on, for each role that the model requires. */
function isConfirmed({ roles }: AccountResult['committee']): boolean {
  const required = roles.filter((each) => each.required);
  return (
    required.length > 0 &&
    required.every(({ candidates }) =>
      candidates.some(({ evidence }) => evidence.some(({ source, stale }) => SAID_BY_PEOPLE.has(source) && !stale)),
    )
  );
}
