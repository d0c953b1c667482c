import { formatNumber } from 'roundtable-ui/formats.ts';
import type { GuideStep } from './guide/guide-data.ts';
import { STEP_NAMES } from './guide/guide-texts.ts';

/** What to do next in the settings. */
export const FIRST = {
  /** "Setup: 2 of 4 steps are done, next: Capacity." Also those set up outside the guided start. `next` is `null` where it only has to be finished. */
  setup: (done: number, of: number, next: GuideStep | null) =>
    `Setup: ${done} of ${of} steps ${done === 1 ? 'is' : 'are'} done, next: ${next === null ? 'Finish' : STEP_NAMES[next]}.`,
  go: 'Continue',
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
