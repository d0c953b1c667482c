import { formatDecimal, formatNumber, formatPercent } from 'roundtable-ui/formats.ts';
import type { IcpData, SuccessKind } from './model-icp-data.ts';

/* Every sentence of the ideal customers' tab, so that one place is read to judge or translate them. */

export const ICP = {
  tab: 'Ideal customers',
  title: 'What your closed deals say about your ideal customers',
  explain:
    'Which kinds of companies became customers more often, or less often, than others. Nothing changes until you take a suggestion into a draft.',
  reading: 'Learning from your closed deals',
  unreadable: 'Your closed deals could not be read',
  success: 'What counts as success',
  successes: [
    { value: 'won', label: 'A deal was won' },
    { value: 'won_again', label: 'The customer bought again' },
  ] as { value: SuccessKind; label: string }[],
  successHelp: {
    won: 'Every closed deal counts, won or lost.',
    won_again:
      'A second deal was won later. A customer who bought only once counts as a failure after a year, and is left out before that.',
  } satisfies Record<SuccessKind, string>,
  toDo: {
    signal: 'Nothing to do, unless you agree with a suggestion below: then take it into a draft.',
    no_signal: 'Nothing to do: keep the fit criteria your team agreed on, and look again when more deals have closed.',
    too_few: 'Nothing to do: keep the fit criteria of the model in use until more deals have closed.',
  } satisfies Record<IcpData['verdict'], string>,
  base: ({ wins, n }: IcpData) =>
    n === 0
      ? 'No account has a closed deal to learn from.'
      : `Accounts with such deals: ${formatNumber(wins)} succeeded (${formatPercent(wins / n)}), ${formatNumber(n - wins)} did not. An account with both counts once in each.`,
  auc: ({ value, low, high }: { value: number; low: number; high: number }) =>
    `With these criteria, an account that succeeded ranks above one that did not ${formatPercent(value)} of the time (${formatPercent(0.95)} interval: ${formatPercent(low)} to ${formatPercent(high)}; ${formatPercent(0.5)} would be chance).`,
  columns: ['Value', 'Succeeded', 'Rate (99.5% interval)', 'Points suggested'],
  wonOf,
  rate: (wins: number, n: number, { low, high }: { low: number; high: number }) =>
    `${formatPercent(n === 0 ? 0 : wins / n)} (${formatPercent(low)} to ${formatPercent(high)})`,
  points: (points: number) => `${points > 0 ? '+' : ''}${points}`,
  take: 'Take into a draft',
  replaces: (label: string) => `replaces "${label}"`,
  taken: 'In the draft',
  openModel: 'See what it would change',
  lift: 'How well this tells winners from losers',
  liftHelp:
    'All accounts in ten groups by score, each scored by what was learned from the others. With good criteria, the first groups succeed often and the last ones rarely.',
  liftColumns: ['Group', 'Succeeded', 'Rate (95% interval)', 'Compared with all'],
  decile: (decile: number, of: number) =>
    decile === 1 ? '1 (highest scores)' : decile === of ? `${decile} (lowest scores)` : String(decile),
  times: (lift: number) => `${formatDecimal(lift, 1)} times`,
  looked: (labels: readonly string[]) => `Looked at: ${labels.join(', ')}.`,
};

function wonOf(wins: number, n: number): string {
  return `${formatNumber(wins)} of ${formatNumber(n)}`;
}
