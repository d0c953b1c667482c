import { ROLE_LABELS, toRoleId, type RoleLabels, type RoleOption } from '../../domain/committee/role-labels.ts';
import type { ManifestProperty } from '../../manifest/manifest.ts';

/** A property of ours with options that stand for roles called as the portal calls them; any other as it is. */
export function nameRoleOptions(property: ManifestProperty, labels: RoleLabels): ManifestProperty {
  if (!listsRoles(property)) return property;
  return { ...property, options: property.options.map(({ value }) => ({ value, label: nameOption(value, labels) })) };
}

/** Whether HubSpot has all options of a property of ours and, of roles, under these names. What people added is theirs. */
export function hasSameOptions(wanted: ManifestProperty, held: readonly RoleOption[]): boolean {
  const options = 'options' in wanted ? wanted.options : [];
  const known = new Map(held.map(({ value, label }) => [value, label]));
  return options.every(({ value, label }) => (listsRoles(wanted) ? known.get(value) === label : known.has(value)));
}

type OptionsProperty = Extract<ManifestProperty, { options: unknown }>;

/** Whether all options of a property are roles. */
export function listsRoles(property: ManifestProperty): property is OptionsProperty {
  return 'options' in property && property.options.every(({ value }) => toRoleId(value) !== null);
}

/** Two options of one name could not be told apart: a role that took the name of another keeps its own beside it. */
function nameOption(value: string, labels: RoleLabels): string {
  const role = toRoleId(value);
  if (role === null) return value;
  const isTaken = Object.entries(labels).some(
    ([other, label]) => other !== role && label.toLowerCase() === labels[role].toLowerCase(),
  );
  return isTaken && labels[role] !== ROLE_LABELS[role] ? `${labels[role]} (${ROLE_LABELS[role]})` : labels[role];
}
