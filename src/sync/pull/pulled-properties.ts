import type { Model } from '../../domain/model/model.ts';

const COMPANY = [
  'name',
  'domain',
  'industry',
  'numberofemployees',
  'annualrevenue',
  'country',
  'state',
  'city',
  'lifecyclestage',
  'hubspot_owner_id',
];

export const CONTACT_PROPERTIES: readonly string[] = [
  'firstname',
  'lastname',
  'email',
  'jobtitle',
  'hs_buying_role',
  'lifecyclestage',
  'hubspot_owner_id',
  'hs_email_optout',
  'hs_email_hard_bounce_reason_enum',
  'hs_email_open',
  'hs_email_last_open_date',
  'hs_email_click',
  'hs_email_last_click_date',
  'hs_analytics_num_page_views',
  'hs_analytics_last_timestamp',
  'num_conversion_events',
  'recent_conversion_date',
  'recent_conversion_event_name',
];

export const DEAL_PROPERTIES: readonly string[] = [
  'dealname',
  'pipeline',
  'dealstage',
  'amount',
  'createdate',
  'closedate',
  'hubspot_owner_id',
  'hs_is_closed',
  'hs_is_closed_won',
];

/** The company properties to read: what the app shows, and whatever the model's criteria name. */
export function companyProperties(model: Model): string[] {
  const ofModel = [...model.fit.criteria, ...model.fit.disqualifiers].map((criterion) => criterion.property);
  return [...new Set([...COMPANY, ...ofModel])];
}
