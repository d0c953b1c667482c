import { roundToTotal, withoutNoise } from '../explanation.ts';
import type { Explained, ScoreLine } from '../explanation.ts';
import { ROLE_IDS } from '../facts.ts';
import type { AccountFacts, RoleId } from '../facts.ts';
import { markDay } from '../marked-values.ts';
import type { CommitteeModel, Tier } from './committee-model.ts';
import type { CommitteeResult, RoleCoverage, RoleState } from './coverage-types.ts';
import { listClaims } from './list-candidates.ts';
import type { PersonTitle } from './list-candidates.ts';
import { findRisks } from './risks.ts';
import { ROLE_LABELS, wordRole, type RoleLabels } from './role-labels.ts';
import { describeUnheldRole } from './describe-gaps.ts';
import { indexTouches } from './touches.ts';
import { weighRoles } from './weigh-roles.ts';
import type { RoleHolding } from './weigh-roles.ts';

export interface CommitteeInput {
  facts: AccountFacts;
  model: CommitteeModel;
  /** Decides which roles are required; `null` for an account without a tier. */
  tier: Tier | null;
  /** Titles as classified; a person who is not listed has no title evidence. */
  titles: readonly PersonTitle[];
  /** What the portal calls the roles; HubSpot's own names where it is not given. */
  labels?: RoleLabels;
  now: number;
}

interface HeldRole {
  coverage: RoleCoverage;
  holding: RoleHolding;
}

/**
 * The buying committee of an account (`domain.md` §4): who holds which role, the coverage 0–100 with one line a
 * required role, and the risks. The coverage is `null` where the tier requires no role.
 */
export function assessCommittee(input: CommitteeInput): CommitteeResult {
  const { facts, model, tier, titles, labels = ROLE_LABELS, now } = input;
  const required = model.requiredRoles[tier ?? 'none'];
  const touches = indexTouches(facts, now);
  const holdings = weighRoles(listClaims({ facts, titles, model, now, touches }), required);
  const weights = new Map(required.map(({ role, weight }) => [role, weight]));
  const roles = ROLE_IDS.flatMap((role) => describeRole(role, holdings.get(role), weights.get(role), facts));
  const coverages = roles.map(({ coverage }) => coverage).sort(compareRoles);
  return {
    coverage: explainCoverage(
      roles.filter(({ coverage }) => coverage.required),
      input,
    ),
    roles: coverages,
    missingRoles: coverages.filter(({ required, state }) => required && state === 'missing').map(({ role }) => role),
    risks: findRisks({ facts, roles: coverages, tier, model, labels, now, touches }),
  };
}

function describeRole(
  role: RoleId,
  holding: RoleHolding = { value: 0, holder: null, fullIn: null, candidates: [] },
  weight: number | undefined,
  facts: AccountFacts,
): HeldRole[] {
  const placeholder = facts.placeholders.some((held) => held.role === role);
  const state: RoleState = holding.candidates[0]?.state ?? (placeholder ? 'placeholder' : 'missing');
  if (weight === undefined && state === 'missing') return [];
  const { value, candidates } = holding;
  return [
    { coverage: { role, weight: weight ?? 0, required: weight !== undefined, state, value, candidates }, holding },
  ];
}

/** Required roles first, by the weight of the gap; then the others, by what they count. Equal ones stay in the order of ROLE_IDS. */
function compareRoles(a: RoleCoverage, b: RoleCoverage): number {
  return (
    Number(b.required) - Number(a.required) || b.weight * (1 - b.value) - a.weight * (1 - a.value) || b.value - a.value
  );
}

function explainCoverage(required: readonly HeldRole[], input: CommitteeInput): Explained {
  const { labels = ROLE_LABELS } = input;
  const totalWeight = required.reduce((sum, { coverage }) => sum + coverage.weight, 0);
  if (totalWeight <= 0) return { total: null, lines: [] };
  const shares = required.map(({ coverage }) => withoutNoise((100 * coverage.weight * coverage.value) / totalWeight));
  const total = Math.round(withoutNoise(shares.reduce((sum, share) => sum + share, 0)));
  const points = roundToTotal(shares, total);
  const lines = required.map(({ coverage, holding }, index): ScoreLine => ({
    kind: 'role',
    label: labels[coverage.role],
    points: points[index] ?? 0,
    evidence: describeHolding(coverage, holding, input),
  }));
  return { total, lines };
}

function describeHolding(coverage: RoleCoverage, holding: RoleHolding, { facts, labels }: CommitteeInput): string {
  const { holder, fullIn } = holding;
  if (holder === null) {
    const placeholder = facts.placeholders.find(({ role }) => role === coverage.role);
    return describeUnheldRole([], placeholder) ?? 'nobody known';
  }
  const who = holder.title === null ? holder.name : `${holder.name}, ${holder.title}`;
  const touch =
    holder.lastTouchAt === null ? 'no activity' : `last activity ${holder.lastTouch} ${markDay(holder.lastTouchAt)}`;
  const gone = holder.bounced === true ? ', emails bounce' : '';
  const half = fullIn === null ? '' : `; counts half, in full as ${wordRole(fullIn, labels)}`;
  return `${holder.state}: ${who}${gone}, ${touch}${half}`;
}
