import { HubSpotRejectedError } from '../../errors.ts';
import type { HubSpotClient } from '../../hubspot/client/client.ts';
import {
  createGroup,
  createProperties,
  listGroups,
  listProperties,
  updateProperty,
  type NewProperty,
  type Property,
  type PropertyOption,
} from '../../hubspot/portal/properties.ts';
import type { RoleLabels } from '../../domain/committee/role-labels.ts';
import type { Manifest, ManifestProperty } from '../../manifest/manifest.ts';
import { hasSameOptions, nameRoleOptions } from './role-options.ts';

export interface ProvisionReport {
  created: string[];
  /** Ours already, brought to the manifest's options. */
  updated: string[];
  /** A property of that name exists with another type, or deleted: it is left alone, and nothing is published into it. */
  conflicts: { name: string; problem: string }[];
}

/**
 * Makes the app's property group and company properties where they are missing, with roles called as `labels` say; can run any number
 * of times. `beforeMaking` is told of those that are missing, since nobody may be left to be told that they were made.
 */
export async function provisionProperties(
  client: HubSpotClient,
  manifest: Manifest,
  labels: RoleLabels,
  beforeMaking?: (names: string[]) => Promise<void>,
): Promise<ProvisionReport> {
  const { group } = manifest.companyProperties;
  const properties = manifest.companyProperties.properties.map((property) => nameRoleOptions(property, labels));
  const groups = await listGroups(client, 'companies');
  if (!groups.some((each) => each.name === group.name)) await ignoreTaken(createGroup(client, 'companies', group));
  const held = new Map((await listProperties(client, 'companies')).map((property) => [property.name, property]));
  const missing = properties.filter((property) => !held.has(property.name));
  if (missing.length > 0) await beforeMaking?.(missing.map(({ name }) => name));
  const definitions = missing.map((property) => toNewProperty(property, group.name));
  const created = (await createProperties(client, 'companies', definitions)).map(({ name }) => name);
  const report: ProvisionReport = { created, updated: [], conflicts: [] };
  const refused = missing.filter(({ name }) => !created.includes(name));
  if (refused.length > 0) await explainRefused(client, refused, report);
  for (const property of properties) {
    const existing = held.get(property.name);
    if (existing !== undefined) await reconcile(client, property, existing, report);
  }
  return report;
}

/** A name is taken by another process, which made it first, or by a property in HubSpot's archive. */
async function explainRefused(
  client: HubSpotClient,
  refused: readonly ManifestProperty[],
  report: ProvisionReport,
): Promise<void> {
  const live = new Set((await listProperties(client, 'companies')).map(({ name }) => name));
  const problem = "lies in HubSpot's archive of deleted properties: restore it there";
  report.conflicts.push(...refused.flatMap(({ name }) => (live.has(name) ? [] : [{ name, problem }])));
}

async function reconcile(
  client: HubSpotClient,
  wanted: ManifestProperty,
  existing: Property,
  report: ProvisionReport,
): Promise<void> {
  if (existing.type !== wanted.type) {
    const problem = `exists with type ${existing.type}, expected ${wanted.type}: rename or delete it`;
    report.conflicts.push({ name: wanted.name, problem });
    return;
  }
  const options = toOptions(wanted);
  if (hasSameOptions(wanted, existing.options)) return;
  // An option that people of the portal added stays: HubSpot replaces the whole list.
  const added = existing.options.filter((option) => !options.some((own) => own.value === option.value));
  const kept = added.map((option, index) => ({
    label: option.label,
    value: option.value,
    displayOrder: options.length + index,
    hidden: option.hidden ?? false,
  }));
  await updateProperty(client, 'companies', wanted.name, { options: [...options, ...kept] });
  report.updated.push(wanted.name);
}

function toNewProperty(property: ManifestProperty, groupName: string): NewProperty {
  const { name, label, description, type, fieldType } = property;
  const options = toOptions(property);
  return { name, label, description, type, fieldType, groupName, ...(options.length > 0 ? { options } : {}) };
}

function toOptions(property: ManifestProperty): PropertyOption[] {
  if (!('options' in property)) return [];
  return property.options.map(({ label, value }, displayOrder) => ({ label, value, displayOrder, hidden: false }));
}

/** Another process (or an earlier try) made it first: that is what was wanted. */
async function ignoreTaken(creation: Promise<unknown>): Promise<void> {
  try {
    await creation;
  } catch (error) {
    if (!(error instanceof HubSpotRejectedError && error.status === 409)) throw error;
  }
}
