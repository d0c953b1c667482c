/** Kinds of conditions that have a form, in the order in which they are offered. */
export const KINDS = [
  'score',
  'flag',
  'tier',
  'stage',
  'risk',
  'role',
  'property',
  'activity',
  'signal',
  'deal',
  'plan',
  'cluster',
] as const;
export type Kind = (typeof KINDS)[number];
