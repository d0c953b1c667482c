import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listAudit } from '../../src/storage/portal/audit-log.ts';
import { refreshPortal } from '../../src/sync/refresh/refresh-portal.ts';
import { runPlay } from '../../src/sync/plays/run-play.ts';
import { AVA, MIA, adoptList, giveKeys, withColleagues } from '../fixtures/kept-list.ts';
import { createWorkflows, type Workflows } from '../fixtures/run-workflow-action.ts';
import type { TestApp } from '../fixtures/running-app.ts';
import { createSmallPortal, daysAgo } from '../fixtures/small-portal.ts';
import { describeInBrowser } from './in-browser.ts';
import { openSandbox, type OpenSandbox } from './open-sandbox.ts';

const [ACME, TINY] = [101, 104];

/** What the portal's workflows do, sent as HubSpot sends it, is there for people to see, once for however many tries. No job runs. */
describeInBrowser('a workflow of the portal', () => {
  let sandbox: OpenSandbox;
  let app: TestApp;
  let page: Page;
  let workflows: Workflows;

  beforeAll(async () => {
    sandbox = await openSandbox({
      data: withColleagues(createSmallPortal()),
      before: async (started) => {
        await giveKeys(started);
        await adoptList(started);
      },
    });
    ({ app, page } = sandbox);
    workflows = createWorkflows(app);
  });
  afterAll(() => sandbox?.close());

  /** The same address again would not load the page anew. */
  const openCard = async (companyId: number, card: string): Promise<void> => {
    await page.goto('about:blank');
    await sandbox.comeAs(AVA, `companies/${companyId}#${card}`);
  };
  const valueOf = (companyId: number, property: string): string | undefined =>
    app.standIn.store.records.companies.getActive(String(companyId))?.properties[property];
  const intentOf = async (): Promise<number> =>
    (await app.call(`/api/cards/account?companyId=${ACME}`)).body.intent.total ?? 0;
  const tasks = () => [...app.standIn.store.records.tasks.active()];

  test('refreshes an account: the card and HubSpot have the score of what is known since', async () => {
    const before = await intentOf();
    const table = `company,source,topic,strength,date\n${ACME},G2,planning,90,${daysAgo(1).slice(0, 10)}`;
    const body = { requestId: 'a-report-of-g2', table };
    expect((await app.call('/api/settings/signals-table', { method: 'POST', body })).status).toBe(200);
    expect(await intentOf()).toBe(before);
    const step = { companyId: ACME, callbackId: 'refresh-1', inputs: {} };
    const first = await workflows.run('refresh-account', step);
    expect(first.outputs).toEqual({ hs_execution_state: 'SUCCESS', roundtable_tier: 'tier_1' });
    expect(await intentOf()).toBeGreaterThan(before);
    const again = await workflows.run('refresh-account', step);
    expect(again.outputs).toEqual(first.outputs);
    // What its job does.
    await refreshPortal(app.context, app.portalId);
    expect(Number(valueOf(ACME, 'roundtable_intent'))).toBe(await intentOf());
    await openCard(ACME, 'committee');
    const standing = page.locator('[data-extension=standing]');
    await standing.getByRole('button', { name: 'Why these scores?' }).click();
    await standing
      .getByText(/planning/)
      .first()
      .waitFor();
    await sandbox.shoot('automation-refreshed');
    expect(await standing.getByText(/planning/).count()).toBe(1);
  });

  test('starts a play: its run is on the card once, and HubSpot has its tasks once', async () => {
    const [{ playId: play, name, steps }] = (await app.call(`/api/cards/account?companyId=${ACME}`)).body.plays;
    const start = (callbackId: string) =>
      workflows.run('start-play', { companyId: ACME, callbackId, inputs: { play } });
    const { outputs } = await start('start-1');
    expect(outputs).toMatchObject({ hs_execution_state: 'SUCCESS', play_result: 'started' });
    await runPlay(app.context, app.portalId, outputs?.['play_run'] ?? '');
    expect((await start('start-1')).outputs).toEqual(outputs);
    expect((await start('start-2')).outputs).toMatchObject({ play_result: 'already_running' });
    await openCard(ACME, 'plays');
    const card = page.locator('[data-extension=plays]');
    const running = card.getByText(`Running: ${name}`);
    await running.waitFor();
    await sandbox.shoot('automation-started');
    expect(await running.count()).toBe(1);
    await card.getByText(`${steps.length} tasks were created in HubSpot`).waitFor();
    expect(tasks()).toHaveLength(steps.length);
    expect(await page.locator('[data-task]').count()).toBe(steps.length);
  });

  test('proposes for the list: who holds a key reads why, on the page and on the card, once', async () => {
    const inputs = { place: 'tier_2', reason: 'They asked for a price twice' };
    const step = { companyId: TINY, callbackId: 'propose-1', inputs };
    const first = await workflows.run('propose-for-list', step);
    expect(first.outputs).toMatchObject({ hs_execution_state: 'SUCCESS', proposal_outcome: 'proposed' });
    expect((await workflows.run('propose-for-list', step)).outputs).toEqual(first.outputs);
    const other = await workflows.run('propose-for-list', { ...step, callbackId: 'propose-2' });
    expect(other.outputs).toMatchObject({ hs_execution_state: 'FAIL_CONTINUE', proposal_outcome: 'refused' });
    await sandbox.comeAs(MIA, 'accounts');
    const proposals = page.locator('.hs-tile', { hasText: 'Bring Tiny into Tier 2' });
    await proposals.getByText('Workflow 12: They asked for a price twice').waitFor();
    await sandbox.shoot('automation-proposed');
    expect(await proposals.count()).toBe(1);
    await openCard(TINY, 'committee');
    const standing = page.locator('[data-extension=standing]');
    await standing.getByText('Proposed for Tier 2').waitFor();
    await standing.getByText('Workflow 12: They asked for a price twice').waitFor();
    await sandbox.shoot('automation-proposed-card');
    const audit = await listAudit(app.context.db.kysely, app.portalId, 50);
    expect(audit.filter(({ actor }) => actor === 'workflow:12').map(({ action }) => action)).toEqual([
      'change proposed',
      'play started',
    ]);
    expect(valueOf(TINY, 'roundtable_tier') || null).toBeNull();
    expect(sandbox.complaints).toEqual([]);
  });
});
