import { STAGES } from 'roundtable-ui/condition-words.ts';
import { formatNumber } from 'roundtable-ui/formats.ts';
import type { LibraryPageData, ListedText, ShownText } from './library-data.ts';
import { wordIndustry, type Standing } from './library-fit.ts';

/* Every sentence of the content library. */

export const LIBRARY = {
  open: 'Content library',
  heading: 'Content library',
  about:
    'A step of a play can take its text from here: the one that fits role, stage and industry best and, of equal ones, the one that reps found most helpful.',
  reading: 'Reading the library',
  unreadable: 'The library could not be read',
  none: 'No text fits',
  add: 'Add a text',
  edit: 'Edit',
  archive: 'Stop using',
  /** A text that is not used is kept. */
  takenOut: ({ title, ratings }: Pick<ListedText, 'title' | 'ratings'>) =>
    `"${title}" is not used any more. It is kept under “Not in use”, at the end of this page${ratings.n === 0 ? '' : ', with its ratings'}.`,
  undo: 'Undo',
  unused: (count: number) => `Not in use (${formatNumber(count)})`,
  unusedHelp: (isRated: boolean) =>
    `No play takes these texts. They are kept as they were${isRated ? ', with their ratings' : ''}.`,
  putBackOf: (title: string) => `Use "${title}" again`,
  headingOf: (title: string) => `Edit "${title}"`,
  newHeading: 'A new text',
  /** "No text yet for Executive sponsor at Unaware" */
  placeHeading: (
    standing: Standing,
    { role, stage, industry }: { role: string; stage: string; industry: string | null },
  ) =>
    `${standing === 'none' ? 'No text yet' : 'A new text'} for ${role} at ${stage}${industry === null ? '' : ` in ${wordIndustry(industry)}`}`,
  toFill: 'Give it a title and a text to save it.',
  title: 'Title',
  role: 'For the role',
  stage: 'At the stage',
  industry: 'In the industry',
  industryHelp: 'Industries found in your HubSpot',
  any: 'Any',
  anybody: 'Anybody',
};

/** Which text to write next. */
export const MOST_WANTED = {
  nothing: 'Nothing to do: every play that is due now and looks for a text here finds one.',
  anyRole: 'Any role',
  place: (role: string, stage: string) => `${role} at ${stage}`,
  next: (place: string, accounts: number) =>
    `Nothing is broken: plays use their own text where one is missing. Most useful next: ${place} (for ${formatNumber(accounts)} ${accounts === 1 ? 'account' : 'accounts'}).`,
  write: 'Write this text',
};

export const MAP = {
  role: 'For the role',
  stage: (label: string, accounts: number) => `${label} (${formatNumber(accounts)})`,
  industry: (name: string, accounts: number) => `${name} (${formatNumber(accounts)})`,
  anyIndustry: 'Any industry',
  channel: 'Sent by',
  /** What is missing, as one sentence. */
  missing: (none: number, all: number, channel: string) =>
    none === 0
      ? `Every role has a text at every stage (${channel}).`
      : `${formatNumber(all - none)} of ${formatNumber(all)} combinations of role and stage have a text (${channel}). The others are optional: plays use the text of their own step there.`,
  cell: (standing: Standing, count: number, mayChange: boolean) =>
    ({
      own: `${formatNumber(count)} of its own`,
      general: 'general',
      none: mayChange ? 'add one' : 'none',
    })[standing],
  /** Of the marks that some cell shows. */
  legend: (standings: ReadonlySet<Standing>) =>
    [
      'In brackets: target accounts there.',
      ...(standings.has('own') ? ['“Of its own”: written for this role at this stage.'] : []),
      ...(standings.has('general') ? ['“General”: a text written for several roles or stages is used.'] : []),
      'Click one to see or write its texts.',
    ].join(' '),
};

export const LIST = {
  heading: (fit: string, isPlace: boolean, count: number) => `${isPlace ? fit : 'All texts'} (${formatNumber(count)})`,
  write: 'Write one for it',
  all: 'Show all texts',
  find: 'Find a word',
  noneHelp: 'Where none fits, a play uses the text of its own step.',
};

export const SHOWN = {
  label: 'Preview for',
  try: 'Preview',
  misfits: { stage: 'is at another stage', industry: 'is in another industry' },
  note: ({ to, resolves, unknown, misfits }: ShownText, account: string) => {
    if (misfits.length > 0) {
      return `How it would read. No play uses it at ${account}, which ${misfits.map((misfit) => SHOWN.misfits[misfit]).join(' and ')}.`;
    }
    if (!resolves && unknown.length === 0) return `Not used at ${account}: the braces of a merge field are not closed.`;
    if (!resolves) {
      return `Not used at ${account}: ${unknown.map((name) => `{{${name}}}`).join(', ')} ${unknown.length === 1 ? 'is' : 'are'} unknown there.`;
    }
    return to === null
      ? `Preview for ${account}, where nobody is known in this role.`
      : `As it reads to ${to} at ${account}.`;
  },
};

/** "Budget holder · Engaged · Banking" */
export function describeFit(
  { role, stage, industry }: Pick<ListedText, 'role' | 'stage' | 'industry'>,
  roles: LibraryPageData['roles'],
): string {
  const parts = [
    role === null ? null : (roles.find(({ value }) => value === role)?.label ?? role),
    stage === null ? null : (STAGES[stage as keyof typeof STAGES] ?? stage),
    industry === null ? null : wordIndustry(industry),
  ].filter((part) => part !== null);
  return parts.length === 0 ? LIBRARY.anybody : parts.join(' · ');
}

/** "helped 3 of 4 who used it" */
export function describeRatings({ ratings: { successes, n } }: Pick<ListedText, 'ratings'>): string {
  return n === 0 ? 'not rated yet' : `helped ${successes} of ${n} who rated it`;
}
