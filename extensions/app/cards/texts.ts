import { formatDay } from 'roundtable-ui/formats.ts';
import type { AccountCardData, MovingScore } from './card-data.ts';

/* Sentences of the cards, so that one place is read to judge or translate them. */

/** With its sign, the minus as wide as the plus. */
export function formatChange(points: number): string {
  return points === 0 ? '±0' : `${points < 0 ? '−' : '+'}${Math.abs(points)}`;
}

export const STANDING = {
  tiers: { 1: 'Tier 1 · one-to-one', 2: 'Tier 2 · one-to-few', 3: 'Tier 3 · one-to-many' },
  noTier: 'No tier',
  surging: 'Surging this week',
  asOf: 'as of',
  notScored: 'not scored yet',
  /** The tier itself stands in the line above. */
  tierReason: (reason: string) => reason.replace(/^Tier \d: /, ''),
  stage: ({ label, definition, definitionVersion }: NonNullable<AccountCardData['stage']>) =>
    `${label}: ${definition.replace(/\.$/, '')} (shared definition, v${definitionVersion})`,
  trend: ({ trend, changeThisWeek }: MovingScore) =>
    trend === null || changeThisWeek === null ? '' : `${trend}, ${formatChange(changeThisWeek)} in 7 days`,
  /** "This week: +18 from 3 people (demo or sales request, 2 meetings), −7 as what was before grows older" */
  week: ({ gained, lost, people, acts }: NonNullable<AccountCardData['week']>) => {
    if (gained === 0 && lost === 0 && people === 0) return 'This week: nothing new, nothing lost';
    const who = people === 1 ? '1 person' : `${people} people`;
    const from = people === 0 ? 'nobody did anything new' : `${formatChange(gained)} from ${who} (${acts.join(', ')})`;
    return `This week: ${from}${lost === 0 ? '' : `, ${formatChange(lost)} as what was before grows older`}`;
  },
  forecast: (stage: string, { leavesAt, to }: NonNullable<AccountCardData['forecast']>, now: number) =>
    `If nothing happens: falls from ${stage} to ${to} on ${formatDay(leavesAt, now)}`,
  why: 'Why these scores?',
  unknown: {
    Fit: 'Nothing is known yet that fit could be judged by.',
    Engagement: 'No activity is known.',
    Intent: 'No signal is known.',
  },
  /** What to do about a line that only assumes. */
  fillIn: ' · fill it in on this record to be sure',
};
