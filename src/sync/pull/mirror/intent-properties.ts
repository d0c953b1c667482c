import { intentStrength } from '../../../domain/intent/intent-strength.ts';
import { listTopics, NAMED_TOPIC_STRENGTH } from '../../../domain/intent/list-topics.ts';
import type { HubSpotClient } from '../../../hubspot/client/client.ts';
import type { CrmRecord } from '../../../hubspot/records/record.ts';
import { listCompanies } from '../../../storage/mirror/companies.ts';
import { listSignals, OWN_IDS, type Signal } from '../../../storage/mirror/signals.ts';
import { steppedBy } from '../../publish/target-properties.ts';
import type { MappedProperty, PortalSettings } from '../../settings/portal-settings.ts';
import type { SyncContext } from '../../sync-context.ts';
import { pulledProperties } from '../reading/pulled-properties.ts';
import { readRecords } from '../reading/read-records.ts';

interface Mapped extends MappedProperty {
  label: string;
}

/** What mapped properties say of companies: signals that are new or moved, and those whose value is gone. */
export interface MappedSignals {
  signals: Signal[];
  ended: Pick<Signal, 'signalId' | 'companyId'>[];
}

/**
 * The intent that the admin's mapped properties hold, as signals under ids of their own. Each is dated by its property's
 * last change, for which the histories of those companies are read where the value moved.
 */
export async function readMappedSignals(
  context: SyncContext,
  client: HubSpotClient,
  records: readonly CrmRecord[],
  settings: PortalSettings,
): Promise<MappedSignals> {
  const mapped = await listMapped(context, client, settings);
  if (mapped.length === 0) return { signals: [], ended: [] };
  const each = records.flatMap((record) => mapped.map((property) => read(record, property)));
  const held = await readHeld(context, client.portalId, each);
  const moved = each.filter((one) => hasMoved(one, held));
  const ids = [...new Set(moved.map(({ record }) => record.id))];
  const names = mapped.map(({ property }) => property);
  const { found } = await readRecords(context, client, 'companies', ids, names);
  const dated = new Map(found.map((record) => [record.id, record]));
  const signals = moved.flatMap(({ record, property }) => {
    const now = read(dated.get(record.id) ?? record, property).signals;
    // A topic that is named still keeps the day on which it came.
    return property.use === 'topics' ? now.filter((signal) => isNew(signal, held)) : now;
  });
  const ended = each.flatMap(({ record, property, signals }) => {
    const before = held.values.get(keyOf(record, property)) ?? null;
    const possible =
      property.use === 'topics' ? listTopics(before).map((topic) => topicId(record, property, topic)) : [];
    const stands = new Set(signals.map(({ signalId }) => signalId));
    const over = [signalIdOf(record, property), ...possible].filter((id) => !stands.has(id));
    return over.map((signalId) => ({ signalId, companyId: record.id }));
  });
  return { signals, ended };
}

interface Held {
  signals: ReadonlyMap<string, Signal>;
  /** By company and property. */
  values: ReadonlyMap<string, string | null>;
}

function hasMoved({ record, property, value, signals }: Read, held: Held): boolean {
  if (signals.length === 0) return false;
  const sameValue = held.values.get(keyOf(record, property)) === value;
  return !sameValue || signals.some((signal) => isNew(signal, held));
}

function isNew({ signalId, source, topic }: Signal, held: Held): boolean {
  const before = held.signals.get(signalId);
  return before?.source !== source || before.topic !== topic;
}

function keyOf({ id }: CrmRecord, { property }: Mapped): string {
  return `${id}\n${property}`;
}

/** Stable for a company and a property, so that a value that moves moves its signal. */
function signalIdOf({ id }: CrmRecord, { property }: Mapped): string {
  return `${OWN_IDS.property}${id}:${property}`;
}

/** Each topic that a property names is a signal of its own. */
function topicId(record: CrmRecord, property: Mapped, topic: string): string {
  return `${signalIdOf(record, property)}:${topic.toLowerCase()}`;
}

/** Whether a signal came from a property that is no longer mapped as intent, or not so, or not by this source. */
export function isUnmapped(signal: Pick<Signal, 'signalId' | 'source'>, mapped: readonly MappedProperty[]): boolean {
  const [kind, , property, ...topic] = signal.signalId.split(':');
  if (kind !== 'property') return false;
  const use = topic.length === 0 ? 'intent' : 'topics';
  return !mapped.some((each) => each.use === use && each.property === property && each.source === signal.source);
}

function isIntent({ use }: MappedProperty): boolean {
  return use === 'intent' || use === 'topics';
}

async function listMapped(context: SyncContext, client: HubSpotClient, settings: PortalSettings): Promise<Mapped[]> {
  const stepped = steppedBy(settings);
  const intent = settings.mappedProperties.filter((each) => isIntent(each) && !stepped.has(each.property));
  if (intent.length === 0) return [];
  const definitions = await pulledProperties(context, client, 'companies');
  const labels = new Map(definitions.map(({ name, label }) => [name, label]));
  return intent.flatMap((each) => {
    const label = labels.get(each.property);
    return label === undefined ? [] : [{ ...each, label: label || each.property }];
  });
}

interface Read {
  record: CrmRecord;
  property: Mapped;
  value: string | null;
  /** None where the value is unset or says nothing that is known. */
  signals: Signal[];
}

function read(record: CrmRecord, property: Mapped): Read {
  const value = record.properties[property.property] ?? null;
  const { source, label } = property;
  const occurredAt = record.history[property.property]?.[0]?.timestamp ?? record.updatedAt;
  const common = { companyId: record.id, source, occurredAt };
  if (property.use === 'topics') {
    const signals = listTopics(value).map((topic) => {
      return { ...common, signalId: topicId(record, property, topic), topic, strength: NAMED_TOPIC_STRENGTH };
    });
    return { record, property, value, signals };
  }
  const strength = intentStrength(value);
  const signal = { ...common, signalId: signalIdOf(record, property), topic: label };
  return { record, property, value, signals: strength === null ? [] : [{ ...signal, strength }] };
}

async function readHeld(context: SyncContext, portalId: number, each: readonly Read[]): Promise<Held> {
  const { kysely } = context.db;
  const companyIds = [...new Set(each.map(({ record }) => record.id))];
  const companies = await listCompanies(kysely, portalId, companyIds);
  const values = companies.flatMap(({ companyId, properties }) =>
    Object.entries(properties).map(([name, value]) => [`${companyId}\n${name}`, value] as const),
  );
  const ids = each.flatMap(({ signals }) => signals.map(({ signalId }) => signalId));
  return { signals: await listSignals(kysely, portalId, ids), values: new Map(values) };
}
