import { formatNumber } from 'roundtable-ui/formats.ts';

/** What to do first in the settings. */
export const FIRST = {
  guide: 'Do this first: finish the guided start.',
  openGuide: 'Open the guided start',
  approvers: 'Do this first: choose who approves the target account list.',
  openKeys: 'Open approval keys',
  problems: (count: number) =>
    `Do this first: look at the ${count === 1 ? 'problem' : `${formatNumber(count)} problems`} under Sync.`,
  openProblems: 'Open the problems',
  othersGuide: 'Nothing for you to do: an admin has not finished the guided start yet.',
  othersApprovers: 'Nothing for you to do: an admin has yet to choose who approves the target account list.',
  reading: 'Nothing to do: your records are being read.',
  behind: 'Nothing to do: Roundtable is catching up by itself.',
  nothing: 'Nothing to do: everything is set up and up to date.',
};
