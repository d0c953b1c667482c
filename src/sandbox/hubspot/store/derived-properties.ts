import type { ObjectTypeName } from '../object-types.ts';
import { OBJECT_TYPES } from '../object-types.ts';
import type { PortalStore } from './portal-store.ts';
import type { StoredRecord } from './stored-record.ts';

type Values = Record<string, string>;

/** What HubSpot itself sets on a record when it is created. */
export function creationProperties(type: ObjectTypeName, id: string, createdAt: string): Values {
  const system: Values = {
    hs_object_id: id,
    createdate: createdAt,
    [OBJECT_TYPES[type].modifiedProperty]: createdAt,
  };
  // Recorded creations of contacts and companies do not carry hs_createdate; engagements have it in addition to createdate.
  if (OBJECT_TYPES[type].required.length > 0) return { ...system, hs_createdate: createdAt };
  if (type !== 'contacts') return system;
  return {
    ...system,
    hs_all_contact_vids: id,
    hs_is_contact: 'true',
    hs_is_unworked: 'true',
    hs_pipeline: 'contacts-lifecycle-pipeline',
    hs_associated_target_accounts: '0',
    hs_sequences_actively_enrolled_count: '0',
    num_notes: '0',
  };
}

/** Values that HubSpot computes from the record's other values. */
export function derivedProperties(store: PortalStore, type: ObjectTypeName, record: StoredRecord): Values {
  const { properties } = record;
  switch (type) {
    case 'contacts':
      return contactValues(properties);
    case 'companies':
      return properties['domain'] && properties['website'] === undefined ? { website: properties['domain'] } : {};
    case 'deals':
      return dealValues(store, properties);
    case 'tasks':
      return taskValues(store, properties);
    default:
      return {};
  }
}

function contactValues(properties: Values): Values {
  const email = properties['email'] ?? '';
  const name = `${properties['firstname'] ?? ''} ${properties['lastname'] ?? ''}`.trim();
  const values: Values = {};
  if (email.includes('@')) values['hs_email_domain'] = email.slice(email.indexOf('@') + 1);
  if (name || email) values['hs_full_name_or_email'] = name || email;
  return values;
}

function dealValues(store: PortalStore, properties: Values): Values {
  const stage = store.pipelines
    .find((pipeline) => pipeline.id === properties['pipeline'])
    ?.stages.find((each) => each.id === properties['dealstage']);
  if (!stage) return {};
  const won = stage.isClosed && Number(stage.probability) === 1;
  return {
    hs_is_closed: String(stage.isClosed),
    hs_is_closed_won: String(won),
    hs_is_closed_lost: String(stage.isClosed && !won),
    hs_deal_stage_probability: stage.probability,
    ...('amount' in properties ? { amount_in_home_currency: properties['amount'] ?? '' } : {}),
  };
}

function taskValues(store: PortalStore, properties: Values): Values {
  const completed = properties['hs_task_status'] === 'COMPLETED';
  if (!completed) return { hs_task_is_completed: 'false' };
  return {
    hs_task_is_completed: 'true',
    hs_task_completion_date: properties['hs_task_completion_date'] ?? new Date(store.now()).toISOString(),
  };
}
