import { expect, test } from 'vitest';
import { createEmptyPortal } from '../../../src/sandbox/empty-portal.ts';
import type { PortalData, PortalRecord } from '../../../src/sandbox/portal-data.ts';
import { expectMirror, findLosses } from '../../../src/sandbox/run/expect-mirror.ts';

const AS_OF = Date.parse('2026-11-20T00:00:00Z');
const RECENT = '2026-11-01T10:00:00.000Z';
const LONG_AGO = '2025-01-01T10:00:00.000Z';

function record(id: string, properties: Record<string, string> = {}): PortalRecord {
  return { id, properties, createdAt: LONG_AGO, updatedAt: LONG_AGO };
}

function portal(): PortalData {
  const data = createEmptyPortal({ portalId: 1, name: 'Test', timeZone: 'UTC', companyCurrency: 'USD' });
  data.objects.companies.push(record('1'));
  data.objects.contacts.push(
    { ...record('10'), history: { hs_email_open: [{ value: '1', timestamp: RECENT }] } },
    record('11'),
  );
  const between = (fromType: 'meetings' | 'calls', fromId: string, toId: string): void => {
    data.associations.push({ fromType, fromId, toType: 'contacts', toId, primary: false, label: null });
  };
  data.objects.meetings.push(
    record('20', { hs_meeting_outcome: 'COMPLETED', hs_meeting_start_time: RECENT }),
    record('21', { hs_meeting_outcome: 'NO_SHOW', hs_meeting_start_time: RECENT }),
  );
  data.objects.calls.push(record('30', { hs_timestamp: LONG_AGO }));
  data.objects.notes.push(record('40'));
  between('meetings', '20', '10');
  between('meetings', '20', '11');
  between('calls', '30', '10');
  data.events.push({ id: 'e1', eventType: 'e_visited_page', contactId: '10', occurredAt: RECENT, properties: {} });
  return data;
}

test('counts an activity once for each of its people, and says what is not scored and why', () => {
  const expected = expectMirror(portal(), AS_OF);
  expect(expected).toMatchObject({ companies: 1, contacts: 2, deals: 0 });
  expect(expected.activities).toEqual({ meetings: 2, events: 1, counter: 1 });
  expect(expected.notMirrored).toEqual({
    'meeting not held': 1,
    'older than the retention of 400 days': 1,
    'notes and tasks: effort is not engagement': 1,
  });
});

test('names each kind of record that the app has too few or too many of', () => {
  const expected = expectMirror(portal(), AS_OF);
  const mirrored = { companies: 1, contacts: 1, deals: 0, activities: { meetings: 2, events: 2, counter: 1 } };
  expect(findLosses(expected, mirrored)).toEqual([
    'contacts: 2 in the portal, 1 in the app',
    'activities (events): 1 in the portal, 2 in the app',
  ]);
});

test('finds no loss where the app has everything', () => {
  const expected = expectMirror(portal(), AS_OF);
  expect(findLosses(expected, { ...expected, activities: { ...expected.activities } })).toEqual([]);
});
