import type { Tier } from '../../domain/committee/committee-model.ts';
import { listPropertyDefinitions, listPropertyOptions } from '../../storage/mirror/property-definitions.ts';
import { addPublished, type HeldValues } from '../../storage/accounts/published-properties.ts';
import { markStale } from '../../storage/accounts/stale-accounts.ts';
import type { Db } from '../../storage/tables/tables.ts';
import type { CrmRecord } from '../../hubspot/records/record.ts';
import { TARGET_NAMES, type PortalSettings } from '../settings/portal-settings.ts';
import type { PropertyValues } from './property-values.ts';
import { isSameValue, type ComparedProperty } from './same-value.ts';

const [TARGET, PROFILE] = TARGET_NAMES;
const PROFILE_VALUES = ['tier_1', 'tier_2', 'tier_3'] as const;

/** HubSpot's own properties of target accounts, which the app keeps in step with the tier where the admin wants it. */
export const TARGET_PROPERTIES: readonly ComparedProperty[] = [
  { name: TARGET, type: 'bool', fieldType: 'booleancheckbox' },
  { name: PROFILE, type: 'enumeration', fieldType: 'select' },
];

/**
 * The names of those that the portal wants kept in step. What is in them is what the app wrote: it is content of no
 * company, so that no score feeds on a tier.
 */
export function steppedBy({ keepTargetAccounts }: PortalSettings): ReadonlySet<string> {
  return new Set(keepTargetAccounts ? TARGET_NAMES : []);
}

/** Those of them that can be written: the portal has the property, with the options it is given. */
export async function readWritable(db: Db, portalId: number, settings: PortalSettings): Promise<ReadonlySet<string>> {
  const stepped = steppedBy(settings);
  return stepped.size === 0 ? stepped : findWritable(db, portalId);
}

/** Those that the app could keep in step in this portal. */
export async function findWritable(db: Db, portalId: number): Promise<ReadonlySet<string>> {
  const known = await listPropertyDefinitions(db, portalId, 'companies', TARGET_NAMES);
  const options = new Set((await listPropertyOptions(db, portalId, 'companies', PROFILE)).map(({ value }) => value));
  const takesTiers = PROFILE_VALUES.every((value) => options.has(value));
  return new Set(known.flatMap(({ name }) => (name === PROFILE && !takesTiers ? [] : [name])));
}

/** The values wanted of an account by its tier, of the properties in `names`. */
export function targetValues(tier: Tier | null, names: ReadonlySet<string>): PropertyValues {
  const values = { [TARGET]: String(tier !== null), [PROFILE]: tier === null ? '' : `tier_${tier}` };
  return Object.fromEntries(Object.entries(values).filter(([name]) => names.has(name)));
}

/**
 * Takes what HubSpot holds of a company that was just read as what it was last given, where nothing was given yet: from
 * then on only what differs is written. Those accounts are marked, to be compared.
 */
export async function adoptHeld(
  db: Db,
  portalId: number,
  records: readonly CrmRecord[],
  settings: PortalSettings,
): Promise<void> {
  const names = await readWritable(db, portalId, settings);
  if (names.size === 0) return;
  const held = records.map(({ id, properties }): HeldValues => {
    const read = [...names].filter((name) => name in properties);
    return { companyId: id, values: Object.fromEntries(read.map((name) => [name, toHeld(name, properties[name])])) };
  });
  await markStale(db, portalId, await addPublished(db, portalId, held), 'target accounts kept in step', {
    urgent: false,
  });
}

/** Whether HubSpot holds what it was given; nobody's target account is no target account. */
export function isSameTarget(property: ComparedProperty, given: string, held: string | null | undefined): boolean {
  return isSameValue(property, given, toHeld(property.name, held));
}

function toHeld(name: string, value: string | null | undefined): string {
  return (value ?? '') === '' && name === TARGET ? 'false' : (value ?? '');
}
