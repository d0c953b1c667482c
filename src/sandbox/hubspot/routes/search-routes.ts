import { validationError } from '../api-error.ts';
import type { Answer, Call, Endpoint } from '../http/endpoint.ts';
import { endpoint } from '../http/endpoint.ts';
import type { PropertyDefinition } from '../default-properties/property-definition.ts';
import type { ObjectType } from '../object-types.ts';
import type { PortalStore } from '../store/portal-store.ts';
import type { StoredRecord } from '../store/stored-record.ts';
import { indexedProperties } from '../store/stored-record.ts';
import { comparisonKey, compileFilter } from './match-filter.ts';
import type { Filter, SearchBody } from './object-schemas.ts';
import { searchBody } from './object-schemas.ts';
import { objectTypeOf, readScopes } from './object-type-param.ts';
import { presentRecord } from './present-record.ts';
import { searchCandidates } from './search-candidates.ts';
import { selectionOf } from './selection.ts';

type Values = Record<string, string>;
type Predicate = (values: Values, record: StoredRecord) => boolean;
/** A record and its values in the index. */
interface Found {
  record: StoredRecord;
  values: Values;
}
type SearchCall = Call<unknown, SearchBody>;

const MOST_PER_PAGE = 200;
const MOST_RESULTS = 10_000;
/** Filter groups, filters per group, filters in total (doc). */
const MOST_GROUPS = 5;
const MOST_FILTERS_IN_GROUP = 6;
const MOST_FILTERS = 18;

/** The properties that the free-text `query` searches. */
const QUERY_PROPERTIES = [
  'name',
  'domain',
  'website',
  'phone',
  'firstname',
  'lastname',
  'email',
  'company',
  'dealname',
];

/**
 * Matches against the index, which lags behind the records; returns the records as they are now; omits records archived
 * since but still counts them in `total` (all three recorded).
 */
function search(call: SearchCall): Answer {
  const type = objectTypeOf(call.params['objectType']);
  const { limit, after } = call.body;
  const offset = Number(after ?? 0);
  checkLimits(call.body, offset);
  const selection = selectionOf(call, type, { properties: call.body.properties ?? undefined });
  const matches = findMatches(call, type);
  const page = matches.slice(offset, offset + limit).filter((record) => record.archivedAt === undefined);
  const next = offset + limit;
  return {
    status: 200,
    body: {
      total: matches.length,
      results: page.map((record) => presentRecord(call.store, type, record, selection)),
      ...(next < matches.length ? { paging: { next: { after: String(next) } } } : {}),
    },
  };
}

function checkLimits({ limit, filterGroups }: SearchBody, offset: number): void {
  if (limit > MOST_PER_PAGE) throw validationError(`limit must be at most ${MOST_PER_PAGE}`);
  if (!Number.isInteger(offset) || offset < 0) throw validationError('after must be an integer');
  if (offset + limit > MOST_RESULTS) {
    throw validationError(`Search results are limited to ${MOST_RESULTS}; paging beyond them is not possible`);
  }
  const filters = filterGroups.reduce((sum, group) => sum + group.filters.length, 0);
  const tooMany = filterGroups.some((group) => group.filters.length > MOST_FILTERS_IN_GROUP);
  if (filterGroups.length > MOST_GROUPS || filters > MOST_FILTERS || tooMany) {
    throw validationError(
      `A search has at most ${MOST_GROUPS} filterGroups of ${MOST_FILTERS_IN_GROUP} filters, ${MOST_FILTERS} in all`,
    );
  }
}

function findMatches(call: SearchCall, type: ObjectType): StoredRecord[] {
  const { store, body } = call;
  const table = store.records[type.name];
  const matches = compileQuery(call, type);
  const found: Found[] = [];
  const nowMs = store.now();
  for (const record of searchCandidates(table, body, nowMs)) {
    const values = indexedProperties(record, nowMs);
    if (values && matches(values, record)) found.push({ record, values });
  }
  return sorted(call, type, found).map(({ record }) => record);
}

/** Sorted by the first sort (HubSpot accepts one), then by id. */
function sorted(call: SearchCall, type: ObjectType, found: Found[]): Found[] {
  const [sort] = call.body.sorts;
  if (!sort) return found.sort((left, right) => Number(left.record.id) - Number(right.record.id));
  const { propertyName } = sort;
  const keyOf = comparisonKey(definitionOf(call, type, propertyName).type);
  const sign = sort.direction === 'DESCENDING' ? -1 : 1;
  const keyed = found.map(({ record, values }) => ({
    record,
    values,
    key: keyOf(values[propertyName] ?? ''),
    id: Number(record.id),
  }));
  return keyed.sort((left, right) => sign * compareKeys(left.key, right.key) || left.id - right.id);
}

/** Unset values come last when ascending. */
function compareKeys(left: number | string, right: number | string): number {
  const leftUnset = left === '' || Number.isNaN(left);
  const rightUnset = right === '' || Number.isNaN(right);
  if (leftUnset || rightUnset) return Number(leftUnset) - Number(rightUnset);
  return left < right ? -1 : left > right ? 1 : 0;
}

function compileQuery(call: SearchCall, type: ObjectType): Predicate {
  const groups = call.body.filterGroups.map((group) => group.filters.map((filter) => compile(call, type, filter)));
  const words = (call.body.query ?? '')
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return (values, record) => {
    if (groups.length > 0 && !groups.some((filters) => filters.every((accepts) => accepts(values, record))))
      return false;
    if (words.length === 0) return true;
    const text = QUERY_PROPERTIES.map((name) => values[name] ?? '')
      .join(' ')
      .toLowerCase();
    return words.every((word) => text.includes(word));
  };
}

function compile(call: SearchCall, type: ObjectType, filter: Filter): Predicate {
  checkOperands(filter);
  const other = /^associations\.(.+)$/.exec(filter.propertyName)?.[1];
  if (other !== undefined) return associationPredicate(call.store, type, objectTypeOf(other), filter);
  return compileFilter(filter, definitionOf(call, type, filter.propertyName));
}

function checkOperands({ propertyName, operator, value, highValue, values }: Filter): void {
  const needsValues = operator === 'IN' || operator === 'NOT_IN';
  const needsNone = operator === 'HAS_PROPERTY' || operator === 'NOT_HAS_PROPERTY';
  const fine = needsNone || (needsValues ? (values?.length ?? 0) > 0 : value !== undefined);
  if (fine && (operator !== 'BETWEEN' || highValue !== undefined)) return;
  throw validationError(
    `operator ${operator} of ${propertyName} lacks its ${needsValues ? 'values' : 'value or highValue'}`,
  );
}

function associationPredicate(store: PortalStore, type: ObjectType, to: ObjectType, filter: Filter): Predicate {
  const ids = filter.operator === 'IN' ? (filter.values ?? []) : [filter.value ?? ''];
  return (_values, record) => {
    const linked = store.associations.linked(type.name, record.id, to.name);
    return ids.some((id) => linked.has(id));
  };
}

function definitionOf(call: SearchCall, type: ObjectType, name: string): PropertyDefinition {
  const definition = call.store.properties[type.name].definitions.get(name);
  if (definition) return definition;
  call.noteViolation('unknown_property', `${type.name}.${name} is searched by but is no property of the portal`);
  throw validationError('There was a problem with the request.', {
    errors: [
      {
        message: `Property "${name}" does not exist`,
        code: 'PROPERTY_DOESNT_EXIST',
        context: { propertyName: [name] },
      },
    ],
  });
}

export const SEARCH_ROUTES: readonly Endpoint[] = [
  endpoint({
    method: 'post',
    path: '/crm/objects/2026-09/:objectType/search',
    limit: 'search',
    scopes: readScopes,
    body: searchBody,
    answer: search,
  }),
];
