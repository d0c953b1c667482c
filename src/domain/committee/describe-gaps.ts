import type { PlaceholderFact, RoleId } from '../facts.ts';
import type { CommitteeResult, RiskId, RoleCandidate, RoleCoverage } from './coverage-types.ts';
import { ROLE_LABELS, wordRole, type RoleLabels } from './role-labels.ts';

/** Risks that say of a role themselves that nobody is known to hold it. */
export const TOLD_BY: Readonly<Partial<Record<RiskId, RoleId>>> = {
  tier1_no_sponsor: 'EXECUTIVE_SPONSOR',
  no_budget_holder_late: 'BUDGET_HOLDER',
};

/**
 * How a role stands that nobody is known to hold, in words that go on after its name: "only suggested: confirm Ana Ruiz or 2 others",
 * "not a contact yet: their CFO, starts in May". `null` where not even a placeholder holds it.
 */
export function describeUnheldRole(
  candidates: readonly RoleCandidate[],
  placeholder: Pick<PlaceholderFact, 'note'> | undefined,
): string | null {
  const [first] = candidates.toSorted((a, b) => Number(a.bounced === true) - Number(b.bounced === true));
  if (first !== undefined) {
    const others = candidates.length - 1;
    const more = others === 0 ? '' : ` or ${others === 1 ? '1 other' : `${others} others`}`;
    return `only suggested: confirm ${first.name}${more}`;
  }
  if (placeholder === undefined) return null;
  return placeholder.note === '' ? 'not a contact yet' : `not a contact yet: ${placeholder.note}`;
}

/** Required roles that nobody holds and no risk speaks of, as sentences: missing ones, and those of whom a placeholder tells. */
export function listGaps(
  { roles, risks }: Pick<CommitteeResult, 'roles' | 'risks'>,
  placeholders: readonly PlaceholderFact[],
  labels: RoleLabels = ROLE_LABELS,
): string[] {
  const told = new Set(risks.map(({ id }) => TOLD_BY[id]));
  const open = roles.filter(({ required, role }) => required && !told.has(role));
  const inState = (state: RoleCoverage['state']): RoleId[] =>
    open.filter((each) => each.state === state).map(({ role }) => role);
  const missing = inState('missing').map((role) => wordRole(role, labels));
  const noContacts = inState('placeholder').map((role) => {
    const note = placeholders.find((each) => each.role === role)?.note ?? '';
    return note === '' ? wordRole(role, labels) : `${wordRole(role, labels)} (${note})`;
  });
  return [
    ...(missing.length === 0 ? [] : [`Nobody is known as ${missing.join(', ')}`]),
    ...(noContacts.length === 0 ? [] : [`Not a contact yet: ${noContacts.join(', ')}`]),
  ];
}
