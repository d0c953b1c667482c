import type { LibraryPageData, ListedText } from './library-data.ts';
import { STAGES } from 'roundtable-ui/condition-words.ts';

/* Every sentence of the content library. */

export const LIBRARY = {
  open: 'Content library',
  heading: 'Content library',
  about:
    'Steps that draw from the library take the text that fits role, stage and industry best; of equal ones, what reps found most helpful.',
  reading: 'Reading the library',
  unreadable: 'The library could not be read',
  none: 'No text yet.',
  add: 'Add a text',
  edit: 'Edit',
  archive: 'Take out',
  headingOf: (title: string | null) => (title === null ? 'A new text' : `Edit "${title}"`),
  title: 'Title',
  role: 'For the role',
  stage: 'At the stage',
  industry: 'In the industry',
  industryHelp: "HubSpot's value or label, empty for any",
  any: 'Any',
  anybody: 'Anybody',
};

/** "Budget holder · Engaged · Banking" */
export function describeFit(
  { role, stage, industry }: Pick<ListedText, 'role' | 'stage' | 'industry'>,
  roles: LibraryPageData['roles'],
): string {
  const parts = [
    role === null ? null : (roles.find(({ value }) => value === role)?.label ?? role),
    stage === null ? null : (STAGES[stage as keyof typeof STAGES] ?? stage),
    industry,
  ].filter((part) => part !== null);
  return parts.length === 0 ? LIBRARY.anybody : parts.join(' · ');
}

/** "helped 3 of 4 who used it" */
export function describeRatings({ ratings: { successes, n } }: Pick<ListedText, 'ratings'>): string {
  return n === 0 ? 'not rated yet' : `helped ${successes} of ${n} who rated it`;
}
