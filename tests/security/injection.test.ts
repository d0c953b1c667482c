import { afterAll, beforeAll, expect, test } from 'vitest';
import { refreshPortal } from '../../src/sync/refresh/refresh-portal.ts';
import { runPlay } from '../../src/sync/plays/run-play.ts';
import { startTestApp, type Json, type TestApp } from '../fixtures/running-app.ts';
import { createSmallPortal } from '../fixtures/small-portal.ts';

const NAME = '{{contact.name}}{{nothing}} <img src=x onerror=alert(1)> [click](https://evil.example);=HYPERLINK("//x")';

let app: TestApp;
beforeAll(async () => {
  const data = createSmallPortal();
  for (const { properties } of data.objects.companies) properties['name'] = NAME;
  for (const { properties } of data.objects.contacts) {
    properties['firstname'] = '{{company}}<script>';
    properties['lastname'] = '{{deal.name|<b>rich</b>}}';
    properties['jobtitle'] = `${properties['jobtitle'] ?? ''} {{topic}}`;
  }
  for (const { properties } of data.objects.deals) properties['dealname'] = NAME;
  app = await startTestApp({ data });
  await app.installAndSync();
});
afterAll(() => app.stop());

const card = async (): Promise<Json> => (await app.call('/api/cards/account?companyId=101')).body;

test('a field written into a name is no field: texts name it without braces, and nothing else is filled in', async () => {
  const { plays } = await card();
  const texts: string[] = plays.flatMap((play: Json) => play.steps.flatMap(({ title, text }: Json) => [title, text]));
  expect(texts.length).toBeGreaterThan(0);
  for (const text of texts) expect(text ?? '').not.toMatch(/\{\{|\}\}/);
});

test('markup in a name is text in the task that HubSpot shows as HTML', async () => {
  const { plays } = await card();
  const body = { companyId: '101', playId: plays[0].playId, requestId: 'click-0001' };
  const started = await app.call('/api/cards/account/plays/start', { method: 'POST', body });
  expect(started.status).toBe(200);
  const run = await app.context.db.kysely.selectFrom('play_runs').select('run_id').executeTakeFirstOrThrow();
  await runPlay(app.context, app.portalId, run.run_id);
  const bodies = [...app.standIn.store.records.tasks.all()].map(({ properties }) => properties['hs_task_body'] ?? '');
  const ours = bodies.filter((text) => text.includes('[rt-'));
  expect(ours.length).toBeGreaterThan(0);
  // The only markup is ours.
  for (const text of ours) expect(text.replaceAll('<br>', '')).not.toMatch(/[<>]/);
});

test('a formula in a name begins no cell, also where the spreadsheet separates by semicolons', async () => {
  await refreshPortal(app.context, app.portalId);
  const link = await app.call('/api/pages/target-list/export-link', { method: 'POST', body: {} });
  const text = await (await fetch(link.body.url)).text();
  expect(text).toContain(";'=HYPERLINK");
  expect(text).not.toMatch(/(^|[;,\t\n])[\s"]*[=+\-@]/);
});

test('an answer is data, and no browser takes it for a page', async () => {
  const { headers } = await app.call('/api/cards/account?companyId=101');
  expect(headers.get('Content-Type')).toContain('application/json');
  expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
});
