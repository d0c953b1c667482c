import { ROLE_IDS, type RoleId } from '../facts.ts';

/** What each role is called. */
export type RoleLabels = Readonly<Record<RoleId, string>>;

/** What the roles are called where the portal has not renamed the options of its `hs_buying_role`. */
export const ROLE_LABELS: RoleLabels = {
  DECISION_MAKER: 'Decision maker',
  BUDGET_HOLDER: 'Budget holder',
  CHAMPION: 'Champion',
  EXECUTIVE_SPONSOR: 'Executive sponsor',
  INFLUENCER: 'Influencer',
  LEGAL_AND_COMPLIANCE: 'Legal & compliance',
  PROCUREMENT: 'Procurement',
  END_USER: 'End user',
  BLOCKER: 'Blocker',
  OTHER: 'Other',
};

/** An option of the portal's `hs_buying_role`. */
export interface RoleOption {
  value: string;
  label: string;
}

/** How a portal calls the roles, and the options it has besides them. */
export interface PortalRoles {
  labels: RoleLabels;
  /** Options it added itself: no roles of ours, unless the model says which one each counts as. */
  others: readonly RoleOption[];
}

/** Reads the options of a portal's `hs_buying_role`. HubSpot's own "Decision Maker" is our "Decision maker". */
export function readPortalRoles(options: readonly RoleOption[]): PortalRoles {
  const own = options.flatMap(({ value, label }) => {
    const role = toRoleId(value);
    const name = label.trim();
    return role === null || name === '' || isAlike(name, ROLE_LABELS[role]) ? [] : [[role, name] as const];
  });
  return {
    labels: { ...ROLE_LABELS, ...Object.fromEntries(own) },
    others: options.filter(({ value }) => value.trim() !== '' && toRoleId(value) === null),
  };
}

/** The role an option's value stands for, compared without case; `null` for one that a portal added. */
export function toRoleId(value: string): RoleId | null {
  const id = value.trim().toUpperCase();
  return ROLE_IDS.find((role) => role === id) ?? null;
}

/** Every role as a choice, by its name. */
export function listRoleChoices(labels: RoleLabels): RoleOption[] {
  return ROLE_IDS.map((value) => ({ value, label: labels[value] }));
}

/** A role within a sentence: "budget holder"; a name the portal gave stays as it is written. */
export function wordRole(role: RoleId, labels: RoleLabels = ROLE_LABELS): string {
  return labels[role] === ROLE_LABELS[role] ? ROLE_LABELS[role].toLowerCase() : labels[role];
}

/** A text of ours with every role that the portal renamed called by its own name. */
export function renameRoles(text: string, labels: RoleLabels): string {
  const renamed = ROLE_IDS.filter((role) => labels[role] !== ROLE_LABELS[role]);
  return renamed.reduce(
    (named, role) => named.replaceAll(new RegExp(String.raw`\b${ROLE_LABELS[role]}\b`, 'gi'), () => labels[role]),
    text,
  );
}

function isAlike(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
