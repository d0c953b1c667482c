import type { AccountFacts, ActivityFact, DealFacts, PersonFacts } from '../../src/domain/facts.ts';
import type { CrmRecord } from '../../src/hubspot/records/record.ts';
import type { PortalAssociation, PortalData, PortalObjectType, PortalRecord } from '../../src/sandbox/portal-data.ts';
import { splitSetOptions } from '../../src/storage/accounts/account-people.ts';
import type { PipelineStage } from '../../src/storage/mirror/pipeline-stages.ts';
import { COUNTER_RULES, countActivities } from '../../src/sync/pull/activities/count-activities.ts';
import { ENGAGEMENTS, type EngagementType } from '../../src/sync/pull/activities/engagements.ts';
import { EVENT_KINDS } from '../../src/sync/pull/activities/event-kinds.ts';
import { toCompany, toContact, toDeal } from '../../src/sync/pull/mirror/map-records.ts';
import { toActivities } from '../../src/sync/pull/mirror/mirror-activities.ts';

/**
 * The accounts of a portal as the app would hold them after its first sync, read by the app's own mappers, without its
 * database: what was observed until the export, of any age. By company id.
 */
export function toAccountFacts(data: PortalData): AccountFacts[] {
  const contacts = belonging(data.associations, 'contacts');
  const deals = belonging(data.associations, 'deals');
  const people = groupByCompany(data.objects.contacts.map(toPerson), ({ contactId }) => contacts.get(contactId));
  const dealsOf = groupByCompany(toDeals(data), ({ dealId }) => deals.get(dealId));
  const activities = groupByCompany(listActivities(data), ({ contactId }) => contacts.get(contactId));
  return data.objects.companies
    .map((record) => toCompany(toCrmRecord(record)))
    .toSorted((left, right) => (left.companyId < right.companyId ? -1 : 1))
    .map(({ companyId, name, properties, ownerId, createdAt }) => ({
      companyId,
      name,
      properties,
      ownerId,
      createdAt,
      timeZone: data.portal.timeZone,
      people: people.get(companyId) ?? [],
      activities: (activities.get(companyId) ?? []).toSorted((left, right) => left.occurredAt - right.occurredAt),
      deals: dealsOf.get(companyId) ?? [],
      signals: [],
      placeholders: [],
      playRuns: [],
      playFeedback: [],
    }));
}

function toCrmRecord({ id, properties, createdAt, updatedAt, history = {} }: PortalRecord): CrmRecord {
  const dated = Object.entries(history).map(([name, values]) => [
    name,
    values.map(({ value, timestamp }) => ({ value, timestamp: Date.parse(timestamp), sourceType: null })),
  ]);
  return {
    id,
    properties,
    history: Object.fromEntries(dated) as CrmRecord['history'],
    createdAt: Date.parse(createdAt),
    updatedAt: Date.parse(updatedAt),
    archived: false,
  };
}

/** The companies a record belongs to: its primary one alone, all it is linked to where none is primary. */
function belonging(associations: readonly PortalAssociation[], fromType: PortalObjectType): Map<string, string[]> {
  const links = associations.filter((link) => link.fromType === fromType && link.toType === 'companies');
  return new Map(
    [...Map.groupBy(links, ({ fromId }) => fromId)].map(([id, own]) => {
      const primary = own.filter((link) => link.primary);
      return [id, [...new Set((primary.length > 0 ? primary : own).map(({ toId }) => toId))]];
    }),
  );
}

function groupByCompany<T>(
  rows: readonly T[],
  companiesOf: (row: T) => readonly string[] | undefined,
): Map<string, T[]> {
  const grouped = new Map<string, T[]>();
  for (const row of rows) {
    for (const companyId of companiesOf(row) ?? []) {
      const held = grouped.get(companyId);
      if (held === undefined) grouped.set(companyId, [row]);
      else held.push(row);
    }
  }
  return grouped;
}

function toPerson(record: PortalRecord): PersonFacts {
  const { contactId, name, jobTitle, buyingRoles, optedOut, bounced } = toContact(toCrmRecord(record));
  return {
    contactId,
    name,
    title: jobTitle,
    ...splitSetOptions(buyingRoles),
    dealLabels: [],
    roleDecisions: [],
    optedOut,
    bounced,
  };
}

function toDeals({ portal, objects, pipelines, associations }: PortalData): DealFacts[] {
  const stages = pipelines.flatMap((pipeline) =>
    pipeline.stages.map((stage, position): PipelineStage => ({
      pipelineId: pipeline.id,
      stageId: stage.id,
      label: stage.label,
      pipelineLabel: pipeline.label,
      probability: Number(stage.probability),
      closed: stage.isClosed,
      position,
    })),
  );
  const links = associations.filter(({ fromType, toType }) => fromType === 'deals' && toType === 'contacts');
  const contactsOf = Map.groupBy(links, ({ fromId }) => fromId);
  return objects.deals.map((record) => {
    const { dealId, name, amount, state, createdAt, closedAt, stageId, pipelineId } = toDeal(
      toCrmRecord(record),
      stages,
    );
    const stage = stages.find((each) => each.stageId === stageId && each.pipelineId === pipelineId);
    const contactIds = [...new Set((contactsOf.get(dealId) ?? []).map(({ toId }) => toId))].toSorted();
    const { label: stageLabel = stageId, probability = null } = stage ?? {};
    const { companyCurrency: currency } = portal;
    return { dealId, name, amount, currency, stageLabel, probability, state, createdAt, closedAt, contactIds };
  });
}

function listActivities(data: PortalData): ActivityFact[] {
  const counted = COUNTER_RULES.filter(({ unlessEvents }) => unlessEvents === null);
  return [
    ...(Object.keys(ENGAGEMENTS) as EngagementType[]).flatMap((type) => listEngagements(data, type)),
    ...data.objects.contacts.flatMap((record) =>
      counted.flatMap((rule) => countActivities(rule, toCrmRecord(record), null).activities),
    ),
    ...data.events.flatMap(({ id, eventType, contactId: objectId, occurredAt, properties }) => {
      const kind = Object.values(EVENT_KINDS).find(({ pattern }) => pattern.test(eventType));
      if (kind === undefined) return [];
      const event = { id, eventType, objectType: 'contact', objectId, occurredAt: Date.parse(occurredAt), properties };
      return [{ activityId: `event:${id}`, contactId: objectId, ...kind.classify(event) }];
    }),
    ...data.marketingEvents.flatMap(({ id, name, participations }) =>
      participations.map(({ contactId, state, occurredAt }, index) => ({
        activityId: `marketing_event:${id}:${index}`,
        contactId,
        type: state === 'ATTENDED' ? ('event_attended' as const) : ('event_registered' as const),
        occurredAt: Date.parse(occurredAt),
        detail: name,
      })),
    ),
    ...data.adActivities.map(({ id, type, contactId, occurredAt }) => ({
      activityId: `ad:${id}`,
      contactId,
      type,
      detail: null,
      occurredAt: Date.parse(occurredAt),
    })),
  ];
}

function listEngagements({ objects, associations }: PortalData, type: EngagementType): ActivityFact[] {
  const links = associations.filter(({ fromType, toType }) => fromType === type && toType === 'contacts');
  const peopleOf = Map.groupBy(links, ({ fromId }) => fromId);
  return objects[type].flatMap((record) =>
    toActivities(
      type,
      toCrmRecord(record),
      (peopleOf.get(record.id) ?? []).map(({ toId }) => ({ toId, types: [] })),
    ),
  );
}
