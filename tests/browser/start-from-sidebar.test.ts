import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PortalData } from '../../src/sandbox/portal-data.ts';
import { SAM, withColleagues } from '../fixtures/kept-list.ts';
import { createPortalUsers } from '../fixtures/portal-users.ts';
import type { Json, TestApp } from '../fixtures/running-app.ts';
import { createSmallPortal } from '../fixtures/small-portal.ts';
import { describeInBrowser } from './in-browser.ts';
import { findBarriers, findOverflowing } from './judge-page.ts';
import { openSandbox, type OpenSandbox } from './open-sandbox.ts';

const ACME = '101';
const REP = { userId: 80, userEmail: 'rita@vendor.example' };
const isConfirmed = ({ sources }: Json): boolean => sources.includes('confirmed by a rep');
const CALLS = '**/sandbox-api/hubspot-fetch';

/** The small portal with two reps who hold no right; Acme is Sam's. */
function createTeamPortal(): PortalData {
  const data = withColleagues(createSmallPortal());
  data.owners.push({ id: '9003', email: REP.userEmail, firstName: 'Rita', lastName: 'Rep', userId: REP.userId });
  for (const { id, properties } of data.objects.companies) if (id === ACME) properties['hubspot_owner_id'] = '9002';
  return data;
}

/** What a rep does from the sidebar, until HubSpot has the tasks. */
describeInBrowser('the next play from the sidebar', () => {
  let sandbox: OpenSandbox;
  let app: TestApp;
  let page: Page;

  beforeAll(async () => {
    sandbox = await openSandbox({ data: createTeamPortal(), work: true });
    ({ app, page } = sandbox);
  });
  afterAll(() => sandbox?.close());

  const card = (): Locator => page.locator('[data-extension=standing]');
  const start = (): Locator => card().getByRole('button', { name: 'Start play 1' });
  const read = async (): Promise<Json> => (await app.call(`/api/cards/account?companyId=${ACME}`)).body;
  const tasks = (): Record<string, string>[] => {
    const { associations, records } = app.standIn.store;
    const ids = [...associations.linked('companies', ACME, 'tasks').keys()];
    return ids.map((id) => ({ ...records.tasks.getActive(id)?.properties }));
  };
  const choose = (onlyOwnersAct: boolean) =>
    app.call('/api/settings/choices/acting', { method: 'POST', body: { onlyOwnersAct } });

  test('who may not act reads what is next, and has no button; the server refuses them as well', async () => {
    await choose(true);
    const [{ name, playId }] = (await read()).plays;
    await sandbox.comeAs(REP, `companies/${ACME}`);
    await card()
      .getByText(new RegExp(`^(Next|Then): ${name}$`))
      .waitFor();
    await card().getByText('You can look but not act here: Sam Sells owns this company.').waitFor();
    expect(await start().count()).toBe(0);
    await sandbox.shoot('sidebar-may-not');
    const body = { companyId: ACME, playId, requestId: 'start-by-rita' };
    const { status } = await app.call('/api/cards/account/plays/start', { method: 'POST', body, ...REP });
    expect([status, tasks()]).toEqual([403, []]);
    await choose(false);
  });

  test('one click of the owner makes the tasks, once though the first answer is lost, and says whose they are', async () => {
    const [{ name, playId, steps }] = (await read()).plays;
    await page.goto('about:blank');
    await sandbox.comeAs(SAM, `companies/${ACME}`);
    await start().waitFor();
    await sandbox.shoot('sidebar-due');
    let lost = 0;
    await page.route(CALLS, async (route) => {
      if (lost > 0 || !(route.request().postData() ?? '').includes('plays/start')) return route.continue();
      lost += 1;
      await route.fetch();
      await route.abort();
    });
    await start().click();
    await card().getByText('No answer came').waitFor();
    await card().getByRole('button', { name: 'Try again' }).click();
    await card().getByText(`${steps.length} tasks were created in HubSpot for Sam Sells.`).waitFor();
    await card().getByText(`Step 1 of ${steps.length} of "${name}".`).waitFor();
    await sandbox.shoot('sidebar-started');
    expect(lost).toBe(1);
    const made = tasks();
    expect(made).toHaveLength(steps.length);
    expect(new Set(made.map(({ hs_task_subject }) => hs_task_subject))).toEqual(
      new Set(steps.map(({ title }: Json) => title)),
    );
    expect(new Set(made.map(({ hubspot_owner_id }) => hubspot_owner_id))).toEqual(new Set(['9002']));
    const { running } = await read();
    expect(running).toMatchObject([{ playId, status: 'running', startedBy: 'Sam Sells', tasksFor: 'Sam Sells' }]);
    await page.unroute(CALLS);
  });

  test('what is done in HubSpot is next no more, and what is overdue there comes first, also in the brief', async () => {
    const [run] = (await read()).running;
    const [first, second] = run.steps;
    createPortalUsers(app.standIn).set('tasks', first.taskId, { hs_task_status: 'COMPLETED' });
    await page.goto('about:blank');
    await sandbox.comeAs(SAM, `companies/${ACME}#pre-call-brief`);
    await card().getByText(`Step 2 of ${run.steps.length} of "${run.name}".`).waitFor();
    const db = app.context.db.kysely;
    const past = run.steps.map((step: Json) => ({ ...step, dueAt: Date.now() - 3 * 86_400_000 }));
    await db
      .updateTable('play_runs')
      .set({ steps: JSON.stringify(past) })
      .where('run_id', '=', run.runId)
      .execute();
    await page.reload();
    await card().getByText(`: ${second.title}. Overdue: it was due 3 days ago.`).waitFor();
    const brief = page.locator('[data-extension=pre-call-brief]');
    await brief.getByText(`Overdue: ${second.title}. It was due 3 days ago: step 2 of`).waitFor();
    await sandbox.shoot('sidebar-overdue');
    for (const width of [1280, 320]) {
      await page.setViewportSize({ width, height: 900 });
      expect(await findOverflowing(page)).toEqual([]);
      expect(await findBarriers(page)).toEqual([]);
    }
    await page.setViewportSize({ width: 1280, height: 900 });
  });

  test('on the committee the first thing to do is one primary button, which HubSpot has the answer of', async () => {
    await page.goto('about:blank');
    await sandbox.comeAs(SAM, `companies/${ACME}#committee`);
    const committee = page.locator('[data-extension=committee]');
    await committee.getByText(/^First: confirm /).waitFor();
    const primary = committee.locator('.hs-button-primary');
    expect(await primary.count()).toBe(1);
    await sandbox.shoot('committee-first');
    await page.setViewportSize({ width: 320, height: 900 });
    await sandbox.shoot('committee-first-narrow');
    expect(await findOverflowing(page)).toEqual([]);
    await page.setViewportSize({ width: 1280, height: 900 });
    const before = await read();
    const asked = (await primary.innerText()).replace('Yes, ', '');
    const role = before.roles.find(({ label }: Json) => label.toLowerCase() === asked);
    const { x, y, width, height } = (await primary.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
    await primary.click();
    await committee.getByText(/^Confirmed: .+ as /).waitFor();
    await page.mouse.click(x + width / 2, y + height / 2);
    await sandbox.shoot('committee-answered');
    const answered = (await read()).roles.flatMap(({ people }: Json) => people).filter(isConfirmed);
    expect(answered).toHaveLength(1);
    expect(await committee.getByRole('button', { name: 'Undo' }).count()).toBe(1);
    await expect
      .poll(async () => (await read()).roles.find((each: Json) => each.role === role.role).people[0].sources)
      .toContain('confirmed by a rep');
    await expect
      .poll(() => Number(app.standIn.store.records.companies.getActive(ACME)?.properties['roundtable_coverage']))
      .toBeGreaterThan(before.coverage.total);
    await committee.getByText(`Coverage ${(await read()).coverage.total} of 100`).waitFor();
    expect(await primary.count()).toBeLessThanOrEqual(1);
    await sandbox.shoot('committee-then');
  });

  test('whom to find first is HubSpot’s own button, which fits the narrowest card', async () => {
    await page.goto(`${sandbox.url}/companies/103#committee`);
    await page.reload();
    await page.setViewportSize({ width: 320, height: 900 });
    const committee = page.locator('[data-extension=committee]');
    await committee.getByText(/^First: find somebody for /).waitFor();
    const primary = committee.locator('.hs-button-primary');
    expect(await primary.count()).toBe(1);
    expect(await primary.innerText()).toBe('Find in contacts');
    await sandbox.shoot('committee-find');
    expect(await findOverflowing(page)).toEqual([]);
    expect(await findBarriers(page)).toEqual([]);
  });
});
