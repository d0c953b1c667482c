import { formatDecimal, formatNumber, formatPercent } from 'roundtable-ui/formats.ts';
import type { IcpData, SuccessKind } from './model-icp-data.ts';

/* Every sentence of the ideal customers' tab, so that one place is read to judge or translate them. */

export const ICP = {
  tab: 'Ideal customers',
  title: 'What your own closed deals say',
  explain:
    'Which companies became customers more often, or less often, than the others. Nothing is applied until you take it.',
  reading: 'Learning from your closed deals',
  unreadable: 'Your closed deals could not be learnt from',
  success: 'What counts as success',
  successes: [
    { value: 'won', label: 'A deal was won' },
    { value: 'won_again', label: 'The customer bought again' },
  ] as { value: SuccessKind; label: string }[],
  successHelp: {
    won: 'Every closed deal counts as it ended.',
    won_again: 'A second deal was won later. Who bought once counts against after a year, and not at all before.',
  } satisfies Record<SuccessKind, string>,
  noSignal: {
    no_signal:
      'That is a good answer too. Your fit points come from the model in use, not from these deals: keep the criteria your team agreed on, and look again when more deals have closed.',
    too_few: 'Until then your fit points come from the model in use, not from these deals.',
  },
  base: ({ wins, n }: IcpData) =>
    n === 0
      ? 'No account has a deal that tells.'
      : `Accounts with such a deal: ${formatNumber(wins)} succeeded (${formatPercent(wins / n)}), ${formatNumber(n - wins)} did not. An account that did both counts in each.`,
  auc: ({ value, low, high }: { value: number; low: number; high: number }) =>
    `Scored by what the other accounts taught, a winner ranks above a loser ${formatPercent(value)} of the time (${formatPercent(0.95)}: ${formatPercent(low)} to ${formatPercent(high)}; ${formatPercent(0.5)} would say nothing).`,
  columns: ['Value', 'Succeeded', 'Rate (99.5% interval)', 'Points suggested'],
  wonOf,
  rate: (wins: number, n: number, { low, high }: { low: number; high: number }) =>
    `${formatPercent(n === 0 ? 0 : wins / n)} (${formatPercent(low)} to ${formatPercent(high)})`,
  points: (points: number) => `${points > 0 ? '+' : ''}${points}`,
  take: 'Take into a draft',
  replaces: (label: string) => `takes the place of "${label}"`,
  taken: 'It is in the draft',
  openModel: 'See what it would change',
  lift: 'How well this tells winners from losers',
  liftHelp:
    'All accounts in ten groups by score, each scored by what the others taught. Good criteria win often in the first groups and seldom in the last.',
  liftColumns: ['Group', 'Succeeded', 'Rate (95% interval)', 'Against all'],
  decile: (decile: number, of: number) =>
    decile === 1 ? '1 (highest scores)' : decile === of ? `${decile} (lowest scores)` : String(decile),
  times: (lift: number) => `${formatDecimal(lift, 1)} times`,
  looked: (labels: readonly string[]) => `Looked at: ${labels.join(', ')}.`,
};

function wonOf(wins: number, n: number): string {
  return `${formatNumber(wins)} of ${formatNumber(n)}`;
}
