import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createEmptyPortal } from '../../src/sandbox/empty-portal.ts';
import type { PortalData, PortalRecord } from '../../src/sandbox/portal-data.ts';
import type { Client, Json } from '../sandbox/hubspot/portal-fixture.ts';
import { INDEX_UNCERTAIN_MS } from './known-differences.ts';
import { SHARED_HUBSPOT } from './hubspot-schemas.ts';

/** One recorded request and HubSpot's answer to it. */
export interface Exchange {
  method: string;
  path: string;
  reqBody: Json;
  status: number;
  resBody: Json;
  headers: { Date: string };
}

export function readExchanges(name: string): Exchange[] {
  const all = JSON.parse(readFileSync(join(SHARED_HUBSPOT, 'recorded/exchanges', name), 'utf8')) as Exchange[];
  return all.filter((each) => each.path.startsWith('/crm/v3/objects/'));
}

/** Values a recording cannot share with a replay: ids and times. */
const OWN_VALUES = new Set([
  'createdate',
  'lastmodifieddate',
  'hs_lastmodifieddate',
  'hs_object_id',
  'hs_all_contact_vids',
]);

/** Custom properties of the recorded portal; what else it asks for it did not have (absent from the answers). */
const CUSTOM: PortalData['customProperties'] = {
  contacts: [
    { name: 'text_field', label: 'Text', type: 'string', fieldType: 'text' },
    { name: 'number_field', label: 'Number', type: 'number', fieldType: 'number' },
    { name: 'date_field', label: 'Date', type: 'date', fieldType: 'date' },
  ],
};

/** The portal before the recording: every record that was found before it was created. */
export function impliedPortal(exchanges: readonly Exchange[], type: 'companies' | 'contacts'): PortalData {
  const data = createEmptyPortal({ portalId: 1, name: 'Recorded', timeZone: 'UTC', companyCurrency: 'USD' });
  data.customProperties = CUSTOM;
  const seen = new Set<string>();
  for (const { path, resBody } of exchanges) {
    for (const result of (resBody.results ?? []) as Json[]) {
      if (seen.has(result.id)) continue;
      seen.add(result.id);
      if (!path.endsWith('/batch/create')) data.objects[type].push(toRecord(result));
    }
  }
  return data;
}

function toRecord({ id, properties, createdAt, updatedAt }: Json): PortalRecord {
  const values = Object.entries(properties as Record<string, string | null>).filter(([, value]) => value !== null);
  return { id, properties: Object.fromEntries(values) as Record<string, string>, createdAt, updatedAt };
}

export interface Replay {
  /** `<where>: <fault>`. */
  faults: string[];
  compared: number;
  /** Answers that hang on how far HubSpot's index had got. */
  uncertain: number;
}

/** Sends each recorded request at its recorded time and compares the answers; ids are those of the replay. */
export async function replay(
  exchanges: readonly Exchange[],
  call: Client['call'],
  setNow: (ms: number) => void,
): Promise<Replay> {
  const ids = new Map<string, string>();
  const touchedAt = new Map<string, number>();
  const keys = keysById(exchanges);
  const outcome: Replay = { faults: [], compared: 0, uncertain: 0 };
  for (const [index, exchange] of exchanges.entries()) {
    if (exchange.status === 429) continue;
    const nowMs = Date.parse(exchange.headers.Date);
    setNow(nowMs);
    const path = exchange.path.replace('/crm/v3/', '/crm/').replace('/objects/', '/objects/2026-09/');
    const answer = await call(exchange.method, path, mapIds(exchange.reqBody, ids));
    const where = `${index} ${path}`;
    const isSearch = path.endsWith('/search');
    if (isSearch && mentionsRecent(exchange, touchedAt, nowMs)) {
      outcome.uncertain += 1;
      if (answer.status !== exchange.status) outcome.faults.push(`${where}: status ${answer.status}`);
      continue;
    }
    outcome.compared += 1;
    outcome.faults.push(...compare(where, exchange, answer, ids));
    if (!isSearch) noteTouched(exchange, touchedAt, keys, nowMs);
  }
  return outcome;
}

function mapIds(body: Json, ids: ReadonlyMap<string, string>): Json {
  if (!body.inputs) return body;
  return {
    ...body,
    inputs: body.inputs.map((input: Json) =>
      input.id ? Object.assign({}, input, { id: ids.get(input.id) ?? input.id }) : input,
    ),
  };
}

/** The email or domain a record is looked for by is the key to what was written lately. */
const keysOf = (properties: Json): string[] =>
  [properties?.email, properties?.domain].filter((key) => typeof key === 'string');

/** Every email or domain a record has in the recording, by its id: a change leaves the old one in the index for a while. */
function keysById(exchanges: readonly Exchange[]): Map<string, Set<string>> {
  const keys = new Map<string, Set<string>>();
  for (const { resBody } of exchanges) {
    for (const { id, properties } of (resBody.results ?? []) as Json[]) {
      keys.set(id, new Set([...(keys.get(id) ?? []), ...keysOf(properties)]));
    }
  }
  return keys;
}

function noteTouched(
  { reqBody, resBody }: Exchange,
  touchedAt: Map<string, number>,
  keys: ReadonlyMap<string, ReadonlySet<string>>,
  nowMs: number,
): void {
  for (const { id } of [...reqBody.inputs, ...(resBody.results ?? [])] as Json[]) {
    for (const key of [id, ...(keys.get(id) ?? [])]) if (key) touchedAt.set(key, nowMs);
  }
}

function mentionsRecent(
  { reqBody, resBody }: Exchange,
  touchedAt: ReadonlyMap<string, number>,
  nowMs: number,
): boolean {
  const sought = (reqBody.filterGroups as Json[]).flatMap((group) =>
    group.filters.map((filter: Json) => filter.value as string),
  );
  const shown = (resBody.results as Json[]).map((result) => result.id as string);
  return [...sought, ...shown].some((key) => nowMs - (touchedAt.get(key) ?? -Infinity) < INDEX_UNCERTAIN_MS);
}

function compare(
  where: string,
  { status, resBody }: Exchange,
  answer: { status: number; body: Json },
  ids: Map<string, string>,
): string[] {
  if (answer.status !== status)
    return [`${where}: status ${answer.status}, recorded ${status}: ${JSON.stringify(answer.body)}`];
  if (status === 204) return answer.body === '' ? [] : [`${where}: a body, recorded none`];
  const faults = compareKeys(where, resBody, answer.body);
  if ('total' in resBody && resBody.total !== answer.body.total)
    faults.push(`${where}: total ${answer.body.total}, recorded ${resBody.total}`);
  const recorded = sortByKey(resBody.results);
  const ours = sortByKey(answer.body.results);
  if (recorded.length !== ours.length)
    return [...faults, `${where}: ${ours.length} results, recorded ${recorded.length}`];
  recorded.forEach((result, index) => {
    const own = ours[index];
    ids.set(result.id, own.id);
    faults.push(...compareKeys(`${where} results.${index}`, result, own));
    faults.push(...compareKeys(`${where} results.${index} properties`, result.properties, own.properties));
    faults.push(...compareValues(`${where} results.${index}`, result.properties, own.properties));
  });
  return faults;
}

/** HubSpot's order within a batch is not that of the request (recorded both ways). */
const sortByKey = (results: Json[]): Json[] =>
  results.toSorted((left, right) => (String(keysOf(left.properties)) < String(keysOf(right.properties)) ? -1 : 1));

function compareKeys(where: string, recorded: Json, own: Json): string[] {
  const lacks = Object.keys(recorded).filter((key) => !(key in own));
  const has = Object.keys(own).filter((key) => !(key in recorded));
  return [...lacks.map((key) => `${where}: lacks ${key}`), ...has.map((key) => `${where}: has ${key}`)];
}

function compareValues(where: string, recorded: Json, own: Json): string[] {
  return Object.entries(recorded)
    .filter(([name, value]) => name in own && !OWN_VALUES.has(name) && own[name] !== value)
    .map(
      ([name, value]) =>
        `${where} properties.${name}: is ${JSON.stringify(own[name])}, recorded ${JSON.stringify(value)}`,
    );
}
