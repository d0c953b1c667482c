import { DAY_MS } from '../day-ms.ts';
import type { ActivityType, RoleId } from '../facts.ts';
import { isWithin } from '../is-within.ts';
import type { PersonTouches } from './touches.ts';

interface BehaviourRule {
  role: RoleId;
  types: readonly ActivityType[];
  /** What the activity's detail (page path, form name) must say, if anything. */
  detail: RegExp | null;
  withinDays: number;
  /** On how many different UTC days. */
  days: number;
  /** Speaks only for a role the title already suggests: anybody may look at prices. */
  needsTitle: boolean;
}

/** What people do that hints at their part. Each is weak on purpose (.3): it never makes a role known by itself. */
const RULES: readonly BehaviourRule[] = [
  {
    role: 'CHAMPION',
    types: ['meeting_held', 'call_connected', 'email_reply'],
    detail: null,
    withinDays: 90,
    days: 3,
    needsTitle: false,
  },
  {
    role: 'INFLUENCER',
    types: ['page_view', 'page_high_intent', 'form_other'],
    detail: /\b(docs|documentation|api|developers?|integrations?|security)\b/i,
    withinDays: 90,
    days: 2,
    needsTitle: false,
  },
  {
    role: 'BUDGET_HOLDER',
    types: ['page_high_intent', 'form_high_intent'],
    detail: null,
    withinDays: 30,
    days: 2,
    needsTitle: true,
  },
];

export interface ObservedRole {
  role: RoleId;
  /** Epoch ms of the latest act it rests on. */
  at: number;
}

/** Roles a person's behaviour speaks for; `titleRoles` are those the title already suggests. */
export function observeBehaviour(touches: PersonTouches, titleRoles: ReadonlySet<RoleId>, now: number): ObservedRole[] {
  return RULES.filter((rule) => !rule.needsTitle || titleRoles.has(rule.role)).flatMap((rule) => {
    const times = touches.activities
      .filter(
        ({ type, detail }) => rule.types.includes(type) && (rule.detail === null || rule.detail.test(detail ?? '')),
      )
      .map(({ occurredAt }) => occurredAt)
      .filter((at) => isWithin(at, rule.withinDays, now));
    const days = new Set(times.map((at) => Math.floor(at / DAY_MS)));
    return days.size >= rule.days ? [{ role: rule.role, at: Math.max(...times) }] : [];
  });
}
