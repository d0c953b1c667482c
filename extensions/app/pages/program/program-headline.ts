import type { MeasuredProgram, ProgramGroup } from './program-data.ts';
import { HEADLINE, percent } from './program-texts.ts';
import { groupOf, isFresh } from './program-span.ts';

/** The result of the program, in a sentence or two: engagement, then wins, each compared with the accounts off the list. */
export function sayHeadline(program: MeasuredProgram): string {
  const on = groupOf(program, 'on_list');
  const off = groupOf(program, 'off_list');
  const fresh = isFresh(program) ? HEADLINE.fresh : null;
  return [sayEngaged(program, on, off), fresh, sayWon(program, on, off)]
    .filter((sentence) => sentence !== null)
    .join(' ');
}

function sayEngaged({ differences }: MeasuredProgram, on: ProgramGroup, off: ProgramGroup): string | null {
  const difference = differences.find(({ measure }) => measure === 'engagementRate');
  const [share, others] = [on.engagementRate.share, off.engagementRate.share];
  if (share === null) return null;
  return others === null || difference === undefined
    ? HEADLINE.engagedAlone(percent(share))
    : HEADLINE.engaged(percent(share), percent(others), difference);
}

function sayWon({ differences }: MeasuredProgram, on: ProgramGroup, off: ProgramGroup): string | null {
  if (off.accounts === 0) return HEADLINE.nobodyOff;
  if (on.clock.tooEarly) return HEADLINE.early(on.clock);
  const difference = differences.find(({ measure }) => measure === 'winRate');
  const [share, others] = [on.winRate.share, off.winRate.share];
  if (share === null) return HEADLINE.noDeals;
  return others === null || difference === undefined ? null : HEADLINE.won(percent(share), percent(others), difference);
}
