import { expect, test } from 'vitest';
import { createMetrics, toEndpoint, type Backlog } from '../../src/telemetry/metrics.ts';

const BACKLOG: Backlog = {
  jobs: [{ name: 'refresh', waiting: 3, active: 1 }],
  portals: [{ status: 'active', count: 2 }],
  oldestStaleS: 12.5,
  events: { waiting: 7, setAside: 1 },
};

test('metrics count what was answered, asked and worked on', async () => {
  const metrics = createMetrics(() => Promise.resolve(BACKLOG));
  metrics.answered({ method: 'GET', route: '/api/cards/account', status: 200, durationMs: 80 });
  metrics.asked({
    method: 'GET',
    path: '/crm/objects/2026-09/companies/123',
    status: 200,
    waitedMs: 300,
    durationMs: 40,
  });
  metrics.asked({
    method: 'GET',
    path: '/crm/objects/2026-09/companies/456',
    status: null,
    waitedMs: 0,
    durationMs: 30_000,
  });
  metrics.settled({ name: 'refresh', outcome: 'completed', durationMs: 2000 });
  const { contentType, text } = await metrics.render();
  expect(contentType).toContain('text/plain');
  const lines = text.split('\n');
  expect(lines).toEqual(
    expect.arrayContaining([
      'roundtable_http_request_seconds_bucket{le="0.05",method="GET",route="/api/cards/account",status="200"} 0',
      'roundtable_http_request_seconds_bucket{le="0.1",method="GET",route="/api/cards/account",status="200"} 1',
      'roundtable_hubspot_request_seconds_count{method="GET",endpoint="/crm/objects/2026-09/companies/{id}",status="200"} 1',
      'roundtable_hubspot_request_seconds_count{method="GET",endpoint="/crm/objects/2026-09/companies/{id}",status="0"} 1',
      'roundtable_hubspot_limiter_wait_seconds_sum 0.3',
      'roundtable_job_seconds_sum{name="refresh",outcome="completed"} 2',
      'roundtable_jobs{name="refresh",state="waiting"} 3',
      'roundtable_portals{status="active"} 2',
      'roundtable_oldest_stale_seconds 12.5',
      'roundtable_webhook_events{state="set_aside"} 1',
      'roundtable_backlog_up 1',
    ]),
  );
});

test('a database that does not answer leaves the other metrics as they are', async () => {
  let isUp = true;
  const metrics = createMetrics(() => (isUp ? Promise.resolve(BACKLOG) : Promise.reject(new Error('no database'))));
  await metrics.render();
  isUp = false;
  const { text } = await metrics.render();
  expect(text).toContain('roundtable_backlog_up 0');
  expect(text).toContain('process_cpu_seconds_total');
  expect(text).not.toMatch(/^roundtable_(jobs|portals)\{/m);
});

test.each([
  ['/crm/objects/2026-09/companies/batch/read', '/crm/objects/2026-09/companies/batch/read'],
  ['/crm/objects/2026-09/contacts/8812?archived=true', '/crm/objects/2026-09/contacts/{id}'],
  ['/crm/properties/2026-09/companies/abm_tier', '/crm/properties/2026-09/companies/{name}'],
  ['/crm/properties/2026-09/companies/batch/create', '/crm/properties/2026-09/companies/batch/create'],
  [
    '/marketing/marketing-events/2026-09/participations/ada%40vendor.example/breakdown',
    '/marketing/marketing-events/2026-09/participations/{id}/breakdown',
  ],
])('%s is counted as %s', (path, endpoint) => {
  expect(toEndpoint(path)).toBe(endpoint);
});
