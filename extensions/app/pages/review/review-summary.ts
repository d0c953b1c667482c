import type { ReviewData, ReviewedAccount, ReviewTask, ReviewTasks } from './review-data.ts';
import {
  ACCOUNT,
  nameWeek,
  REVIEW,
  SUMMARY,
  describeBlocks,
  describeDone,
  describeHappened,
  describeNext,
} from './review-texts.ts';

/** Most lines of a part in the summary: it is read aloud or pasted into a chat. */
const MOST_LINES = 2;

/** The review as plain text: accounts with something to say in the order of the list, the quiet ones in one line. */
export function writeSummary(data: ReviewData, { tasks }: Pick<ReviewTasks, 'tasks'>, now: number): string {
  const { week, accounts, currency } = data;
  const reviewed = accounts.filter((account) => account.reviewed !== null).length;
  const parts = accounts.map((account) => ({ account, lines: summarise(account, data, tasks, now, currency) }));
  const quiet = parts.filter(({ lines }) => lines.length === 0).map(({ account }) => account.name);
  return [
    `${REVIEW.title}, ${nameWeek(week)}: ${REVIEW.progress(reviewed, accounts.length)}`,
    ...parts
      .filter(({ lines }) => lines.length > 0)
      .map(({ account, lines }) => [`${account.name} (${ACCOUNT.about(account)})`, ...lines].join('\n')),
    ...(quiet.length === 0 ? [] : [`${SUMMARY.quiet}: ${quiet.join(', ')}`]),
  ].join('\n\n');
}

function summarise(
  account: ReviewedAccount,
  data: ReviewData,
  tasks: readonly ReviewTask[],
  now: number,
  currency: string,
): string[] {
  const happened = describeHappened(account, currency);
  const did = describeDone(account, data, tasks);
  const notes = account.notes
    .filter(({ at }) => at >= data.week.from && at < data.week.to)
    .map(({ text, by }) => `${text} (${by})`);
  // Next steps and blockers exist every week, so they alone do not make an account newsworthy.
  if (happened.length + did.length + notes.length === 0) return [];
  return [
    ...line(SUMMARY.happened, happened),
    ...line(SUMMARY.did, did),
    ...line(SUMMARY.next, describeNext(account, tasks, now)),
    ...line(SUMMARY.blocks, describeBlocks(account)),
    ...notes.map((note) => `${SUMMARY.note}: ${note}`),
  ];
}

function line(label: string, sentences: readonly string[]): string[] {
  if (sentences.length === 0) return [];
  const more = sentences.length - MOST_LINES;
  return [`${label}: ${sentences.slice(0, MOST_LINES).join('; ')}${more > 0 ? `; ${SUMMARY.more(more)}` : ''}`];
}
