import type { CrmRecord } from '../../../hubspot/records/record.ts';
import { classifyCall, classifyEmail, classifyMeeting, type ClassifiedActivity } from './classify-activity.ts';

/** The CRM objects that are activities, with what is read of each. */
export const ENGAGEMENTS = {
  meetings: {
    properties: ['hs_timestamp', 'hs_meeting_start_time', 'hs_meeting_outcome', 'hs_meeting_title'],
    classify: classifyMeeting,
  },
  calls: {
    properties: ['hs_timestamp', 'hs_call_disposition', 'hs_call_direction', 'hs_call_title'],
    classify: classifyCall,
  },
  emails: {
    properties: ['hs_timestamp', 'hs_email_direction', 'hs_email_subject'],
    classify: classifyEmail,
  },
} as const satisfies Record<
  string,
  { properties: readonly string[]; classify: (properties: CrmRecord['properties']) => ClassifiedActivity | null }
>;
export type EngagementType = keyof typeof ENGAGEMENTS;
