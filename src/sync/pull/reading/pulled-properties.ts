import type { HubSpotClient } from '../../../hubspot/client/client.ts';
import { listPropertyDefinitions, type PropertyDefinition } from '../../../storage/mirror/property-definitions.ts';
import { readPropertyDefinitions } from '../../install/read-definitions.ts';
import { steppedBy } from '../../publish/target-properties.ts';
import { readSettings } from '../../settings/portal-settings.ts';
import type { SyncContext } from '../../sync-context.ts';
import { ENGAGEMENTS } from '../activities/engagements.ts';
import { readNamedProperties } from './named-properties.ts';
import type { RecordType } from './record-types.ts';

/** Names the ids of the records that were merged into this one, joined by `;`. */
export const MERGED_IDS = 'hs_merged_object_ids';

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
  MERGED_IDS,
];

const CONTACT = [
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
  MERGED_IDS,
];

const DEAL = [
  'dealname',
  'pipeline',
  'dealstage',
  'amount',
  'amount_in_home_currency',
  'createdate',
  'closedate',
  'hubspot_owner_id',
  'hs_is_closed',
  'hs_is_closed_won',
  MERGED_IDS,
];

/** What is read of every portal's records, whatever it chose. */
export const ALWAYS_READ = { companies: COMPANY, contacts: CONTACT, deals: DEAL };

/**
 * The properties to read of a type: what the app shows and, of companies, our own (somebody may overwrite them) and
 * whatever the model's versions and the admin's mapping name. What the portal has no property for is left out: one
 * unknown name and HubSpot refuses the whole batch (recorded: `PROPERTY_DOESNT_EXIST`).
 */
export async function pulledProperties(
  context: SyncContext,
  client: HubSpotClient,
  type: RecordType,
): Promise<PropertyDefinition[]> {
  const { kysely } = context.db;
  const { portalId } = client;
  if (type !== 'companies' && type !== 'contacts' && type !== 'deals') {
    return ENGAGEMENTS[type].properties.map((name) => ({ name, label: name, type: 'string' }));
  }
  const own = context.manifest.companyProperties.properties.map(({ name }) => name);
  const wanted = [...ALWAYS_READ[type], ...(type === 'companies' ? own : [])];
  const names = [...new Set([...wanted, ...(await readNamed(context, portalId, type))])];
  const known = await listPropertyDefinitions(kysely, portalId, type, names);
  if (known.length > 0) return known;
  await readPropertyDefinitions(context, client, [type]);
  return listPropertyDefinitions(kysely, portalId, type, names);
}

/** What people named: of companies in models, mappings and plays; of contacts who somebody reports to. */
async function readNamed(
  { db: { kysely } }: SyncContext,
  portalId: number,
  type: keyof typeof ALWAYS_READ,
): Promise<string[]> {
  if (type === 'deals') return [];
  const settings = await readSettings(kysely, portalId);
  if (type === 'companies') {
    return [...(await readNamedProperties(kysely, portalId, settings)), ...steppedBy(settings)];
  }
  return settings.managerProperty === null ? [] : [settings.managerProperty];
}
