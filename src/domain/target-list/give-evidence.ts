import type { Tier } from '../committee/committee-model.ts';
import { ROLE_LABELS, wordRole, type RoleLabels } from '../committee/role-labels.ts';
import type { RoleId } from '../facts.ts';
import type { AccountResult } from '../scores.ts';
import { byRank, type KeptAssignment } from './keep-tiers.ts';

/** A change of engagement under this says little. */
const NOTABLE_POINTS = 3;
const NOTABLE_INTENT = 20;

/**
 * Who would lose a seat if all went by the scores: its name, and the tier it would move to; `null` is off the list. Approving the
 * one that comes moves nobody else: each leaves by its own proposal.
 */
interface Displaced {
  name: string;
  to: Tier | null;
}

/**
 * What speaks for a change, in short: engagement against a week ago, roles with somebody active, intent, and from whom the seat would come.
 * Roles are named, people are not. `displaced` is of `findDisplaced`.
 */
export function giveEvidence(
  { engagement, intent, committee, fit }: Pick<AccountResult, 'engagement' | 'intent' | 'committee' | 'fit'>,
  displaced: Displaced | null,
  labels: RoleLabels = ROLE_LABELS,
): string[] {
  const lines: string[] = [];
  if (fit.disqualifiedBy !== null) lines.push(`disqualified: ${fit.disqualifiedBy}`);
  const risen = engagement.total - engagement.weekAgo;
  if (Math.abs(risen) >= NOTABLE_POINTS) lines.push(`${risen > 0 ? '+' : '−'}${Math.abs(risen)} engagement in a week`);
  if (engagement.surging) lines.push('surging');
  const active = committee.roles.filter(({ state }) => state === 'engaged');
  if (active.length > 0) lines.push(`${listRoles(active, labels)} active`);
  if (intent.total >= NOTABLE_INTENT) lines.push(`intent ${intent.total}`);
  if (displaced !== null) lines.push(describeDisplaced(displaced));
  return lines;
}

/**
 * Which account would lose its seat in a tier, by the id of the one that would come in; nobody falls for a seat that is
 * free, or that somebody leaves who rises.
 */
export function findDisplaced(
  kept: readonly KeptAssignment[],
  rules: readonly { tier: Tier; seats: number }[],
): Map<string, KeptAssignment> {
  const displaced = new Map<string, KeptAssignment>();
  for (const { tier, seats } of rules) {
    const arriving = kept.filter((each) => each.wanted === tier && each.tier !== tier).toSorted(byRank);
    const holders = kept.filter((each) => each.tier === tier);
    const rises = ({ wanted }: KeptAssignment): boolean => wanted !== null && wanted < tier;
    const falling = holders.filter((each) => each.wanted !== tier && !rises(each)).toSorted(byRank);
    const free = Math.max(0, seats - holders.length + holders.filter(rises).length);
    for (const [index, arrival] of arriving.slice(free).entries()) {
      const leaver = falling.at(-1 - index);
      if (leaver !== undefined) displaced.set(arrival.companyId, leaver);
    }
  }
  return displaced;
}

function describeDisplaced({ name, to }: Displaced): string {
  return `the seat would come from ${name}, which the scores would ${to === null ? 'take off the list' : `move to Tier ${to}`}`;
}

function listRoles(roles: readonly { role: RoleId }[], labels: RoleLabels): string {
  const names = roles.map(({ role }, index) => (index === 0 ? labels[role] : wordRole(role, labels)));
  return new Intl.ListFormat('en').format(names);
}
