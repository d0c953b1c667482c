import type { PastScoreLine } from './model-past-data.ts';
import { FIT_FIELDS } from './model-texts.ts';

/* Every sentence about the scores of an earlier day. */

export const PAST = {
  title: 'What an account scored on an earlier day',
  explain:
    'Of the last 400 days. Activities are kept for as long: of a day long ago only those are seen that are less than 400 days old today, so that its scores come out lower than they were. The record id is the last number of the address of a company in HubSpot.',
  company: 'Record id of the company',
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
  notRecorded: 'Nothing was recorded of it then.',
  columns: (version: number) => ['Score', 'Recorded then', `Recomputed by version ${version}`, 'Because of'],
  scores: { fit: 'Fit', engagement: 'Engagement', intent: 'Intent', coverage: 'Coverage' } satisfies Record<
    PastScoreLine['score'],
    string
  >,
  total: (total: number | null) => (total === null ? '–' : String(total)),
  reason: ({ label, points }: PastScoreLine['reasons'][number]) => `${FIT_FIELDS.points(points)} ${label}`,
  undated:
    'What people did, signals, deals and roles are taken as of that day; company properties, job titles and who belongs to the account as of now.',
};
