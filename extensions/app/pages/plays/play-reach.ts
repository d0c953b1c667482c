import { capitalize } from 'roundtable-ui/formats.ts';
import { STAGES } from 'roundtable-ui/condition-words.ts';
import type { PlayEditData, PlaysPageData } from './plays-data.ts';

type Aimed = Pick<PlayEditData, 'tiers' | 'stages'>;

/** How many accounts are of a play's tiers and at its stages. */
export function countReach(places: PlaysPageData['places'], { tiers, stages }: Aimed): number {
  return places
    .filter(({ tier, stage }) => tiers.includes(tier) && stages.includes(stage))
    .reduce((sum, { accounts }) => sum + accounts, 0);
}

/** "Tiers 1–3", "Tiers 1 and 3", "Tier 1 and no tier" */
export function describeTiers({ tiers }: Aimed): string {
  const held = tiers.filter((tier) => tier !== 'none').sort((a, b) => a - b);
  const none = tiers.includes('none') ? ['no tier'] : [];
  const isRun = held.length > 1 && Number(held.at(-1)) - Number(held[0]) === held.length - 1;
  const numbers = isRun ? `${held[0]}–${held.at(-1)}` : held.join(' and ');
  const named = held.length === 0 ? [] : [`${held.length === 1 ? 'Tier' : 'Tiers'} ${numbers}`];
  const words = [...named, ...none].join(' and ');
  return capitalize(words);
}

/** "stages Unaware to Sales-ready", "stage Opportunity", "every stage" */
export function describeStages({ stages }: Aimed): string {
  const all = Object.entries(STAGES);
  const chosen = all.flatMap(([stage, label], place) => (stages.includes(stage) ? [{ label, place }] : []));
  const [first, last] = [chosen[0], chosen.at(-1)];
  if (first === undefined || last === undefined) return 'no stage';
  if (chosen.length === all.length) return 'every stage';
  if (first === last) return `stage ${first.label}`;
  const isRun = chosen.length > 2 && last.place - first.place === chosen.length - 1;
  const labels = chosen.map(({ label }) => label);
  return `stages ${isRun ? `${first.label} to ${last.label}` : `${labels.slice(0, -1).join(', ')} and ${last.label}`}`;
}
