import type { PortalStore } from '../hubspot/store/portal-store.ts';
import type { StoredRecord } from '../hubspot/store/stored-record.ts';
import { formatValue, parseNumber, readValue } from './format-value.ts';
import type { CompanyListView, CompanyRow, TierFilter } from './record-page-data.ts';

export interface CompanyQuery {
  /** Part of a company's name or domain, case-insensitive. */
  search: string;
  tier: TierFilter;
  /** 1-based; a number beyond the last page shows the last page. */
  page: number;
}

const PAGE_SIZE = 100;

/** The portal's companies as they are now, by the tier the app published, then by name. */
export function listCompanies(store: PortalStore, { search, tier, page }: CompanyQuery): CompanyListView {
  const wanted = search.trim().toLowerCase();
  const found = [...store.records.companies.active()].filter((record) => matches(record, wanted));
  const tierCounts = { all: found.length, tier_1: 0, tier_2: 0, tier_3: 0, none: 0 };
  for (const record of found) tierCounts[tierOf(store, record)] += 1;
  const listed = tier === 'all' ? found : found.filter((record) => tierOf(store, record) === tier);
  const sorted = listed.sort((left, right) => byTierThenName(store, left, right));
  const pageCount = Math.max(1, Math.ceil(sorted.length / PAGE_SIZE));
  const shownPage = Math.min(page, pageCount);
  const rows = sorted.slice((shownPage - 1) * PAGE_SIZE, shownPage * PAGE_SIZE);
  return {
    rows: rows.map((record) => toRow(store, record)),
    total: sorted.length,
    page: shownPage,
    pageCount,
    tierCounts,
  };
}

/** The tier the app published on a company, with its label. */
export function readTier(store: PortalStore, record: StoredRecord): CompanyRow['tier'] {
  const value = readValue(store, 'companies', record, 'roundtable_tier');
  const label = formatValue(store, 'companies', record, 'roundtable_tier');
  return value === undefined || label === null ? null : { value, label };
}

export const nameOf = (record: StoredRecord): string =>
  record.properties['name'] || record.properties['domain'] || `Company ${record.id}`;

function matches({ properties }: StoredRecord, wanted: string): boolean {
  return [properties['name'], properties['domain']].some((value) => (value ?? '').toLowerCase().includes(wanted));
}

function tierOf(store: PortalStore, record: StoredRecord): Exclude<TierFilter, 'all'> {
  const value = readValue(store, 'companies', record, 'roundtable_tier');
  return value === 'tier_1' || value === 'tier_2' || value === 'tier_3' ? value : 'none';
}

/** `none` comes last, although it sorts before `tier_…`. */
function byTierThenName(store: PortalStore, left: StoredRecord, right: StoredRecord): number {
  const [first, second] = [left, right].map((each) => tierOf(store, each).replace('none', 'tier_9')) as [
    string,
    string,
  ];
  return first.localeCompare(second) || nameOf(left).localeCompare(nameOf(right), 'en');
}

function toRow(store: PortalStore, record: StoredRecord): CompanyRow {
  const score = (name: string): number | null => parseNumber(readValue(store, 'companies', record, name));
  return {
    id: record.id,
    name: nameOf(record),
    domain: record.properties['domain'] || null,
    tier: readTier(store, record),
    stage: formatValue(store, 'companies', record, 'roundtable_stage'),
    fit: score('roundtable_fit'),
    engagement: score('roundtable_engagement'),
    coverage: score('roundtable_coverage'),
    owner: formatValue(store, 'companies', record, 'hubspot_owner_id'),
  };
}
