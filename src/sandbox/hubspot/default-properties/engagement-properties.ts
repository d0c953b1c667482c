import type { DefaultProperty } from './property-definition.ts';
import { bool, dateTime, external, longText, number, select, text } from './property-definition.ts';

const COMMON: readonly DefaultProperty[] = [
  dateTime('hs_timestamp', 'Activity date'),
  text('hs_activity_type', 'Activity type'),
  external('hs_created_by', 'Created by user ID', 'readOnly'),
  text('hs_engagement_source', 'Engagement source', 'readOnly'),
  text('hs_attachment_ids', 'Attached file IDs'),
  longText('hs_body_preview', 'Body preview'),
  dateTime('createdate', 'Create date', 'readOnly'),
  dateTime('hs_lastmodifieddate', 'Last modified date', 'readOnly'),
];

export const MEETING_PROPERTIES: readonly DefaultProperty[] = [
  ...COMMON,
  text('hs_meeting_title', 'Meeting name'),
  longText('hs_meeting_body', 'Meeting description'),
  longText('hs_internal_meeting_notes', 'Internal meeting notes'),
  text('hs_meeting_location', 'Meeting location'),
  text('hs_meeting_external_url', 'External URL'),
  dateTime('hs_meeting_start_time', 'Meeting start time'),
  dateTime('hs_meeting_end_time', 'Meeting end time'),
  select('hs_meeting_outcome', 'Meeting outcome', [
    ['SCHEDULED', 'Scheduled'],
    ['COMPLETED', 'Completed'],
    ['RESCHEDULED', 'Rescheduled'],
    ['NO_SHOW', 'No show'],
    ['CANCELED', 'Canceled'],
  ]),
];

export const CALL_PROPERTIES: readonly DefaultProperty[] = [
  ...COMMON,
  text('hs_call_title', 'Call title'),
  longText('hs_call_body', 'Call notes'),
  number('hs_call_duration', 'Call duration'),
  text('hs_call_from_number', 'From number'),
  text('hs_call_to_number', 'To number'),
  select('hs_call_direction', 'Call direction', [
    ['INBOUND', 'Inbound'],
    ['OUTBOUND', 'Outbound'],
  ]),
  select('hs_call_disposition', 'Call outcome', [
    ['9d9162e7-6cf3-4944-bf63-4dff82258764', 'Busy'],
    ['f240bbac-87c9-4f6e-bf70-924b57d47db7', 'Connected'],
    ['a4c4c377-d246-4b32-a13b-75a56a4cd0ff', 'Left live message'],
    ['b2cf5968-551e-4856-9783-52b3da59a7d0', 'Left voicemail'],
    ['73a0d17f-1163-4015-bdd5-ec830791da20', 'No answer'],
    ['17b47fee-58de-441e-a44c-c6300d46f273', 'Wrong number'],
  ]),
  select('hs_call_status', 'Call status', [
    ['BUSY', 'Busy'],
    ['CALLING_CRM_USER', 'Calling CRM user'],
    ['CANCELED', 'Canceled'],
    ['COMPLETED', 'Completed'],
    ['CONNECTING', 'Connecting'],
    ['FAILED', 'Failed'],
    ['IN_PROGRESS', 'In progress'],
    ['MISSED', 'Missed'],
    ['NO_ANSWER', 'No answer'],
    ['QUEUED', 'Queued'],
    ['RINGING', 'Ringing'],
  ]),
];

export const EMAIL_PROPERTIES: readonly DefaultProperty[] = [
  ...COMMON,
  text('hs_email_subject', 'Email subject'),
  longText('hs_email_text', 'Text body'),
  longText('hs_email_html', 'HTML body'),
  longText('hs_email_headers', 'Email headers'),
  text('hs_email_from_email', 'Email from address', 'readOnly'),
  text('hs_email_to_email', 'Email to address', 'readOnly'),
  text('hs_email_thread_id', 'Email thread ID'),
  number('hs_email_open_count', 'Number of email opens'),
  number('hs_email_click_count', 'Number of email clicks'),
  number('hs_email_reply_count', 'Number of email replies'),
  select('hs_email_direction', 'Email direction', [
    ['EMAIL', 'Email'],
    ['INCOMING_EMAIL', 'Incoming email'],
    ['FORWARDED_EMAIL', 'Forwarded email'],
    ['DRAFT_EMAIL', 'Draft email'],
  ]),
  select('hs_email_status', 'Email send status', [
    ['BOUNCED', 'Bounced'],
    ['FAILED', 'Failed'],
    ['SCHEDULED', 'Scheduled'],
    ['SENDING', 'Sending'],
    ['SENT', 'Sent'],
  ]),
];

export const NOTE_PROPERTIES: readonly DefaultProperty[] = [...COMMON, longText('hs_note_body', 'Note body')];

export const TASK_PROPERTIES: readonly DefaultProperty[] = [
  ...COMMON,
  text('hs_task_subject', 'Task title'),
  longText('hs_task_body', 'Notes'),
  select('hs_task_status', 'Task status', [
    ['NOT_STARTED', 'Not started'],
    ['IN_PROGRESS', 'In progress'],
    ['WAITING', 'Waiting'],
    ['COMPLETED', 'Completed'],
    ['DEFERRED', 'Deferred'],
  ]),
  select('hs_task_priority', 'Priority', [
    ['NONE', 'None'],
    ['LOW', 'Low'],
    ['MEDIUM', 'Medium'],
    ['HIGH', 'High'],
  ]),
  select('hs_task_type', 'Task type', [
    ['EMAIL', 'Email'],
    ['CALL', 'Call'],
    ['LINKED_IN', 'LinkedIn'],
    ['MEETING', 'Meeting'],
    ['LINKED_IN_CONNECT', 'LinkedIn - connect'],
    ['LINKED_IN_MESSAGE', 'LinkedIn - message'],
    ['TODO', 'To-do'],
  ]),
  dateTime('hs_task_completion_date', 'Completed at', 'readOnly'),
  text('hs_task_reminders', 'Reminder'),
  bool('hs_task_is_completed', 'Is completed', 'calculated'),
  external('hs_queue_membership_ids', 'Queues'),
];

export const COMMUNICATION_PROPERTIES: readonly DefaultProperty[] = [
  ...COMMON,
  longText('hs_communication_body', 'Communication body'),
  text('hs_communication_logged_from', 'Logged from'),
  select('hs_communication_channel_type', 'Channel type', [
    ['SMS', 'SMS'],
    ['LINKEDIN_MESSAGE', 'LinkedIn message'],
    ['WHATS_APP', 'WhatsApp'],
  ]),
];
