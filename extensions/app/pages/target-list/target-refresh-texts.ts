import { formatDay, formatNumber } from 'roundtable-ui/formats.ts';
import type { Column } from 'roundtable-ui/headed-table.tsx';
import type { Side, TargetListData } from './target-list-data.ts';
import { SIDE } from './target-list-texts.ts';
import type { FormerDecision, RefreshData, RefreshedData, SuggestedChange, Verdict } from './target-refresh-data.ts';

/* Every sentence of the quarterly refresh. */

const MOST_NAMED = 10;

/** What a yes is called: who holds no key can only propose. */
export type Yes = 'Approve' | 'Propose';

/** By the keys of who decides. */
export function wordYes(sides: readonly Side[]): Yes {
  return sides.length === 0 ? 'Propose' : 'Approve';
}

const SAID: Record<Verdict, string> = { accept: 'yes', reject: 'no' };

export const OFFER = {
  due: 'The quarterly refresh is due',
  last: ({ keptSince, refresh }: Pick<TargetListData, 'keptSince' | 'refresh'>) => {
    if (keptSince === null || refresh === null) return '';
    const { lastAt, dueAt, isDue } = refresh;
    const last =
      lastAt === null
        ? `Approved by marketing and sales on ${formatDay(keptSince)}; no quarterly refresh yet.`
        : `Last done on ${formatDay(lastAt)}.`;
    return isDue ? last : `${last} Next due on ${formatDay(dueAt)}.`;
  },
  start: 'Start the quarterly refresh',
  goOn: 'Continue the quarterly refresh',
  underWay: (decided: number) =>
    `You have decided on ${formatNumber(decided)} ${decided === 1 ? 'account' : 'accounts'} but not finished.`,
};

export const REFRESH = {
  title: 'Quarterly refresh',
  about: (yes: Yes) =>
    `All changes to the list that today’s scores suggest, including accounts new to their tier. ${yes} or reject each one; what you skip stays as it is.`,
  reading: 'Comparing every account with the seats',
  unreadable: 'The refresh could not be read',
  nothing: {
    title: 'The list already matches the scores',
    text: 'No account should join, move or leave. Finish the refresh, and the next one is due in a quarter.',
  },
  turnedDown: (count: number) =>
    count === 1
      ? '1 change was rejected or expired in the last 90 days and is not suggested again.'
      : `${formatNumber(count)} changes were rejected or expired in the last 90 days and are not suggested again.`,
  left: (count: number) => `${formatNumber(count)} more changes follow once these are decided.`,
  steps: { in: 'Who joins', out: 'Who leaves', move: 'Who moves' } as const,
  effect: 'The result',
  step: (label: string, count: number) => `${label} (${formatNumber(count)})`,
  none: { in: 'No account joins.', out: 'No account leaves.', move: 'No account moves.' } as const,
  columns: [
    { label: 'Account', width: 180 },
    { label: 'Change', width: 140 },
    { label: 'Why', width: 260 },
    { label: 'Your decision', width: 190 },
  ] satisfies Column[],
  change: ({ fromTier, toTier }: Pick<SuggestedChange, 'fromTier' | 'toTier'>) =>
    `${placeOf(fromTier)} → ${placeOf(toTier)}`,
  open: ({ isSame, keys, proposedBy }: NonNullable<SuggestedChange['open']>) => {
    if (!isSame) return proposedBy === 'scores' ? 'Replaces an open proposal' : 'Another change is being decided';
    return keys.length === 0
      ? 'Proposed, not approved yet'
      : `Proposed, approved by ${keys.map((key) => SIDE[key]).join(' and ')}`;
  },
  /** What they decided about another change of the account. */
  former: (former: FormerDecision) =>
    `You said ${SAID[former.verdict]} to ${REFRESH.change(former)}, but the suggestion has changed: decide again.`,
  kept: 'Your decisions are saved as you go and count once you finish. Colleagues make their own.',
  others: (others: RefreshData['others']) =>
    others
      .map(({ name, decided }) => `${name} is working on it too: ${formatNumber(decided)} decided, not finished.`)
      .join(' '),
  gone: {
    title: (count: number) =>
      count === 1
        ? 'An account you decided on is no longer suggested'
        : `${formatNumber(count)} accounts you decided on are no longer suggested`,
    text: (gone: RefreshData['gone']) => {
      const named = gone
        .slice(0, MOST_NAMED)
        .map((each) => `${each.name} (you said ${SAID[each.verdict]} to ${REFRESH.change(each)})`);
      const more = gone.length - named.length;
      return `${named.join('; ')}${more > 0 ? `; and ${formatNumber(more)} more` : ''}. Nothing changes for ${gone.length === 1 ? 'it' : 'them'}.`;
    },
  },
  notKept: 'Your last decisions are not saved yet',
  anew: { ask: 'Start over', yes: 'Discard all my decisions', no: 'Keep them' },
  reject: 'Reject',
  decided: (yes: Yes, verdict: Verdict) => `You ${verdict === 'accept' ? yes.toLowerCase() : 'reject'}`,
  undo: 'Undo',
  acceptAll: (yes: Yes, count: number) => `${yes} ${nameThese(count)}`,
  rejectAll: (count: number) => `Reject all ${formatNumber(count)}`,
  clear: 'Clear these decisions',
  more: (count: number) => `Show ${formatNumber(count)} more`,
  back: 'Back',
  next: (undecided: number) => (undecided === 0 ? 'Next' : `${formatNumber(undecided)} left to decide`),
  skip: (undecided: number) => `Skip ${nameThese(undecided)}`,
  cancel: 'Leave the refresh',
};

export const EFFECT = {
  seats: 'Seats',
  columns: [
    { label: 'Tier' },
    { label: 'Seats', align: 'right' },
    { label: 'Now', align: 'right' },
    { label: 'After', align: 'right' },
    { label: 'What this means' },
  ] satisfies Column[],
  tier: (tier: number) => `Tier ${tier}`,
  /** `leaving`: changes out of the tier that are not decided. */
  means: (after: number, seats: number, leaving: number) => {
    if (after > seats) {
      const over = `${formatNumber(after - seats)} more than its seats`;
      return leaving === 0
        ? over
        : `${over}; ${formatNumber(after - leaving)} if ${formatNumber(leaving)} of those you skipped ${leaving === 1 ? 'leaves' : 'leave'} it too`;
    }
    return after === seats ? 'full' : `${formatNumber(seats - after)} free`;
  },
  count: (yes: Yes, accepted: number, rejected: number, undecided: number) =>
    `You ${yes.toLowerCase()} ${formatNumber(accepted)}, reject ${formatNumber(rejected)} and skip ${formatNumber(undecided)}.`,
  /** What happens next to what is accepted. */
  keys: (side: Side | null, holders: TargetListData['holders']) => {
    if (side === null) return 'What you propose takes effect once marketing and sales approve it.';
    const other = side === 'marketing' ? 'sales' : 'marketing';
    const whom = holders[other].join(', ') || 'nobody yet';
    return `You approve for ${SIDE[side]}. It takes effect once ${SIDE[other]} approves too: ${whom}.`;
  },
  noKey: 'Only people with an approval key can reject. What you reject here stays as it is.',
  look: 'Look at those you skipped',
  which: 'You approve for',
  sides: (sides: readonly Side[]) => sides.map((side) => ({ value: side, label: SIDE[side] })),
  reason: 'Why you reject',
  reasonHelp: 'The scores will not suggest these again for 90 days.',
  send: (yes: Yes, accepted: number, rejected: number, undecided: number) => {
    if (accepted > 0) return `${yes} ${formatNumber(accepted)} and finish`;
    return rejected > 0 || undecided === 0 ? 'Finish the refresh' : `Finish and skip ${nameThese(undecided)}`;
  },
};

export const REFRESHED = {
  title: 'The refresh is done',
  text: ({ proposed, approved, rejected }: RefreshedData) =>
    [
      ...(proposed === 0 ? [] : [`${formatNumber(proposed)} ${proposed === 1 ? 'is' : 'are'} waiting for approval.`]),
      ...(approved === 0 ? [] : [`${formatNumber(approved)} took effect, as the other side had already approved.`]),
      ...(rejected === 0 ? [] : [`${formatNumber(rejected)} will not be suggested for 90 days.`]),
    ].join(' ') || 'Nothing changes.',
};

/** "this one", "these 7" */
function nameThese(count: number): string {
  return count === 1 ? 'this one' : `these ${formatNumber(count)}`;
}

function placeOf(tier: number | null): string {
  return tier === null ? 'off the list' : `Tier\u00A0${tier}`;
}
