import type { DefaultProperty } from './property-definition.ts';
import { dateTime, external, longText, select, text } from './property-definition.ts';

export const TICKET_PROPERTIES: readonly DefaultProperty[] = [
  text('subject', 'Ticket name'),
  longText('content', 'Ticket description'),
  external('hs_pipeline', 'Pipeline'),
  external('hs_pipeline_stage', 'Ticket status'),
  select('hs_ticket_priority', 'Priority', [
    ['LOW', 'Low'],
    ['MEDIUM', 'Medium'],
    ['HIGH', 'High'],
  ]),
  dateTime('closed_date', 'Close date'),
  dateTime('createdate', 'Create date', 'readOnly'),
  dateTime('hs_lastmodifieddate', 'Last modified date', 'readOnly'),
];
