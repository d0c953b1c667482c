import { randomUUID } from 'node:crypto';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PortalData } from '../../src/sandbox/portal-data.ts';
import { refreshAccount } from '../../src/sync/refresh/refresh-portal.ts';
import { receiveSignals } from '../../src/sync/signals/receive-signals.ts';
import { AVA } from '../fixtures/kept-list.ts';
import type { Json, TestApp } from '../fixtures/running-app.ts';
import { createSmallPortal, daysAgo } from '../fixtures/small-portal.ts';
import { describeInBrowser } from './in-browser.ts';
import { openSandbox, type OpenSandbox } from './open-sandbox.ts';

const ACME = '101';
const BOLT = '102';
const CLOSES_AT = daysAgo(-4);
const DEAL = 'Bolt platform';

/** By the calendar of the portal. */
function dayOf(at: string): string {
  return new Date(at).toLocaleDateString('en-CA', { timeZone: 'Europe/Berlin' });
}

/** The small portal, in which Bolt's deal closes in four days. */
function createClosingPortal(): PortalData {
  const data = createSmallPortal();
  for (const { properties } of data.objects.deals) properties['closedate'] = CLOSES_AT;
  return data;
}

/** What a card says of a play where its deal is about to close, and where no play is offered any more. */
describeInBrowser('plays at an account whose deal closes', () => {
  let sandbox: OpenSandbox;
  let app: TestApp;
  let page: Page;

  beforeAll(async () => {
    sandbox = await openSandbox({ data: createClosingPortal(), work: true });
    ({ app, page } = sandbox);
  });
  afterAll(() => sandbox?.close());

  const card = (): Locator => page.locator('[data-extension=plays]');
  const read = async (): Promise<Json> => (await app.call(`/api/cards/account?companyId=${BOLT}`)).body;
  const post = (path: string, body: object) =>
    app.call(`/api/cards/account/plays/${path}`, {
      method: 'POST',
      body: { companyId: BOLT, requestId: randomUUID(), ...body },
    });

  test('are to be done by the day before, which is said where their aim has more time', async () => {
    const { plays } = await read();
    expect(plays.length).toBeGreaterThan(0);
    expect(plays.map(({ closing }: Json) => closing?.deal)).toContain(DEAL);
    for (const { steps } of plays) {
      for (const { dueAt } of steps) expect(dayOf(dueAt) < dayOf(CLOSES_AT)).toBe(true);
    }
    await sandbox.comeAs(AVA, `companies/${BOLT}#plays`);
    await card().getByText(`the deal "${DEAL}" closes before that, on`).first().waitFor();
    await sandbox.shoot('plays-before-close');
  });

  test('are started with tasks that are due before the close', async () => {
    const [{ playId, name }] = (await read()).plays;
    await card().getByRole('button', { name: 'Start play 1' }).click();
    await card().getByText(`Running: ${name}`).waitFor();
    const run = (await read()).running.find((each: Json) => each.playId === playId);
    expect(run.steps.length).toBeGreaterThan(0);
    for (const { dueAt } of run.steps) expect(dayOf(dueAt) < dayOf(CLOSES_AT)).toBe(true);
  });

  test('say each why it waits once none is left to start', async () => {
    for (let { plays } = await read(); plays.length > 0; { plays } = await read()) {
      for (const { playId } of plays) await post('snooze', { playId, days: 14 });
    }
    const { resting, running } = await read();
    expect(resting.length).toBeGreaterThan(1);
    expect(resting.map(({ playId }: Json) => playId)).not.toContain(running[0].playId);
    await sandbox.comeAs(AVA, `companies/${BOLT}#plays`);
    await card().getByText('No other play to start now').waitFor();
    for (const { name } of resting) await card().getByText(`"${name}": `).first().waitFor();
    expect(await card().innerText()).not.toMatch(/": running/);
    expect(await card().innerText()).toMatch(/": snoozed until \d+ \w+/);
    expect(await card().innerText()).not.toMatch(/⟦|Nothing to do/);
    await sandbox.shoot('plays-resting');
    expect(sandbox.complaints).toEqual([]);
  });

  test('say whose request is next while that of another person is worked', async () => {
    await sandbox.comeAs(AVA, `companies/${ACME}#plays`);
    await card().getByText('1 Answer the demo or sales request').waitFor();
    await card().getByRole('button', { name: 'Start play 1' }).click();
    await card().getByText('Running: Answer the demo or sales request').waitFor();
    const request = { id: 'r-1', kind: 'activity' as const, contactId: '2', type: 'form_high_intent' as const };
    await receiveSignals(app.context, app.portalId, [{ ...request, occurredAt: Date.now(), detail: 'Contact sales' }]);
    await refreshAccount(app.context, app.portalId, ACME);
    await sandbox.comeAs(AVA, `companies/${ACME}#plays`);
    await card().getByText('The next request waits until this play has ended').waitFor();
    await card().getByText('Bob Okafor: demo or sales request "Contact sales" on').first().waitFor();
    await card().getByText('as soon as the play reaches its aim or is stopped, at the latest after').waitFor();
    await sandbox.shoot('plays-next-request');
  });

  test('tell of a switch on the page of plays that it is saved at once', async () => {
    await sandbox.comeAs(AVA, 'accounts');
    await page.getByRole('tab', { name: 'Plays' }).click();
    await page.getByText('Ticks under "On" are saved at once.').waitFor();
    await page.getByRole('switch').first().click();
    await page.getByText('Saved', { exact: true }).waitFor();
    await sandbox.shoot('plays-saved');
    await page.getByRole('switch').first().click();
    await page.getByRole('button', { name: 'Answer the account that is already looking' }).click();
    await page.getByRole('checkbox', { name: 'Tier 2' }).click();
    await page.getByText('Saved: it starts automatically at Tier 2').waitFor();
    await sandbox.shoot('play-saved');
    await page.getByRole('checkbox', { name: 'Tier 2' }).click();
    await page.getByText('Saved: it starts only by a click').waitFor();
  });
});
