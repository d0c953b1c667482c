import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PortalData } from '../../src/sandbox/portal-data.ts';
import { refreshAccount } from '../../src/sync/refresh/refresh-portal.ts';
import { AVA, SAM, withColleagues } from '../fixtures/kept-list.ts';
import { createPortalUsers, type PortalUsers } from '../fixtures/portal-users.ts';
import type { Json, TestApp } from '../fixtures/running-app.ts';
import { createSmallPortal } from '../fixtures/small-portal.ts';
import { describeInBrowser } from './in-browser.ts';
import { openSandbox, type OpenSandbox } from './open-sandbox.ts';

const ACME = '101';
const BOLT = '102';
const REP = { userId: 80, userEmail: 'rita@vendor.example' };
const CALLS = '**/sandbox-api/hubspot-fetch';

/** The small portal with a rep who holds no right; Acme is Sam's, and nobody is known at Tiny (104), which fits as well as Acme. */
function createTeamPortal(): PortalData {
  const data = withColleagues(createSmallPortal());
  data.owners.push({ id: '9003', email: REP.userEmail, firstName: 'Rita', lastName: 'Rep', userId: REP.userId });
  for (const { id, properties } of data.objects.companies) {
    if (id === ACME) properties['hubspot_owner_id'] = '9002';
    if (id === '104') Object.assign(properties, { industry: 'COMPUTER_SOFTWARE', numberofemployees: '2500' });
  }
  return data;
}

describeInBrowser('what a card says where not all is well', () => {
  let sandbox: OpenSandbox;
  let app: TestApp;
  let page: Page;
  let users: PortalUsers;

  beforeAll(async () => {
    sandbox = await openSandbox({ data: createTeamPortal(), work: true });
    ({ app, page } = sandbox);
    users = createPortalUsers(app.standIn);
  });
  afterAll(() => sandbox?.close());

  const card = (name: string): Locator => page.locator(`[data-extension=${name}]`);
  const read = async (companyId: string): Promise<Json> =>
    (await app.call(`/api/cards/account?companyId=${companyId}`)).body;
  const tasks = (): number => [...app.standIn.store.records.tasks.active()].length;

  test('who may not act is told whom to ask, and is offered nothing that the app would refuse', async () => {
    await sandbox.comeAs(AVA, 'settings');
    await page.getByRole('tab', { name: 'People', exact: true }).click();
    await page.getByRole('tab', { name: 'Who acts on cards' }).click();
    await page.getByRole('radio', { name: "The company's owner" }).click();
    await page.getByText('on companies they do not own, users see the cards without buttons').waitFor();
    await sandbox.shoot('who-acts');
    await sandbox.press('Save');
    await expect.poll(async () => (await app.call('/api/settings/choices')).body.onlyOwnersAct).toBe(true);
    for (const name of ['committee', 'plays', 'pre-call-brief']) {
      await page.goto('about:blank');
      await sandbox.comeAs(REP, `companies/${ACME}#${name}`);
      await card(name).getByText('You can look but not act here: Sam Sells owns this company.').waitFor();
      await sandbox.shoot(`no-permission-${name}`);
      const offered = await card(name)
        .getByRole('button', { name: /^(Yes|No|Start play|Snooze|Not useful|Add)/ })
        .count();
      expect({ name, offered }).toEqual({ name, offered: 0 });
    }
    await page.goto('about:blank');
    await sandbox.comeAs(SAM, `companies/${ACME}#plays`);
    await card('plays').getByRole('button', { name: 'Start play' }).first().waitFor();
    const body = { companyId: ACME, playId: (await read(ACME)).plays[0].playId, requestId: 'start-by-rita' };
    const { status } = await app.call('/api/cards/account/plays/start', { method: 'POST', body, ...REP });
    expect([status, tasks()]).toEqual([403, 0]);
    await app.call('/api/settings/choices/acting', { method: 'POST', body: { onlyOwnersAct: false } });
  });

  test('where nobody is known the card says how people come to be', async () => {
    await sandbox.comeAs(AVA, 'companies/104#committee');
    await card('committee').getByText('Nobody is known in any role yet').waitFor();
    await sandbox.shoot('nobody-known');
    const { coverage, roles } = await read('104');
    expect(coverage.total).toBe(0);
    expect(roles.flatMap(({ people }: Json) => people)).toEqual([]);
  });

  test('a company that the app does not know yet appears by itself once it does', async () => {
    const gate = Promise.withResolvers<void>();
    app.proxy.decideFault = async () => (await gate.promise, null);
    const id = users.create('companies', { name: 'Newcomer', domain: 'newcomer.example' });
    await sandbox.comeAs(AVA, `companies/${id}#committee`);
    await card('committee').getByText('Roundtable does not know this company yet').waitFor();
    await sandbox.shoot('unknown-company');
    app.proxy.decideFault = () => null;
    gate.resolve();
    await expect.poll(async () => (await read(id)).company?.name).toBe('Newcomer');
    await card('committee').getByRole('heading', { name: 'Coverage' }).waitFor();
  });

  test('while a support ticket is open every card says that plays are on hold, and none that there is nothing to do', async () => {
    const { kysely } = app.context.db;
    const due = (await read(BOLT)).plays.length;
    expect(due).toBeGreaterThan(0);
    const opened_at = new Date(Date.now() - 86_400_000);
    const ticket = { portal_id: app.portalId, ticket_id: '901', company_id: BOLT, opened_at };
    await kysely.insertInto('open_tickets').values(ticket).execute();
    await refreshAccount(app.context, app.portalId, BOLT);
    const { plays, playsRest } = await read(BOLT);
    expect([plays, playsRest]).toEqual([[], expect.stringContaining('on hold: a support ticket has been open since')]);
    for (const name of ['plays', 'pre-call-brief']) {
      await sandbox.comeAs(AVA, `companies/${BOLT}#${name}`);
      for (const shown of [card(name), card('standing')]) {
        await shown.getByText(/on hold: a support ticket has been open since \d/).waitFor();
        await shown.getByText('First help to get that solved').waitFor();
        expect(await shown.innerText()).not.toMatch(/Nothing to do here|No play is due|⟦/);
      }
      await sandbox.shoot(`on-hold-${name}`);
    }
    await kysely.deleteFrom('open_tickets').execute();
    await refreshAccount(app.context, app.portalId, BOLT);
    await page.goto('about:blank');
    await sandbox.comeAs(AVA, `companies/${BOLT}#plays`);
    await card('plays').getByRole('button', { name: 'Start play' }).first().waitFor();
  });

  test('where the app does not answer the card says so, and is read at the next try', async () => {
    await page.goto('about:blank');
    await page.route(CALLS, (route) => route.abort());
    await page.goto(`${sandbox.url}/companies/${BOLT}#plays`);
    await card('plays').getByText('Roundtable could not be reached. Check your connection, then try again.').waitFor();
    await sandbox.shoot('unreachable');
    await page.unroute(CALLS);
    await card('plays').getByRole('button', { name: 'Try again' }).click();
    await card('plays').getByRole('button', { name: 'Start play' }).first().waitFor();
  });

  test('while HubSpot’s daily limit is used up the card says until when, shows what was known, and starts nothing', async () => {
    const before = await read(BOLT);
    const daily = { status: 'error', message: 'You have reached your daily limit.', policyName: 'DAILY' };
    app.proxy.decideFault = () => ({ status: 429, answer: daily });
    users.set('companies', BOLT, { numberofemployees: '700' });
    await expect.poll(async () => (await read(BOLT)).paused?.reason).toBe('daily_limit');
    await page.goto('about:blank');
    await sandbox.comeAs(AVA, `companies/${BOLT}#plays`);
    await card('plays').getByText("HubSpot's daily limit of requests is used up until").waitFor();
    await sandbox.shoot('daily-limit');
    const { asOf, paused, tier } = await read(BOLT);
    const text = await card('plays').innerText();
    expect(text).toContain(`used up until ${exact(paused.until)}`);
    expect(text).toContain(`This is as of ${exact(asOf)}.`);
    expect(tier).toEqual(before.tier);
    expect(await card('plays').getByRole('button', { name: 'Start play' }).count()).toBe(0);
    expect(tasks()).toBe(0);
  });

  function exact(at: string): string {
    const { timeZone } = app.standIn.store.portal;
    const day = { day: 'numeric', month: 'short', year: 'numeric' } as const;
    const time = { hour: '2-digit', minute: '2-digit', timeZoneName: 'short' } as const;
    return new Intl.DateTimeFormat('en-GB', { ...day, ...time, timeZone }).format(new Date(at));
  }
});
