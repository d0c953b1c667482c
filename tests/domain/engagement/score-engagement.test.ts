import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildDecayState } from '../../../src/domain/engagement/account-depth.ts';
import { nameTrend, scoreEngagement } from '../../../src/domain/engagement/score-engagement.ts';
import type { ActivityFact, ActivityType, RoleId } from '../../../src/domain/facts.ts';
import { defaultModel } from '../../../src/domain/model/default-model.ts';
import { NOW, buildActivity, buildPerson } from '../../fixtures/account-facts.ts';
import { PEOPLE, anyActivities, roleOf } from './any-activity.ts';

const DAY_MS = 86_400_000;
const model = defaultModel.engagement;
const noRoles = (): RoleId[] => [];
const score = (activities: readonly ActivityFact[], roles: (contactId: string) => readonly RoleId[] = noRoles) =>
  scoreEngagement(PEOPLE, activities, roles, model, NOW);
const at = (type: ActivityType, hoursBefore: number, contactId = '1'): ActivityFact =>
  buildActivity(contactId, type, hoursBefore / 24);

describe('worked examples', () => {
  test('a demo request alone gives 29', () => {
    expect(score([at('form_high_intent', 0)])).toMatchObject({ total: 29, byPerson: { 1: 40 } });
  });

  test('an activity of one half-life ago counts half', () => {
    expect(score([buildActivity('1', 'form_high_intent', 30)]).byPerson).toEqual({ 1: 20 });
  });

  test('one person alone gives at most 58, and 68 in the heaviest role', () => {
    const everything = (['meeting_held', 'form_high_intent', 'event_attended', 'page_high_intent'] as const).flatMap(
      (type) => [0, 1, 2, 30, 31, 32].map((hours) => at(type, hours)),
    );
    expect(score(everything)).toMatchObject({ total: 58, byPerson: { 1: 100 } });
    expect(score(everything, () => ['DECISION_MAKER'])).toMatchObject({ total: 68, byPerson: { 1: 130 } });
  });

  test('a second person adds .6 of their own engagement to the depth', () => {
    const both = score([at('form_high_intent', 0, '1'), at('form_high_intent', 0, '2')]);
    expect(both.total).toBe(Math.round(100 * (1 - 2 ** (-64 / 80))));
  });

  test('what we send, dial in vain or note down is no engagement', () => {
    const effort = (['email_sent', 'call_unanswered', 'note', 'task'] as const).map((type) => at(type, 1));
    expect(score(effort)).toMatchObject({ total: 0, lines: [], byPerson: {} });
  });
});

const visit = (hour: number) => ({ ...at('page_high_intent', hour), activityId: String(10 - hour) });

const weigh = (channel: 'none' | 'web', points: number) => {
  const weights = { ...model.weights, note: { channel, points, halfLifeDays: 30 } };
  return buildDecayState(PEOPLE, [at('note', 1)], { ...model, weights }, NOW).people.size;
};

describe('limits', () => {
  test('only the latest three of one person, type and UTC day count', () => {
    const hours = [5, 1, 4, 2, 3];
    const latest = score([1, 2, 3].map(visit));
    expect(score(hours.map(visit)).byPerson).toEqual(latest.byPerson);
  });

  test('a type without a channel counts for nothing, whatever its points, and so does one of no points', () => {
    expect([weigh('none', 10), weigh('web', 0), weigh('web', 10)]).toEqual([0, 0, 1]);
  });

  test('who has faded away entirely is not named', () => {
    const weights = { ...model.weights, note: { channel: 'sales' as const, points: 10, halfLifeDays: 1 } };
    const faded = { ...at('note', 0), occurredAt: Date.UTC(1999, 0, 1) };
    const people = scoreEngagement(PEOPLE, [faded, at('note', 1, '2')], noRoles, { ...model, weights }, NOW);
    expect(Object.keys(people.byPerson)).toEqual(['2']);
    const both = [{ ...faded, contactId: '2' }, at('meeting_held', 1, '2')];
    const { lines } = scoreEngagement(PEOPLE, both, noRoles, { ...model, weights }, NOW);
    expect(lines.map(({ label }) => label)).toEqual(['Person 2: meeting']);
  });

  test('a channel gives a person 60 points at most', () => {
    expect(score([0, 1, 2].map((hour) => at('form_high_intent', hour))).byPerson).toEqual({ 1: 60 });
  });

  test('an activity of the future waits', () => {
    expect(score([at('meeting_held', -1)])).toMatchObject({ total: 0, surging: false });
  });

  test('activity of somebody who is not among the people counts for nothing', () => {
    expect(score([at('meeting_held', 1, 'stranger')]).total).toBe(0);
  });

  test('a role weighs by the heaviest of the person’s roles', () => {
    const meeting = [at('meeting_held', 0)];
    const weigh = (...roles: RoleId[]) => score(meeting, () => roles).byPerson['1'];
    expect([weigh(), weigh('END_USER'), weigh('END_USER', 'CHAMPION'), weigh('END_USER', 'OTHER')]).toEqual([
      30, 24, 36, 30,
    ]);
  });
});

describe('the explanation', () => {
  test('names person, what they did, how often and when last, the largest share first', () => {
    const activities = [buildActivity('1', 'form_high_intent', 2, 'Book a demo'), buildActivity('2', 'email_click', 3)];
    expect(score(activities).lines).toEqual([
      {
        kind: 'activity',
        label: 'Person 1: demo or sales request',
        points: 28,
        evidence: '1 counted, latest ⟦2026-11-18T12:00Z⟧ (Book a demo)',
      },
      {
        kind: 'activity',
        label: 'Person 2: email click',
        points: 1,
        evidence: '1 counted, latest ⟦2026-11-17T12:00Z⟧',
      },
    ]);
  });

  test('tells each kind of what one person did by itself, and leaves out what rounds to nothing', () => {
    const activities = [
      buildActivity('1', 'email_click', 3),
      buildActivity('1', 'email_click', 1),
      buildActivity('1', 'form_high_intent', 2),
      buildActivity('1', 'ad_impression', 1),
    ];
    expect(score(activities).lines.map(({ label, evidence }) => [label, evidence])).toEqual([
      ['Person 1: demo or sales request', '1 counted, latest ⟦2026-11-18T12:00Z⟧'],
      ['Person 1: email click', '2 counted, latest ⟦2026-11-19T12:00Z⟧'],
    ]);
  });

  test('says how the score moved within the week', () => {
    expect(score([at('form_high_intent', 1)])).toMatchObject({ weekAgo: 0, trend: 'rising' });
    expect(score([buildActivity('1', 'page_view', 20)])).toMatchObject({ trend: 'steady' });
    const before = ['1', '2', '3'].map((contactId) => buildActivity(contactId, 'form_high_intent', 8));
    expect(score(before)).toMatchObject({ weekAgo: 49, total: 43, trend: 'falling' });
  });
});

test('five points in a week are a trend, four are not', () => {
  expect([5, 4, 0, -4, -5].map(nameTrend)).toEqual(['rising', 'steady', 'steady', 'steady', 'falling']);
});

describe('laws', () => {
  test('the score is whole, within 0 and 100, and its lines sum to it', () => {
    fc.assert(
      fc.property(anyActivities, (activities) => {
        const { total, lines, weekAgo } = score(activities, roleOf);
        expect(Number.isInteger(total) && total >= 0 && total <= 100).toBe(true);
        expect(lines.reduce((sum, { points }) => sum + points, 0)).toBe(total);
        expect(weekAgo).toBe(scoreEngagement(PEOPLE, activities, roleOf, model, NOW - 7 * DAY_MS).total);
      }),
    );
  });

  test('the order of arrival does not matter, and the same event twice counts once', () => {
    fc.assert(
      fc.property(
        anyActivities,
        fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
        (activities, random) => {
          const shuffled = [...activities, ...activities]
            .map((activity) => ({ activity, key: random.next().value as number }))
            .sort((a, b) => a.key - b.key)
            .map(({ activity }) => activity);
          expect(score(shuffled, roleOf)).toEqual(score(activities, roleOf));
        },
      ),
    );
  });

  test('more activity never lowers the score or anybody’s engagement', () => {
    fc.assert(
      fc.property(anyActivities, anyActivities, (activities, more) => {
        const added = more.map((activity): ActivityFact => ({
          ...activity,
          activityId: `more-${activity.activityId}`,
        }));
        const before = score(activities, roleOf);
        const after = score([...activities, ...added], roleOf);
        expect(after.total).toBeGreaterThanOrEqual(before.total);
        for (const [contactId, engagement] of Object.entries(before.byPerson)) {
          expect(after.byPerson[contactId]).toBeGreaterThanOrEqual(engagement);
        }
      }),
    );
  });

  test('one more engaged person never lowers the score', () => {
    fc.assert(
      fc.property(anyActivities, (activities) => {
        const without = activities.filter(({ contactId }) => contactId !== '2');
        expect(score(activities, roleOf).total).toBeGreaterThanOrEqual(score(without, roleOf).total);
      }),
    );
  });

  test('without activity the score falls, and to 0', () => {
    fc.assert(
      fc.property(anyActivities, fc.array(fc.nat({ max: 300 }), { maxLength: 5 }), (activities, gaps) => {
        const past = activities.filter(({ occurredAt }) => occurredAt <= NOW);
        let at = NOW;
        let last = 100;
        for (const days of [0, ...gaps, 3_000]) {
          at += days * DAY_MS;
          const { total } = scoreEngagement(PEOPLE, past, roleOf, model, at);
          expect(total).toBeLessThanOrEqual(last);
          last = total;
        }
        expect(last).toBe(0);
      }),
    );
  });

  test('agrees with the formula written out plainly', () => {
    fc.assert(
      fc.property(anyActivities, (activities) => {
        const { byPerson } = score(activities);
        for (const { contactId } of [...PEOPLE, buildPerson('9')]) {
          expect(Math.abs((byPerson[contactId] ?? 0) - computePlainly(activities, contactId))).toBeLessThan(0.0051);
        }
      }),
    );
  });
});

const day = ({ occurredAt }: ActivityFact) => new Date(occurredAt).toISOString().slice(0, 10);

/** E_p of §2 without a role, by the text: group by type and day, take three, decay, cap. */
function computePlainly(activities: readonly ActivityFact[], contactId: string): number {
  const own = activities.filter((activity) => activity.contactId === contactId && activity.occurredAt <= NOW);
  const channels: Record<string, number> = {};
  for (const activity of own) {
    const later = own.filter(
      (other) =>
        other.type === activity.type &&
        day(other) === day(activity) &&
        (other.occurredAt > activity.occurredAt ||
          (other.occurredAt === activity.occurredAt && other.activityId < activity.activityId)),
    );
    if (later.length >= 3) continue;
    const { channel, points, halfLifeDays } = model.weights[activity.type];
    const value = points * 0.5 ** ((NOW - activity.occurredAt) / DAY_MS / halfLifeDays);
    channels[channel] = (channels[channel] ?? 0) + value;
  }
  const capped = Object.values(channels).reduce((sum, value) => sum + Math.min(60, value), 0);
  return Math.min(100, capped);
}
