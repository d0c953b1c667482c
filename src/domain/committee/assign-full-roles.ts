import { compareText } from '../compare-text.ts';
import { ROLE_IDS, type RoleId } from '../facts.ts';

/** What a role would count through one person, 0–1. */
export interface RoleValue {
  contactId: string;
  role: RoleId;
  value: number;
  /** 0–1: how sure it is that the person holds the role. */
  confidence: number;
  /** When they were last in touch, epoch ms; `null` where they never were. */
  lastTouchAt: number | null;
}

interface Gain extends Pick<RoleValue, 'contactId' | 'lastTouchAt'> {
  roleIndex: number;
  gain: number;
}

/** What full confidence adds to a gain: less than any difference of weights or values a model makes. */
const SURER = 1e-6;

/** Under this a difference is rounding noise of the sums. */
const NOISE = 1e-9;

/**
 * In which one role each person counts fully (in any other they count half), chosen so that
 * `Σ weight · max over people` is as large as it can be. A maximum-weight matching of people and roles: counting
 * in full matters only for the person through whom the role is best, so each role needs one. Solved exactly, by
 * dynamic programming over sets of roles; with R roles only the R best of each role can matter. Of equally good
 * assignments the one of the surer roles is taken, then that of the roles that come first, by ROLE_IDS, and of those
 * who were in touch last, then by id: the order of `values` never matters.
 */
export function assignFullRoles(
  values: readonly RoleValue[],
  weights: ReadonlyMap<RoleId, number>,
): ReadonlyMap<string, RoleId> {
  const roles = ROLE_IDS.filter((role) => weights.has(role));
  const gains = roles.flatMap((role, roleIndex) =>
    listGains(values, role, roleIndex, weights.get(role) ?? 0, roles.length),
  );
  const people = [...new Set(gains.toSorted(compareTouched).map(({ contactId }) => contactId))];
  const chosen = solve(people, gains, roles.length);
  return new Map(
    people.flatMap((contactId, index) => {
      const role = roles[chosen[index] ?? -1];
      return role === undefined ? [] : [[contactId, role] as const];
    }),
  );
}

/** What each of a role's best people adds over the half the role has anyway. */
function listGains(
  values: readonly RoleValue[],
  role: RoleId,
  roleIndex: number,
  weight: number,
  limit: number,
): Gain[] {
  const claims = values.filter((claim) => claim.role === role);
  const half = Math.max(0, ...claims.map(({ value }) => value)) / 2;
  return claims
    .filter(({ value }) => weight * (value - half) > NOISE)
    .map(({ contactId, lastTouchAt, value, confidence }) => ({
      contactId,
      lastTouchAt,
      roleIndex,
      gain: weight * (value - half) + SURER * confidence,
    }))
    .sort((a, b) => b.gain - a.gain || compareTouched(a, b))
    .slice(0, limit);
}

/** Who was in touch last comes first. */
function compareTouched(a: Gain, b: Gain): number {
  return (b.lastTouchAt ?? 0) - (a.lastTouchAt ?? 0) || compareText(a.contactId, b.contactId);
}

/** The role index of each person in a best matching, −1 for none. */
function solve(people: readonly string[], gains: readonly Gain[], roleCount: number): number[] {
  const sets = 2 ** roleCount;
  let best: number[] = Array.from({ length: sets }, (_, set) => (set === 0 ? 0 : -1));
  const choices: number[][] = [];
  for (const contactId of people) {
    const next = [...best];
    const choice: number[] = best.map(() => -1);
    for (const { contactId: gaining, roleIndex, gain } of gains) {
      if (gaining !== contactId) continue;
      const bit = 1 << roleIndex;
      for (let set = 0; set < sets; set++) {
        const before = best[set] ?? -1;
        if (before < 0 || (set & bit) !== 0) continue;
        if (before + gain > (next[set | bit] ?? -1) + NOISE) {
          next[set | bit] = before + gain;
          choice[set | bit] = roleIndex;
        }
      }
    }
    best = next;
    choices.push(choice);
  }
  return traceBack(choices, best);
}

function traceBack(choices: readonly (readonly number[])[], best: readonly number[]): number[] {
  let set = best.reduce((top, value, index) => (value > (best[top] ?? 0) + NOISE ? index : top), 0);
  const chosen: number[] = [];
  for (const choice of choices.toReversed()) {
    const role = choice[set] ?? -1;
    chosen.unshift(role);
    if (role >= 0) set &= ~(1 << role);
  }
  return chosen;
}
