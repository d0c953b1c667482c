import type { DefaultProperty } from './property-definition.ts';
import { bool, dateTime, external, longText, number, select, text } from './property-definition.ts';

export const DEAL_PROPERTIES: readonly DefaultProperty[] = [
  text('dealname', 'Deal Name'),
  external('pipeline', 'Pipeline'),
  external('dealstage', 'Deal Stage'),
  number('amount', 'Amount'),
  number('amount_in_home_currency', 'Amount in company currency', 'calculated'),
  dateTime('closedate', 'Close Date'),
  select('dealtype', 'Deal Type', [
    ['newbusiness', 'New Business'],
    ['existingbusiness', 'Existing Business'],
  ]),
  longText('description', 'Deal Description'),
  text('closed_lost_reason', 'Closed Lost Reason'),
  text('closed_won_reason', 'Closed Won Reason'),
  bool('hs_is_closed', 'Is Deal Closed?', 'calculated'),
  bool('hs_is_closed_won', 'Is Closed Won', 'calculated'),
  bool('hs_is_closed_lost', 'Is Closed Lost', 'calculated'),
  number('hs_deal_stage_probability', 'Deal probability', 'calculated'),
  number('num_associated_contacts', 'Number of Associated Contacts', 'calculated'),
  number('num_notes', 'Number of Sales Activities', 'calculated'),
  dateTime('notes_last_contacted', 'Last Contacted', 'calculated'),
  dateTime('notes_last_updated', 'Last Activity Date', 'calculated'),
  dateTime('createdate', 'Create Date', 'readOnly'),
  dateTime('hs_lastmodifieddate', 'Last Modified Date', 'readOnly'),
];
