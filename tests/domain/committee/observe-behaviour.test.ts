import { describe, expect, test } from 'vitest';
import { observeBehaviour } from '../../../src/domain/committee/observe-behaviour.ts';
import type { ObservedRole } from '../../../src/domain/committee/observe-behaviour.ts';
import type { ActivityFact, RoleId } from '../../../src/domain/facts.ts';
import { buildActivity, daysAgo, NOW } from '../../fixtures/account-facts.ts';

function observe(activities: readonly ActivityFact[], ...titleRoles: RoleId[]): ObservedRole[] {
  return observeBehaviour({ activities, lastTheirs: null, last: null }, new Set(titleRoles), NOW);
}

/** Pages looked at a day apart, the first of them yesterday. */
function views(...details: (string | null)[]): ActivityFact[] {
  return details.map((detail, index) => buildActivity('1', 'page_view', index + 1, detail));
}

describe('observeBehaviour', () => {
  test('conversations on three days in 90 speak for a champion, from the latest of them on, as long as the third latest day lies so far back', () => {
    const talks = [
      buildActivity('1', 'meeting_held', 90),
      buildActivity('1', 'call_connected', 4),
      buildActivity('1', 'email_reply', 20),
    ];
    expect(observe(talks)).toEqual([{ role: 'CHAMPION', at: daysAgo(4), until: NOW }]);
    const again = [5, 5.1, 30].map((days) => buildActivity('1', 'meeting_held', days));
    expect(observe([...talks, ...again])).toEqual([{ role: 'CHAMPION', at: daysAgo(4), until: daysAgo(20 - 90) }]);
    expect(observe([...talks.slice(1), buildActivity('1', 'meeting_held', 91)])).toEqual([]);
    expect(observe([...talks.slice(1), buildActivity('1', 'page_view', 8)])).toEqual([]);
  });

  test('three conversations on two days do not', () => {
    expect(observe([1, 1.1, 4].map((days) => buildActivity('1', 'meeting_held', days)))).toEqual([]);
  });

  test('technical pages on two days speak for an influencer, other pages do not', () => {
    expect(observe(views('/docs/start', '/Security'))).toEqual([
      { role: 'INFLUENCER', at: daysAgo(1), until: daysAgo(2 - 90) },
    ]);
    expect(observe(views('/docs/start', '/careers'))).toEqual([]);
    expect(observe(views('/docs/start', null))).toEqual([]);
    expect(observe([3, 5].map((days) => buildActivity('1', 'event_attended', days, 'API day')))).toEqual([]);
  });

  test('prices on two days speak for a budget holder whose title does so too', () => {
    const visits = [2, 30].map((days) => buildActivity('1', 'page_high_intent', days, '/pricing'));
    expect(observe(visits, 'BUDGET_HOLDER')).toEqual([{ role: 'BUDGET_HOLDER', at: daysAgo(2), until: NOW }]);
    expect(observe(visits, 'DECISION_MAKER')).toEqual([]);
  });
});
