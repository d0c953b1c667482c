import type { Kind } from './plays-trigger.ts';

/* The words of the conditions a trigger is chosen from. */

export const KIND_WORDS: Readonly<Record<Kind, string>> = {
  score_min: 'A score is at least',
  score_under: 'A score is under',
  flag: 'The account is surging',
  risk: 'There is a risk',
  role: 'A role is',
  deal: 'There is a deal',
  signal: 'An intent signal',
  activity_some: 'Something was done',
  activity_none: 'Nothing was done',
  written: 'Written by hand',
};

export const CONDITIONS = {
  score: 'Score',
  atLeast: 'At least',
  under: 'Under',
  risk: 'Risk',
  role: 'Role',
  is: 'Is',
  deal: 'Deal',
  strength: 'Strength at least',
  side: 'By whom',
  times: 'So often',
  days: 'In the last days',
  written: 'Condition as JSON',
};

export const SCORES = { fit: 'Fit', engagement: 'Engagement', intent: 'Intent', coverage: 'Coverage' };
export const RISKS = {
  single_threaded: 'Open deal with one engaged person',
  champion_gone: 'Champion gone',
  champion_quiet: 'Champion quiet for 30 days',
  blocker_engaged: 'Blocker engaged',
  tier1_no_sponsor: 'Tier 1 without a sponsor',
  no_budget_holder_late: 'Late deal without a budget holder',
};
export const ROLE_STATES = {
  missing: 'Missing',
  placeholder: 'Kept by a placeholder',
  suggested: 'Suggested only',
  identified: 'Identified',
  reached: 'Reached',
  engaged: 'Engaged',
};
export const DEALS = { open: 'Open', won: 'Won', lost: 'Lost' };
export const SIDES = { theirs: 'Them', outreach: 'Us: mail, calls, meetings', effort: 'Us, without an answer' };
