import { toRoleId } from '../../../domain/committee/role-labels.ts';
import { ROLE_IDS } from '../../../domain/facts.ts';
import type { CrmRecord } from '../../../hubspot/records/record.ts';
import type { Company } from '../../../storage/mirror/companies.ts';
import type { Contact } from '../../../storage/mirror/contacts.ts';
import type { Deal } from '../../../storage/mirror/deals.ts';
import type { PipelineStage } from '../../../storage/mirror/pipeline-stages.ts';
import type { PropertyValues } from '../../../storage/tables/tables.ts';
import { parseTime } from '../activities/classify-activity.ts';

/** Every property of ours begins so (`manifest.ts` holds `app.json` to it). */
const OWN_PREFIX = 'roundtable_';

/** HubSpot company → mirror row; what the app writes into properties that are not its own (`stepped`) is unknown of it. */
export function toCompany(record: CrmRecord, stepped: ReadonlySet<string> = new Set()): Company {
  return {
    companyId: record.id,
    name: text(record.properties.name) ?? text(record.properties.domain) ?? `Company ${record.id}`,
    ownerId: text(record.properties.hubspot_owner_id),
    properties: withUnknown(contentOf(record), stepped),
    createdAt: parseTime(record.properties.createdate) ?? record.createdAt,
    updatedAt: record.updatedAt,
  };
}

function withUnknown(properties: PropertyValues, names: ReadonlySet<string>): PropertyValues {
  const held = [...names].filter((name) => name in properties);
  return held.length === 0 ? properties : { ...properties, ...Object.fromEntries(held.map((name) => [name, null])) };
}

/** HubSpot contact → mirror row. A role's date is that of the latest change of `hs_buying_role`, where its history was read. */
export function toContact(record: CrmRecord): Contact {
  const { properties } = record;
  const name = [text(properties.firstname), text(properties.lastname)].filter((part) => part !== null).join(' ');
  return {
    contactId: record.id,
    name: name || (text(properties.email) ?? `Contact ${record.id}`),
    email: text(properties.email),
    jobTitle: text(properties.jobtitle),
    buyingRoles: parseRoleOptions(properties.hs_buying_role).map((role) => ({
      role,
      setAt: roleSetAt(record, role),
    })),
    optedOut: properties.hs_email_optout === 'true',
    bounced: text(properties.hs_email_hard_bounce_reason_enum) !== null,
    ownerId: text(properties.hubspot_owner_id),
    properties: contentOf(record),
    createdAt: parseTime(properties.createdate) ?? record.createdAt,
    updatedAt: record.updatedAt,
  };
}

/** HubSpot deal → mirror row; whether it is won or lost is read off its pipeline's stage. */
export function toDeal(record: CrmRecord, stages: readonly PipelineStage[]): Deal {
  const { properties } = record;
  const stageId = text(properties.dealstage) ?? '';
  const pipelineId = text(properties.pipeline) ?? 'default';
  const stage = stages.find((each) => each.stageId === stageId && each.pipelineId === pipelineId);
  return {
    dealId: record.id,
    name: text(properties.dealname) ?? `Deal ${record.id}`,
    amount: readAmount(properties),
    pipelineId,
    stageId,
    state: dealState(stage, properties),
    ownerId: text(properties.hubspot_owner_id),
    properties: contentOf(record),
    closedAt: parseTime(properties.closedate),
    createdAt: parseTime(properties.createdate) ?? record.createdAt,
    updatedAt: record.updatedAt,
  };
}

/** In the portal's currency: HubSpot keeps `amount` in the deal's own, which is another where a portal has several. */
function readAmount(properties: CrmRecord['properties']): number | null {
  const amount = Number(text(properties.amount_in_home_currency) ?? text(properties.amount) ?? Number.NaN);
  return Number.isFinite(amount) ? amount : null;
}

/** What a `hs_buying_role` value (`;`-joined) holds: role ids, then options that the portal added, in one order. */
export function parseRoleOptions(value: string | null | undefined): string[] {
  const options = (value ?? '').split(';').flatMap((option) => option.trim() || []);
  const roles = new Set(options.map(toRoleId));
  const others = new Set(options.filter((option) => toRoleId(option) === null));
  return [...ROLE_IDS.filter((role) => roles.has(role)), ...[...others].sort()];
}

function dealState(stage: PipelineStage | undefined, properties: CrmRecord['properties']): Deal['state'] {
  if (properties.hs_is_closed_won === 'true') return 'won';
  if (properties.hs_is_closed === 'true') return 'lost';
  if (stage?.closed !== true) return 'open';
  return stage.probability === 1 ? 'won' : 'lost';
}

function roleSetAt(record: CrmRecord, role: string): number | null {
  let setAt: number | null = null;
  for (const { value, timestamp } of record.history.hs_buying_role ?? []) {
    if (!parseRoleOptions(value).includes(role)) break;
    setAt = timestamp;
  }
  return setAt;
}

/**
 * What is kept of a record: times of change and ids have columns of their own, and move without a change of content.
 * What we wrote into it is no content either: every publish would be a change.
 */
function contentOf(record: CrmRecord): Record<string, string | null> {
  const {
    hs_lastmodifieddate: _modified,
    lastmodifieddate: _contactModified,
    hs_object_id: _id,
    ...content
  } = record.properties;
  return Object.fromEntries(Object.entries(content).filter(([name]) => !name.startsWith(OWN_PREFIX)));
}

function text(value: string | null | undefined): string | null {
  const trimmed = value?.trim() ?? '';
  return trimmed === '' ? null : trimmed;
}
