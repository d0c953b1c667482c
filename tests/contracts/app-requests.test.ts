import { existsSync } from 'node:fs';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SEGMENTS } from '../../src/domain/segments/segments.ts';
import { changePlayRunStatus, listPlayRuns } from '../../src/storage/plays/play-runs.ts';
import { writeNotes } from '../../src/sync/notes/write-notes.ts';
import { runPlay } from '../../src/sync/plays/run-play.ts';
import { ingestWebhooks } from '../../src/sync/webhooks/ingest-webhooks.ts';
import { leavePortal, requestLeave } from '../../src/sync/leave/leave-portal.ts';
import { sweepPortal } from '../../src/sync/pull/sweeps/sweep-portal.ts';
import { refreshPortal } from '../../src/sync/refresh/refresh-portal.ts';
import type { ProxiedRequest } from '../fixtures/faulty-proxy.ts';
import { createPortalUsers } from '../fixtures/portal-users.ts';
import { startTestApp, type TestApp } from '../fixtures/running-app.ts';
import { faultsOf, findDescribed } from './described.ts';
import { loadEndpointList } from './endpoint-list.ts';
import { SHARED_HUBSPOT, loadHubSpotSchemas } from './hubspot-schemas.ts';

const isHere = existsSync(SHARED_HUBSPOT);
const title = (text: string): string => (isHere ? text : `${text} (skipped: no ../shared)`);

/** A body as it was sent: a form or JSON. */
const parseBody = (body: string): unknown =>
  body.startsWith('{') ? JSON.parse(body) : Object.fromEntries(new URLSearchParams(body));

/** A scope no endpoint asks for: it decides whether an e-mail is answered with its content. */
const WITHOUT_ENDPOINT = new Set(['sales-email-read']);

describe('what the app asks of HubSpot', () => {
  let app: TestApp;
  let sent: ProxiedRequest[];

  beforeAll(async () => {
    app = await startTestApp();
    const { context, portalId, proxy, standIn } = app;
    await app.installAndSync();
    const { body } = await app.call('/api/cards/account?companyId=101');
    const request = { companyId: '101', playId: body.plays[0].playId, requestId: 'contract-click' };
    await app.call('/api/cards/account/plays/start', { method: 'POST', body: request });
    const [run] = await listPlayRuns(context.db.kysely, portalId, ['101']);
    await runPlay(context, portalId, run?.runId ?? '');
    const sequence = JSON.stringify({ id: '4100', name: 'First touch' });
    await sql`update play_runs set steps = jsonb_set(steps, '{0,sequence}', ${sequence}::jsonb)`.execute(
      context.db.kysely,
    );
    const enrol = { companyId: '101', runId: run?.runId, step: 0, requestId: 'contract-enrol' };
    await app.call('/api/cards/account/plays/enrol', { method: 'POST', body: enrol });
    await app.call('/api/plays/sequences');
    const recordNotes = { tiers: false, surges: false, plays: true };
    await app.call('/api/settings/choices/record-notes', { method: 'POST', body: { recordNotes } });
    await changePlayRunStatus(context.db.kysely, portalId, run?.runId ?? '', 'completed', { now: context.now() });
    await writeNotes(context, portalId);
    const segment = { kind: 'tier_1', requestId: 'contract-segment' };
    await app.call('/api/segments/make', { method: 'POST', body: segment });
    await app.call('/api/segments');
    const users = createPortalUsers(standIn);
    users.set('companies', '101', { name: 'Acme 2' });
    users.set('contacts', '1', { jobtitle: 'Chief Executive Officer' });
    const [deal] = [...standIn.store.records.deals.active()];
    users.set('deals', deal?.id ?? '', { dealname: 'Deal 2' });
    await standIn.webhooksSettled();
    await ingestWebhooks(context, portalId);
    await sweepPortal(context, portalId);
    await refreshPortal(context, portalId);
    for (const { kind } of SEGMENTS) {
      const body = { kind, requestId: `segment-${kind}` };
      await app.call('/api/segments/make', { method: 'POST', body });
    }
    await app.call('/api/segments/remove', { method: 'POST', body: { kind: 'tier_1', requestId: 'segment-away' } });
    await requestLeave(context, portalId, { removeProperties: true, by: 'ava@vendor.example' });
    await leavePortal(context, portalId);
    sent = [...proxy.requests];
  });
  afterAll(() => app.stop());

  test.skipIf(!isHere)(title('goes to endpoints that HubSpot lists for 2026-09, with parameters it lists'), () => {
    const find = loadEndpointList();
    const faults = sent.flatMap(({ method, path }) => {
      const { known, unknownParameters } = find(method, path);
      return known && unknownParameters.length === 0 ? [] : [`${method} ${path} ${unknownParameters.join(', ')}`];
    });
    expect(faults).toEqual([]);
    expect(sent.length).toBeGreaterThan(30);
  });

  test('has every segment among it', () => {
    expect(sent.filter(({ method, path }) => method === 'POST' && path === '/crm/lists/2026-09')).toHaveLength(
      SEGMENTS.length,
    );
  });

  test('has a note on a record among it', () => {
    expect(
      sent.filter(({ method, path }) => method === 'POST' && path.endsWith('/objects/2026-09/notes')),
    ).toHaveLength(1);
  });

  test.skipIf(!isHere)(title('has bodies that fit the schemas, as have the answers'), () => {
    const schemas = loadHubSpotSchemas();
    const faults: string[] = [];
    let checked = 0;
    for (const { method, path, body, answer } of sent) {
      const [pathname = ''] = path.split('?');
      const name = `${method} ${pathname}`;
      // A deletion has no body either way, and a described endpoint is held against its description below.
      if (findDescribed(method, pathname) !== undefined || answer?.status === 204) continue;
      const requestFaults = body === '' ? [] : schemas.requestFaults(method, pathname, JSON.parse(body));
      const answered = answer?.body === '' ? null : JSON.parse(answer?.body ?? 'null');
      const answerFaults = schemas.answerFaults(method, pathname, answer?.status ?? 0, answered);
      if (requestFaults === null || answerFaults === null) faults.push(`${name}: no schema covers it`);
      else faults.push(...[...requestFaults, ...answerFaults].map((fault) => `${name}: ${fault}`));
      checked += 1;
    }
    expect([...new Set(faults)]).toEqual([]);
    expect(checked).toBeGreaterThan(25);
  });

  test('has bodies that fit the descriptions where no schema is, as have the answers', () => {
    const held = sent.flatMap(({ method, path, body, answer }) => {
      const [pathname = ''] = path.split('?');
      const described = findDescribed(method, pathname);
      if (described === undefined || answer === undefined) return [];
      const answered = answer.body === '' ? null : JSON.parse(answer.body);
      const isExpected = answer.status === described.status;
      const request = described.request === undefined ? [] : faultsOf(described.request, parseBody(body));
      return [
        { name: described.path, faults: [...request, ...(isExpected ? faultsOf(described.answer, answered) : [])] },
      ];
    });
    expect(held.filter(({ faults }) => faults.length > 0)).toEqual([]);
    expect([...new Set(held.map(({ name }) => name))].toSorted()).toEqual([
      '/account-info/2026-09/details',
      '/appinstalls/2026-09/external-install',
      '/automation/sequences/2026-09',
      '/automation/sequences/2026-09/enrollments',
      '/oauth/2026-09/token',
      '/oauth/2026-09/token/introspect',
    ]);
  });

  test('needs every scope the app asks for, and none is asked for nothing', () => {
    const { requiredScopes, optionalScopes } = app.context.manifest.auth;
    const asked = [...requiredScopes, ...optionalScopes].filter((scope) => !WITHOUT_ENDPOINT.has(scope));
    expect([...app.standIn.usedScopes].sort()).toEqual(asked.sort());
  });

  test('is nothing that HubSpot tolerates and a well-made app does not send', () => {
    expect(app.standIn.violations).toEqual([]);
  });
});
