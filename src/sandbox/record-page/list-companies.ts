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

/** As many as HubSpot's own list shows at first. */
const PAGE_SIZE = 25;

/** The portal's companies as they are now, by the tier the app published, in it by engagement, then by name. */
export function listCompanies(store: PortalStore, { search, tier, page }: CompanyQuery): CompanyListView {
  const wanted = search.trim().toLowerCase();
  const found = [...store.records.companies.active()].filter((record) => matches(record, wanted));
  const tierCounts = { all: found.length, tier_1: 0, tier_2: 0, tier_3: 0, none: 0 };
  for (const record of found) tierCounts[tierOf(store, record)] += 1;
  const listed = tier === 'all' ? found : found.filter((record) => tierOf(store, record) === tier);
  const sorted = listed.sort((left, right) => byTierThenEngagement(store, left, right));
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

/** `none` comes last, although it sorts before `tier_…`; in a tier the most engaged come first. */
function byTierThenEngagement(store: PortalStore, left: StoredRecord, right: StoredRecord): number {
  const placeOf = (record: StoredRecord): string => tierOf(store, record).replace('none', 'tier_9');
  const engagementOf = (record: StoredRecord): number => readScore(store, record, 'roundtable_engagement') ?? -1;
  return (
    placeOf(left).localeCompare(placeOf(right)) ||
    engagementOf(right) - engagementOf(left) ||
    nameOf(left).localeCompare(nameOf(right), 'en')
  );
}

function readScore(store: PortalStore, record: StoredRecord, property: string): number | null {
  return parseNumber(readValue(store, 'companies', record, property));
}

function toRow(store: PortalStore, record: StoredRecord): CompanyRow {
  const score = (property: string): number | null => readScore(store, record, property);
  const value = (property: string): string | null => formatValue(store, 'companies', record, property);
  return {
    id: record.id,
    name: nameOf(record),
    domain: record.properties['domain'] || null,
    tier: readTier(store, record),
    stage: value('roundtable_stage'),
    fit: score('roundtable_fit'),
    engagement: score('roundtable_engagement'),
    coverage: score('roundtable_coverage'),
    missingRoles: value('roundtable_missing_roles'),
    nextPlay: value('roundtable_next_play'),
    owner: value('hubspot_owner_id'),
  };
}
