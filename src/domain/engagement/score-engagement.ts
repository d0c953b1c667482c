import { ACTIVITY_KINDS } from '../committee/touches.ts';
import { WEEK_MS } from '../day-ms.ts';
import { roundToTotal } from '../explanation.ts';
import type { ScoreLine } from '../explanation.ts';
import type { ActivityFact, ActivityType, PersonFacts } from '../facts.ts';
import { markDay } from '../marked-values.ts';
import type { EngagementResult } from '../scores.ts';
import { findDecayState, readDepth, readTotal } from './account-depth.ts';
import type { AccountDepth, RoleLookup } from './account-depth.ts';
import { sumOf } from './decay-state.ts';
import type { DecayState } from './decay-state.ts';
import type { EngagementModel } from './engagement-model.ts';
import { openReading, shareByType } from './person-engagement.ts';
import { isSurging } from './surge.ts';

/** Points in a week from which a score is said to rise or fall. */
const TREND_STEP = 5;

/**
 * Engagement 0–100 of `domain.md` §2 at `now` (epoch ms). Only activities of `people` count. Lines: each person × type takes its share of
 * the account's depth, scaled to the score; shares that round to nothing have no line.
 */
export function scoreEngagement(
  people: readonly PersonFacts[],
  activities: readonly ActivityFact[],
  roleOf: RoleLookup,
  model: EngagementModel,
  now: number,
): EngagementResult {
  const before = now - WEEK_MS;
  const weekAgo = readTotal(findDecayState(people, activities, model, before), roleOf, model, before);
  const state = findDecayState(people, activities, model, now);
  const depth = readDepth(state, roleOf, model, now);
  return {
    total: depth.total,
    lines: explain({ depth, state, people, roleOf }, model, now),
    trend: nameTrend(depth.total - weekAgo),
    surging: isSurging(state, model, now),
    byPerson: Object.fromEntries(depth.people.map(({ contactId, total }) => [contactId, roundToCents(total)])),
    weekAgo,
  };
}

/** The direction of a score that changed by so many points in a week; a few points are noise. */
export function nameTrend(change: number): EngagementResult['trend'] {
  if (change >= TREND_STEP) return 'rising';
  return change <= -TREND_STEP ? 'falling' : 'steady';
}

interface ToExplain {
  depth: AccountDepth;
  state: Readonly<DecayState>;
  people: readonly PersonFacts[];
  roleOf: RoleLookup;
}

function explain({ depth, state, people, roleOf }: ToExplain, model: EngagementModel, now: number): ScoreLine[] {
  const reading = openReading(model, now);
  const names = new Map(people.map(({ contactId, name }) => [contactId, name]));
  const parts = depth.people.flatMap(({ contactId }, index) =>
    shareByType(state.people.get(contactId) ?? [], roleOf(contactId), reading).map(({ type, share }) => ({
      contactId,
      type,
      points: (depth.total * model.depthDecay ** index * share) / depth.depth,
    })),
  );
  const rounded = roundToTotal(
    parts.map(({ points }) => points),
    depth.total,
  );
  const lines: ScoreLine[] = [];
  for (const [index, { contactId, type }] of parts.entries()) {
    const points = rounded[index] ?? 0;
    if (points <= 0) continue;
    const label = `${names.get(contactId) ?? contactId}: ${ACTIVITY_KINDS[type].word}`;
    lines.push({ kind: 'activity', label, points, evidence: describe(state, contactId, type) });
  }
  return lines.sort((a, b) => b.points - a.points);
}

/** `3 counted, latest 12 Nov (Pricing)`. */
function describe(state: Readonly<DecayState>, contactId: string, type: ActivityType): string {
  const counted = sumOf(state, contactId, type)?.counted ?? [];
  const latest = counted.at(-1);
  if (latest === undefined) return 'nothing counted';
  const detail = latest.detail === null ? '' : ` (${latest.detail})`;
  return `${counted.length} counted, latest ${markDay(latest.occurredAt)}${detail}`;
}

function roundToCents(value: number): number {
  return Math.round(value * 100) / 100;
}
