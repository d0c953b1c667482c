import { PLAN_KINDS, type PlanKind } from '../../../domain/facts.ts';
import type { CrmRecord } from '../../../hubspot/records/record.ts';
import { MAPPED_ITEM, replaceMappedItems, type PlanItem } from '../../../storage/accounts/account-plans.ts';
import { listPropertyOptions } from '../../../storage/mirror/property-definitions.ts';
import type { Db } from '../../../storage/tables/tables.ts';
import type { MappedProperty, PortalSettings } from '../../settings/portal-settings.ts';

/** More of one property nobody reads before a call. */
const MOST_VALUES = 10;
const LONGEST = 500;

/** A property that says something of the account plan, with the labels of its options. */
interface PlanProperty extends MappedProperty {
  use: PlanKind;
  labels: ReadonlyMap<string, string>;
}

/**
 * Keeps what mapped properties of companies just read say of their plans: of a choice of several each by itself. An item
 * is dated by the change that brought it. @returns the companies whose plans changed
 */
export async function keepMappedPlans(
  db: Db,
  portalId: number,
  records: readonly CrmRecord[],
  settings: PortalSettings,
): Promise<string[]> {
  const mapped = await listPlanProperties(db, portalId, settings);
  if (mapped.length === 0) return [];
  const items = records.flatMap((record) => mapped.flatMap((property) => toItems(record, property)));
  const companyIds = records.map(({ id }) => id);
  return replaceMappedItems(db, portalId, companyIds, items);
}

async function listPlanProperties(
  db: Db,
  portalId: number,
  { mappedProperties }: PortalSettings,
): Promise<PlanProperty[]> {
  const properties: PlanProperty[] = [];
  for (const { property, use, source } of mappedProperties) {
    const kind = PLAN_KINDS.find((each) => each === use);
    if (kind === undefined) continue;
    const options = await listPropertyOptions(db, portalId, 'companies', property);
    const labels = new Map(options.map(({ value, label }) => [value, label]));
    properties.push({ property, use: kind, source, labels });
  }
  return properties;
}

function toItems(record: CrmRecord, { property, use, source, labels }: PlanProperty): PlanItem[] {
  const value = record.properties[property]?.trim() ?? '';
  // A text may hold a semicolon; a choice of several is joined by them.
  const values = labels.size === 0 ? [value] : value.split(';').map((each) => each.trim());
  return [...new Set(values)]
    .filter((each) => each !== '')
    .slice(0, MOST_VALUES)
    .map((each, index) => ({
      companyId: record.id,
      itemId: `${MAPPED_ITEM}${property}:${labels.size === 0 ? index : each}`,
      kind: use,
      text: (labels.get(each) ?? each).slice(0, LONGEST),
      notedAt: record.updatedAt,
      notedBy: source,
    }));
}
