import type { PastScoreLine } from './model-past-data.ts';
import { FIT_FIELDS } from './model-texts.ts';

/* Every sentence about the scores of an earlier day. */

export const PAST = {
  title: 'What an account scored on an earlier day',
  explain:
    'For any of the last 400 days. Activities are kept for 400 days, so the further back the day, the more of its activities are gone and the lower its scores come out. The record ID is the last number in the address of a company in HubSpot.',
  company: 'Record ID of the company',
  day: 'Day',
  model: 'By which model',
  models: [
    { value: 'then', label: 'The one of that day' },
    { value: 'active', label: 'The active one' },
  ],
  ask: 'Recompute',
  found: (name: string, day: string) => `${name} at the end of ${day}`,
  recorded: (tier: string, stage: string, version: number) =>
    `Recorded then: ${tier}, ${stage}, by version ${version} of the model.`,
  notRecorded: 'Nothing was recorded on that day.',
  columns: (version: number) => ['Score', 'Recorded then', `Recomputed by version ${version}`, 'Because of'],
  scores: { fit: 'Fit', engagement: 'Engagement', intent: 'Intent', coverage: 'Coverage' } satisfies Record<
    PastScoreLine['score'],
    string
  >,
  total: (total: number | null) => (total === null ? '–' : String(total)),
  reason: ({ label, points }: PastScoreLine['reasons'][number]) => `${FIT_FIELDS.points(points)} ${label}`,
  undated:
    'Activities, signals, deals and roles are taken as of that day. Company properties, job titles and the people of the account are taken as of now.',
};
