import { assert, integer, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CrmRecord } from '../../../../src/hubspot/records/record.ts';
import { COUNTER_RULES, countActivities } from '../../../../src/sync/pull/activities/count-activities.ts';

const OPENS = COUNTER_RULES.find((rule) => rule.property === 'hs_email_open')!;
const DAY_MS = 86_400_000;
const NOW = Date.parse('2026-11-20T00:00:00Z');

/** A contact whose opens stand at `value`, with the last of its values by day before now. */
function contact(value: number, history: { value: number; daysAgo: number }[] = []): CrmRecord {
  return {
    id: '7',
    properties: { hs_email_open: String(value), hs_email_last_open_date: new Date(NOW).toISOString() },
    history: {
      hs_email_open: history.map((entry) => ({
        value: String(entry.value),
        timestamp: NOW - entry.daysAgo * DAY_MS,
        sourceType: 'EMAIL',
      })),
    },
    createdAt: 0,
    updatedAt: NOW,
    archived: false,
  };
}

describe('on first sight', () => {
  test('each step of the history is an activity of its day', () => {
    const { activities, undated } = countActivities(
      OPENS,
      contact(2, [
        { value: 2, daysAgo: 1 },
        { value: 1, daysAgo: 9 },
      ]),
      null,
    );
    expect(activities.map(({ activityId, occurredAt }) => [activityId, (NOW - occurredAt) / DAY_MS])).toEqual([
      ['counter:hs_email_open:7:1', 9],
      ['counter:hs_email_open:7:2', 1],
    ]);
    expect(undated).toBe(0);
  });

  test('what is older than the history is a starting point, not a burst', () => {
    const { activities, undated } = countActivities(OPENS, contact(50, [{ value: 50, daysAgo: 1 }]), null);
    expect([activities.length, undated]).toEqual([1, 49]);
  });

  test('a counter without a history gives nothing', () => {
    expect(countActivities(OPENS, contact(5), null)).toMatchObject({ activities: [], undated: 5 });
  });
});

test('later, a counter that moved is that many activities, on the day of its date', () => {
  const { activities } = countActivities(OPENS, contact(5), 3);
  expect(activities.map(({ activityId, occurredAt }) => [activityId, occurredAt])).toEqual([
    ['counter:hs_email_open:7:4', NOW],
    ['counter:hs_email_open:7:5', NOW],
  ]);
});

test('of several forms the newest one alone bears the name that HubSpot keeps', () => {
  const forms = COUNTER_RULES.find((rule) => rule.property === 'num_conversion_events')!;
  const record: CrmRecord = {
    ...contact(0),
    properties: {
      num_conversion_events: '3',
      recent_conversion_date: new Date(NOW).toISOString(),
      recent_conversion_event_name: 'Request a demo',
    },
  };
  expect(countActivities(forms, record, 0).activities.map(({ type, detail }) => [type, detail])).toEqual([
    ['form_other', null],
    ['form_other', null],
    ['form_high_intent', 'Request a demo'],
  ]);
});

test('reading a contact twice, whole or in parts, gives the same activities', () => {
  assert(
    property(integer({ min: 1, max: 30 }), integer({ min: 0, max: 30 }), (total, split) => {
      const history = Array.from({ length: total }, (_, index) => ({ value: total - index, daysAgo: index }));
      const whole = countActivities(OPENS, contact(total, history), null).activities;
      const seen = Math.min(split, total);
      const rest = countActivities(OPENS, contact(total, history), seen).activities;
      expect(rest).toEqual(whole.slice(seen));
      expect(whole).toHaveLength(total);
    }),
  );
});
