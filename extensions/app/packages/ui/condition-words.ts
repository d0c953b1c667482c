import type { Kind } from './condition-kind.ts';

/* The words of the conditions that are chosen from lists. */

export const CONDITION = {
  how: 'When the conditions are met',
  hows: { all: 'All of these are true', any: 'At least one is true', none: 'None of these is true' },
  condition: (place: string) => `Condition ${place}`,
  add: 'Add a condition',
  addGroup: 'Add a group',
  remove: 'Remove',
  written: 'Condition as JSON',
  notJson: 'This is not valid JSON. Check its quotes and brackets.',
  dateExample: 'such as 2026-11-20',
  separated: 'several with a comma between them',
};

export const KIND_WORDS: Readonly<Record<Kind | 'written', string>> = {
  score: 'A score',
  flag: 'The account is',
  tier: 'The tier is',
  stage: 'The stage is',
  risk: 'There is a risk',
  role: 'A role is',
  property: 'A company property',
  deal: 'There is a deal',
  signal: 'An intent signal',
  activity: 'Activity',
  plan: 'The account plan notes',
  cluster: 'Its cluster is warm',
  written: 'Written by hand',
};

export const FIELDS = {
  score: 'Score',
  atLeast: 'At least',
  under: 'Under',
  flag: 'What',
  tiers: 'Tiers',
  stages: 'Stages',
  risk: 'Risk',
  role: 'Role',
  is: 'Is',
  property: 'Property',
  value: 'Its value',
  from: 'From',
  to: 'To',
  anyOf: 'Any of',
  days: 'Days',
  date: 'Day',
  deal: 'Deal',
  probability: 'Probability of its stage at least (%)',
  closedFrom: 'Closed at least (days ago)',
  closedTo: 'Closed at most (days ago)',
  strength: 'Strength at least',
  sources: 'From these sources',
  words: 'About these words',
  side: 'By whom',
  types: 'Only these activities',
  timesAtLeast: 'At least (times)',
  timesAtMost: 'At most (times)',
  lastDays: 'In the last (days)',
  part: 'What',
  warmAtLeast: 'Warm accounts, at least',
};

export const SCORES = { fit: 'Fit', engagement: 'Engagement', intent: 'Intent', coverage: 'Coverage' };
export const STAGE_SCORES = { fit: 'Fit', engagement: 'Engagement', intent: 'Intent' };
export const FLAGS = { surging: 'Surging', customer: 'A customer' };
export const STAGE_FLAGS = { customer: 'A customer' };
export const TIERS = { 1: 'Tier 1', 2: 'Tier 2', 3: 'Tier 3', none: 'No tier' };
export const STAGES = {
  unaware: 'Unaware',
  aware: 'Aware',
  engaged: 'Engaged',
  sales_ready: 'Sales-ready',
  opportunity: 'Opportunity',
  customer: 'Customer',
};
export const RISKS = {
  single_threaded: 'Open deal with one engaged person',
  champion_gone: 'Champion gone',
  champion_quiet: 'Champion quiet',
  blocker_engaged: 'Blocker engaged',
  tier1_no_sponsor: 'Tier 1 without a sponsor',
  no_budget_holder_late: 'Late deal without a budget holder',
};
export const ROLE_STATES = {
  missing: 'Missing',
  placeholder: 'Not a contact yet',
  suggested: 'Suggested only',
  identified: 'Identified',
  reached: 'Reached',
  engaged: 'Engaged',
};
export const STAGE_ROLE_STATES = { engaged: 'Engaged' };
export const VALUES = {
  known: 'is known',
  oneOf: 'is one of',
  containsAny: 'contains any of these words',
  range: 'is a number in a range',
  isTrue: 'is yes',
  withinDays: 'is a date at most some days away, past or future',
  inNextDays: 'is a date at most some days ahead',
  inLastDays: 'is a date at most some days ago',
  overDaysAhead: 'is a date more than some days ahead',
  overDaysAgo: 'is a date more than some days ago',
  before: 'is a date before',
  after: 'is a date after',
};
export const DEALS = { open: 'Open', won: 'Won', lost: 'Lost' };
export const SIDES = { theirs: 'Them', outreach: 'Us: mail, calls, meetings', effort: 'Us, without an answer' };
export const PARTS = { objective: 'An objective', initiative: 'An initiative', competitor: 'A competitor in play' };
export const ACTS = {
  meeting_held: 'Meeting held',
  call_connected: 'Call answered',
  call_unanswered: 'Call without an answer',
  email_reply: 'Email reply',
  email_click: 'Email click',
  email_open: 'Email open',
  email_sent: 'Email sent',
  form_high_intent: 'Form: demo or contact sales',
  form_other: 'Other form',
  page_high_intent: 'Page: pricing or comparison',
  page_view: 'Page view',
  event_attended: 'Event attended',
  event_registered: 'Event registered',
  ad_click: 'Ad click',
  ad_impression: 'Ad shown',
  note: 'Note',
  task: 'Task',
};
