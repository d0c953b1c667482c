import type { CompanyRow } from '../record-page-data.ts';

/** The published tier; its colour only repeats the word. */
export function TierTag({ tier }: { tier: CompanyRow['tier'] }) {
  if (tier === null) return <span className="tier-tag tier-none">No tier</span>;
  return <span className={`tier-tag ${tier.value.replace('_', '-')}`}>{tier.label}</span>;
}
