import {
  CALL_DISPOSITION,
  DEMO_FORM,
  FORM_SUBMISSION_EVENT,
  formSubmissionProperties,
  PAGE_VISIT_EVENT,
  pageVisitProperties,
} from '../activity-properties.ts';
import type { EmailCounter } from '../email-counters.ts';
import type { PortalAdActivity, PortalMarketingEvent, PortalObjectType } from '../portal-data.ts';

/** The free-text cells of an activity row that HubSpot has a property for. */
export interface ActivityText {
  subject: string | null;
  body: string | null;
  pagePath: string | null;
}

/** Where an Enterprise portal stores activities of one type, and with which properties. */
export type ActivityKind =
  | {
      store: 'object';
      objectType: PortalObjectType;
      /** The property for the subject, and the one for the body. */
      subject: string | null;
      body: string;
      properties: (at: string) => Record<string, string>;
    }
  | { store: 'event'; eventType: string; properties: (text: ActivityText) => Record<string, string> }
  | { store: 'counter'; counter: EmailCounter }
  | { store: 'marketing_event'; state: PortalMarketingEvent['participations'][number]['state'] }
  | { store: 'ad'; type: PortalAdActivity['type'] };

function pageVisit(knownPath: string | null, knownTitle: string | null): ActivityKind {
  return {
    store: 'event',
    eventType: PAGE_VISIT_EVENT,
    properties: ({ pagePath, subject }) =>
      pageVisitProperties({ path: pagePath ?? knownPath, title: subject ?? knownTitle }),
  };
}

function formSubmission(knownName: string | null, knownPath: string | null): ActivityKind {
  return {
    store: 'event',
    eventType: FORM_SUBMISSION_EVENT,
    properties: ({ pagePath, subject }) => formSubmissionProperties(knownName ?? subject, pagePath ?? knownPath),
  };
}

function email(direction: 'EMAIL' | 'INCOMING_EMAIL'): ActivityKind {
  return {
    store: 'object',
    objectType: 'emails',
    subject: 'hs_email_subject',
    body: 'hs_email_text',
    properties: () => ({ hs_email_direction: direction, hs_email_status: 'SENT' }),
  };
}

function call(disposition: string, status: 'COMPLETED' | 'NO_ANSWER'): ActivityKind {
  return {
    store: 'object',
    objectType: 'calls',
    subject: 'hs_call_title',
    body: 'hs_call_body',
    properties: () => ({
      hs_call_disposition: disposition,
      hs_call_direction: 'OUTBOUND',
      hs_call_status: status,
    }),
  };
}

const MEETING: ActivityKind = {
  store: 'object',
  objectType: 'meetings',
  subject: 'hs_meeting_title',
  body: 'hs_meeting_body',
  properties: (at) => ({ hs_meeting_outcome: 'COMPLETED', hs_meeting_start_time: at }),
};
const NOTE: ActivityKind = {
  store: 'object',
  objectType: 'notes',
  subject: null,
  body: 'hs_note_body',
  properties: () => ({}),
};
const TASK: ActivityKind = {
  store: 'object',
  objectType: 'tasks',
  subject: 'hs_task_subject',
  body: 'hs_task_body',
  properties: () => ({}),
};

/** Every activity type an export may hold. */
export const ACTIVITY_KINDS: ReadonlyMap<string, ActivityKind> = new Map<string, ActivityKind>([
  ['PAGE_VIEW', pageVisit(null, null)],
  ['PRICING_PAGE_VIEW', pageVisit('/pricing', 'Pricing')],
  ['FORM_SUBMISSION', formSubmission(null, null)],
  ['DEMO_REQUEST', formSubmission(DEMO_FORM, '/demo')],
  ['EMAIL_OPEN', { store: 'counter', counter: 'hs_email_open' }],
  ['EMAIL_CLICK', { store: 'counter', counter: 'hs_email_click' }],
  ['EMAIL_SENT', email('EMAIL')],
  ['EMAIL_REPLY', email('INCOMING_EMAIL')],
  ['MEETING', MEETING],
  ['CALL_CONNECTED', call(CALL_DISPOSITION.connected, 'COMPLETED')],
  ['CALL_NO_ANSWER', call(CALL_DISPOSITION.noAnswer, 'NO_ANSWER')],
  ['EVENT_ATTENDED', { store: 'marketing_event', state: 'ATTENDED' }],
  ['EVENT_REGISTERED', { store: 'marketing_event', state: 'REGISTERED' }],
  ['AD_CLICK', { store: 'ad', type: 'ad_click' }],
  ['AD_IMPRESSION', { store: 'ad', type: 'ad_impression' }],
  ['NOTE', NOTE],
  ['TASK', TASK],
]);
