import { expect, test } from 'vitest';
import { importPortal } from '../../../src/sandbox/import/import-portal.ts';
import { activitiesCsv, writeExport } from './export-folder.ts';

async function importActivities(...rows: string[]): ReturnType<typeof importPortal> {
  return importPortal(await writeExport({ 'activities.csv': activitiesCsv(...rows) }));
}

test('page views and forms become event occurrences of their contact', async () => {
  const { data } = await importActivities(
    '1,PAGE_VIEW,2026-01-01T10:00:00Z,1,100',
    '2,PRICING_PAGE_VIEW,2026-01-02T10:00:00Z,1,100',
    '3,FORM_SUBMISSION,2026-01-03T10:00:00Z,1,100',
    '4,DEMO_REQUEST,2026-01-04T10:00:00Z,1,100',
  );
  expect(data.events.map(({ id, eventType, contactId }) => [id, eventType, contactId])).toEqual([
    ['1', 'e_visited_page', '1'],
    ['2', 'e_visited_page', '1'],
    ['3', 'e_submitted_form', '1'],
    ['4', 'e_submitted_form', '1'],
  ]);
  expect(data.events[0]?.properties['hs_url_path']).toBe('');
  expect(data.events[1]?.properties).toMatchObject({ hs_url_path: '/pricing', hs_page_title: 'Pricing' });
  expect(data.events[3]?.properties['hs_form_name']).toBe('Request a demo');
  expect(data.objects.contacts[0]?.properties).toMatchObject({
    hs_analytics_num_page_views: '2',
    hs_analytics_last_timestamp: '2026-01-02T10:00:00.000Z',
    num_conversion_events: '2',
    recent_conversion_event_name: 'Request a demo',
  });
});

test('opens and clicks become counters with a dated history, newest first', async () => {
  const { data } = await importActivities(
    '1,EMAIL_OPEN,2026-01-05T10:00:00Z,1,100',
    '2,EMAIL_OPEN,2026-01-01T10:00:00Z,1,100',
    '3,EMAIL_CLICK,2026-01-06T10:00:00Z,1,100',
  );
  const [contact] = data.objects.contacts;
  expect(contact?.properties).toMatchObject({
    hs_email_open: '2',
    hs_email_last_open_date: '2026-01-05T10:00:00.000Z',
    hs_email_click: '1',
    hs_email_last_click_date: '2026-01-06T10:00:00.000Z',
  });
  expect(contact?.history?.['hs_email_open']).toEqual([
    { value: '2', timestamp: '2026-01-05T10:00:00.000Z' },
    { value: '1', timestamp: '2026-01-01T10:00:00.000Z' },
  ]);
});

const day = (index: number): string => new Date(Date.UTC(2026, 0, 1 + index)).toISOString();

test('opens beyond the history HubSpot keeps stay in the counter and are counted as undated', async () => {
  const rows = Array.from({ length: 50 }, (_, index) => `${index + 1},EMAIL_OPEN,${day(index)},1,100`);
  const { data, summary } = await importActivities(...rows);
  const history = data.objects.contacts[0]?.history?.['hs_email_open'] ?? [];
  expect(data.objects.contacts[0]?.properties['hs_email_open']).toBe('50');
  expect([history.length, history[0]?.value, history.at(-1)?.value]).toEqual([45, '50', '6']);
  expect(summary.undatedEmailActivities).toBe(5);
});

test('mails, meetings, calls, notes and tasks become objects associated with contacts and companies', async () => {
  const { data } = await importActivities(
    '1,EMAIL_SENT,2026-01-01T10:00:00Z,1;2,100',
    '2,EMAIL_REPLY,2026-01-01T11:00:00Z,1,100',
    '3,MEETING,2026-01-02T10:00:00Z,1,100',
    '4,CALL_CONNECTED,2026-01-03T10:00:00Z,1,100',
    '5,CALL_NO_ANSWER,2026-01-04T10:00:00Z,1,100',
    '6,NOTE,2026-01-05T10:00:00Z,,100',
    '7,TASK,2026-01-06T10:00:00Z,1,',
  );
  const { emails, meetings, calls, notes, tasks } = data.objects;
  expect(emails.map(({ properties }) => properties['hs_email_direction'])).toEqual(['EMAIL', 'INCOMING_EMAIL']);
  expect(meetings[0]?.properties).toEqual({
    hs_timestamp: '2026-01-02T10:00:00.000Z',
    hs_meeting_outcome: 'COMPLETED',
    hs_meeting_start_time: '2026-01-02T10:00:00.000Z',
  });
  expect(calls.map(({ properties }) => properties['hs_call_disposition'])).toEqual([
    'f240bbac-87c9-4f6e-bf70-924b57d47db7',
    '73a0d17f-1163-4015-bdd5-ec830791da20',
  ]);
  expect([notes.length, tasks.length]).toEqual([1, 1]);
  const ofMail = data.associations.filter(({ fromType, fromId }) => fromType === 'emails' && fromId === '1');
  expect(ofMail.map(({ toType, toId }) => `${toType} ${toId}`)).toEqual(['contacts 1', 'contacts 2', 'companies 100']);
});

test('attendances of one day are one marketing event', async () => {
  const { data } = await importActivities(
    '1,EVENT_REGISTERED,2026-03-01T10:00:00Z,1,100',
    '2,EVENT_ATTENDED,2026-03-01T09:00:00Z,2,101',
    '3,EVENT_ATTENDED,2026-03-02T09:00:00Z,2,101',
  );
  expect(data.marketingEvents.map(({ startsAt, participations }) => [startsAt, participations.length])).toEqual([
    ['2026-03-01T09:00:00.000Z', 2],
    ['2026-03-02T09:00:00.000Z', 1],
  ]);
});

test('a contact who attends twice a day attended two events', async () => {
  const { data } = await importActivities(
    '1,EVENT_ATTENDED,2026-03-01T09:00:00Z,2,101',
    '2,EVENT_ATTENDED,2026-03-01T15:00:00Z,2,101',
  );
  expect(data.marketingEvents.map(({ id, participations }) => [id, participations.length])).toEqual([
    ['202603010001', 1],
    ['202603010002', 1],
  ]);
});

test('ads keep the company of their contact', async () => {
  const { data } = await importActivities('1,AD_CLICK,2026-03-01T10:00:00Z,2,');
  expect(data.adActivities).toEqual([
    { id: '1', type: 'ad_click', contactId: '2', companyId: '101', occurredAt: '2026-03-01T10:00:00.000Z' },
  ]);
});

test('rows nobody known took part in are skipped, and a company the kind cannot carry is counted', async () => {
  const { data, summary } = await importActivities(
    '1,PAGE_VIEW,2026-03-01T10:00:00Z,77,100',
    '2,MEETING,2026-03-01T10:00:00Z,77,99',
    '3,MEETING,2026-03-01T10:00:00Z,77,100',
    '4,PAGE_VIEW,2026-03-01T10:00:00Z,1,101',
    '5,PAGE_VIEW,soon,1,100',
  );
  const tally = summary.files.find(({ file }) => file === 'activities.csv');
  expect(data.objects.meetings.map(({ id }) => id)).toEqual(['3']);
  expect(tally?.skipped.map(({ examples }) => examples[0]?.line)).toEqual([2, 3, 6]);
  expect(tally?.cellsLeftOut.map(({ reason, count }) => [reason, count])).toEqual([
    ['association with one of the contacts that was not imported', 3],
    ['association with one of the companies that was not imported', 1],
    ["company is not the contact's: this kind is recorded on the contact", 1],
  ]);
});

test('subjects, pages and own columns go where the kind has a place for them, else they are counted', async () => {
  const activities =
    'Record ID,Type,Timestamp,Subject,Page,Region,Associated Contact IDs,Associated Company IDs\n' +
    '1,MEETING,2026-03-01T10:00:00Z,Kick-off,,North,1,100\n' +
    '2,PAGE_VIEW,2026-03-01T10:00:00Z,Compare us,/compare,North,1,100\n';
  const { data, summary } = await importPortal(await writeExport({ 'activities.csv': activities }));
  expect(data.objects.meetings[0]?.properties).toMatchObject({ hs_meeting_title: 'Kick-off', region: 'North' });
  expect(data.customProperties['meetings']?.[0]?.name).toBe('region');
  expect(data.events[0]?.properties).toMatchObject({ hs_url_path: '/compare', hs_page_title: 'Compare us' });
  expect(summary.files.at(-1)?.cellsLeftOut).toEqual([
    {
      reason: '"Region": activities of type PAGE_VIEW have no such property in HubSpot',
      count: 1,
      examples: [{ line: 3, value: 'North' }],
    },
  ]);
});
