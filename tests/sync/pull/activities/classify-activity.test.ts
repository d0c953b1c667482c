import { describe, expect, test } from 'vitest';
import {
  classifyCall,
  classifyEmail,
  classifyForm,
  classifyMeeting,
  classifyPageView,
  parseTime,
} from '../../../../src/sync/pull/activities/classify-activity.ts';

const AT = '2026-11-10T10:00:00.000Z';
const AT_MS = Date.parse(AT);

describe('a meeting', () => {
  test.each([['COMPLETED'], [null], ['']])('with the outcome %j was held, when it started', (outcome) => {
    const properties = { hs_timestamp: '2026-11-01T00:00:00Z', hs_meeting_start_time: AT, hs_meeting_outcome: outcome };
    expect(classifyMeeting(properties)).toMatchObject({ type: 'meeting_held', occurredAt: AT_MS });
  });

  test.each([['SCHEDULED'], ['NO_SHOW'], ['CANCELED'], ['rescheduled']])(
    'with the outcome %s was not held',
    (outcome) => {
      expect(classifyMeeting({ hs_timestamp: AT, hs_meeting_outcome: outcome })).toBeNull();
    },
  );

  test('without a time cannot be placed', () => {
    expect(classifyMeeting({ hs_meeting_outcome: 'COMPLETED' })).toBeNull();
  });
});

test('a call is connected by its disposition, whatever the portal calls it', () => {
  const connected = { hs_timestamp: AT, hs_call_disposition: 'f240bbac-87c9-4f6e-bf70-924b57d47db7' };
  expect(classifyCall(connected)?.type).toBe('call_connected');
  expect(classifyCall({ hs_timestamp: AT, hs_call_disposition: null })?.type).toBe('call_unanswered');
});

test('an incoming e-mail is a reply, any other is what we sent', () => {
  expect(classifyEmail({ hs_timestamp: AT, hs_email_direction: 'INCOMING_EMAIL' })?.type).toBe('email_reply');
  expect(classifyEmail({ hs_timestamp: AT, hs_email_direction: 'EMAIL' })?.type).toBe('email_sent');
});

test.each([
  ['/pricing', 'page_high_intent'],
  ['https://vendor.example/de/pricing?plan=pro', 'page_high_intent'],
  ['/compare/us-vs-them', 'page_high_intent'],
  ['/blog/pricingless-life', 'page_view'],
  ['/', 'page_view'],
])('the page %s is a %s', (path, type) => {
  expect(classifyPageView({ hs_url_path: path }, AT_MS).type).toBe(type);
});

test.each([
  ['Request a demo', 'form_high_intent'],
  ['Contact Sales', 'form_high_intent'],
  ['Newsletter', 'form_other'],
  ['Democracy survey', 'form_other'],
  [null, 'form_other'],
])('the form %j is a %s', (name, type) => {
  expect(classifyForm(name, AT_MS).type).toBe(type);
});

test('times are read as ISO 8601 or epoch milliseconds', () => {
  expect(parseTime(AT)).toBe(AT_MS);
  expect(parseTime(String(AT_MS))).toBe(AT_MS);
  expect(parseTime('')).toBeNull();
  expect(parseTime('soon')).toBeNull();
  for (const typo of ['0000-03-01T00:00:00Z', '-000001-01-01T00:00:00Z', '316949875200000', '99999999999999999']) {
    expect(parseTime(typo)).toBeNull();
  }
  expect(parseTime('0022-03-01T00:00:00Z')).toBe(Date.parse('0022-03-01T00:00:00Z'));
});
