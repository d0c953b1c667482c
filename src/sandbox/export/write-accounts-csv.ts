import type { AccountExportRow } from './export-rows.ts';
import { VALUE_SEPARATOR, writeCsv } from './write-csv.ts';

const HEADER = [
  'Record ID',
  'Company name',
  'tier',
  'stage',
  'fit',
  'engagement',
  'intent',
  'coverage',
  'missing roles',
  'risks',
  'next play',
  'reasons',
];
const SCORES = ['fit', 'engagement', 'intent', 'coverage'] as const;

/** Scores are integers; the sum of fractional lines may differ from the total by this much. */
const TOLERANCE = 1e-6;

/**
 * Writes accounts.csv; `reasons` is JSON of score → `{total, lines: [{label, points, evidence}]}`. Throws an Error naming the
 * account and the score, before anything is written, if lines do not sum to their total or a total is not the score.
 */
export async function writeAccountsCsv(path: string, accounts: readonly AccountExportRow[]): Promise<void> {
  for (const account of accounts) for (const score of SCORES) checkExplanation(account, score);
  await writeCsv(path, HEADER, accounts.map(toCells));
}

function checkExplanation(account: AccountExportRow, score: (typeof SCORES)[number]): void {
  const { total, lines } = account.reasons[score];
  const fail = (problem: string): never => {
    throw new Error(`Account ${account.id} (${account.name}), ${score}: ${problem}`);
  };
  if (total !== account[score]) fail(`the reasons explain ${total}, the score is ${account[score]}`);
  const sum = lines.reduce((points, line) => points + line.points, 0);
  if (Math.abs(sum - (total ?? 0)) > TOLERANCE) fail(`the lines sum to ${sum}, the total is ${total}`);
}

function toCells(account: AccountExportRow): (string | number | null)[] {
  return [
    account.id,
    account.name,
    account.tier,
    account.stage,
    account.fit,
    account.engagement,
    account.intent,
    account.coverage,
    account.missingRoles.join(VALUE_SEPARATOR),
    account.risks.join(VALUE_SEPARATOR),
    account.nextPlay,
    JSON.stringify(account.reasons),
  ];
}
