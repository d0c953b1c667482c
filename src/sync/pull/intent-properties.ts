import { intentStrength } from '../../domain/intent/intent-strength.ts';
import type { HubSpotClient } from '../../hubspot/client.ts';
import type { CrmRecord } from '../../hubspot/record.ts';
import { listCompanies } from '../../storage/mirror/companies.ts';
import { listSignals, type Signal } from '../../storage/mirror/signals.ts';
import { readStepped } from '../publish/target-properties.ts';
import { readSettings, type MappedProperty } from '../settings/portal-settings.ts';
import type { SyncContext } from '../sync-context.ts';
import { pulledProperties } from './pulled-properties.ts';
import { readRecords } from './read-records.ts';

interface Mapped extends MappedProperty {
  label: string;
}

/** What mapped properties say of companies: signals that are new or moved, and ids of those whose value is gone. */
export interface MappedSignals {
  signals: Signal[];
  ended: string[];
}

/**
 * The intent that the admin's mapped properties hold, as signals under ids of their own. Each is dated by its property's
 * last change, for which the histories of those companies are read where the value moved.
 */
export async function readMappedSignals(
  context: SyncContext,
  client: HubSpotClient,
  records: readonly CrmRecord[],
): Promise<MappedSignals> {
  const mapped = await listMapped(context, client);
  if (mapped.length === 0) return { signals: [], ended: [] };
  const each = records.flatMap((record) => mapped.map((property) => toSignal(record, property)));
  const held = await readHeld(context, client.portalId, each);
  const moved = each.filter(({ signal, value, property }) => {
    if (signal === null) return false;
    const before = held.signals.get(signal.signalId);
    const sameValue = held.values.get(`${signal.companyId}\n${property.property}`) === value;
    return !sameValue || before?.source !== signal.source || before.topic !== signal.topic;
  });
  const ids = [...new Set(moved.map(({ record }) => record.id))];
  const names = mapped.map(({ property }) => property);
  const { found } = await readRecords(context, client, 'companies', ids, names);
  const dated = new Map(found.map((record) => [record.id, record]));
  const signals = moved.flatMap(({ record, property }) => {
    const { signal } = toSignal(dated.get(record.id) ?? record, property);
    return signal === null ? [] : [signal];
  });
  const ended = each.flatMap(({ signal, signalId }) => (signal === null ? [signalId] : []));
  return { signals, ended };
}

/** Stable for a company and a property, so that a value that moves moves its signal. */
function signalIdOf(companyId: string, property: string): string {
  return `property:${companyId}:${property}`;
}

/** Whether a signal came from a property that is no longer mapped as intent, or not by this source. */
export function isUnmapped(signal: Pick<Signal, 'signalId' | 'source'>, mapped: readonly MappedProperty[]): boolean {
  const [kind, , property] = signal.signalId.split(':');
  if (kind !== 'property') return false;
  return !mapped.some((each) => each.use === 'intent' && each.property === property && each.source === signal.source);
}

async function listMapped(context: SyncContext, client: HubSpotClient): Promise<Mapped[]> {
  const { mappedProperties } = await readSettings(context.db.kysely, client.portalId);
  const stepped = await readStepped(context.db.kysely, client.portalId);
  const intent = mappedProperties.filter(({ use, property }) => use === 'intent' && !stepped.has(property));
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
  signalId: string;
  /** `null` where the value is unset or says nothing that is known. */
  signal: Signal | null;
}

function toSignal(record: CrmRecord, property: Mapped): Read {
  const value = record.properties[property.property] ?? null;
  const strength = intentStrength(value);
  const signalId = signalIdOf(record.id, property.property);
  if (strength === null) return { record, property, value, signalId, signal: null };
  const occurredAt = record.history[property.property]?.[0]?.timestamp ?? record.updatedAt;
  const { source, label: topic } = property;
  const signal = { signalId, companyId: record.id, source, topic, strength, occurredAt };
  return { record, property, value, signalId, signal };
}

async function readHeld(
  context: SyncContext,
  portalId: number,
  each: readonly Read[],
): Promise<{ signals: Map<string, Signal>; values: Map<string, string | null> }> {
  const { kysely } = context.db;
  const companyIds = [...new Set(each.map(({ record }) => record.id))];
  const companies = await listCompanies(kysely, portalId, companyIds);
  const values = companies.flatMap(({ companyId, properties }) =>
    Object.entries(properties).map(([name, value]) => [`${companyId}\n${name}`, value] as const),
  );
  const signals = await listSignals(
    kysely,
    portalId,
    each.map(({ signalId }) => signalId),
  );
  return { signals, values: new Map(values) };
}
