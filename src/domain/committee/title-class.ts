export const SENIORITIES = ['C-level', 'VP', 'director', 'manager', 'individual'] as const;
export type Seniority = (typeof SENIORITIES)[number];

export const JOB_FUNCTIONS = [
  'general management',
  'finance',
  'IT/engineering',
  'security',
  'legal',
  'procurement',
  'operations',
  'marketing',
  'sales',
  'HR',
  'product',
  'customer success',
  'other',
] as const;
export type JobFunction = (typeof JOB_FUNCTIONS)[number];

/** What a job title says; both `null` where there is no title. */
export interface TitleClass {
  seniority: Seniority | null;
  jobFunction: JobFunction | null;
}
