import { DAY_MS } from '../day-ms.ts';
import type { ActivityFact, ActivityType, RoleId } from '../facts.ts';
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
  /** Until when it speaks so if nothing more happens, epoch ms. */
  until: number;
}

/** Roles a person's behaviour speaks for; `titleRoles` are those the title already suggests. */
export function observeBehaviour(touches: PersonTouches, titleRoles: ReadonlySet<RoleId>, now: number): ObservedRole[] {
  const observed: ObservedRole[] = [];
  for (const rule of RULES) {
    if (touches.activities.length < rule.days || (rule.needsTitle && !titleRoles.has(rule.role))) continue;
    const times = touches.activities.filter((activity) => speaksFor(activity, rule, now)).map((act) => act.occurredAt);
    if (times.length < rule.days) continue;
    const latestOfDay = new Map(times.toSorted((a, b) => a - b).map((at) => [Math.floor(at / DAY_MS), at]));
    const latest = [...latestOfDay.values()];
    const [at, last] = [latest.at(-1), latest.at(-rule.days)];
    if (at !== undefined && last !== undefined) {
      observed.push({ role: rule.role, at, until: last + rule.withinDays * DAY_MS });
    }
  }
  return observed;
}

function speaksFor({ type, detail, occurredAt }: ActivityFact, rule: BehaviourRule, now: number): boolean {
  if (!rule.types.includes(type) || !isWithin(occurredAt, rule.withinDays, now)) return false;
  return rule.detail === null || rule.detail.test(detail ?? '');
}
