import type { Page, ViewportSize } from 'playwright-core';
import { vi } from 'vitest';
import { PATIENCE_MS } from '../fixtures/patience.ts';
import type { AVA } from '../fixtures/kept-list.ts';
import { startTestApp, type TestApp, type TestAppOptions } from '../fixtures/running-app.ts';
import { collectComplaints, openPage, shoot } from './in-browser.ts';
import { serveRecordPage } from './record-page-server.ts';

/** What `npm run sandbox` shows: the app beside HubSpot in a box, and its record page, open in a browser. */
export interface OpenSandbox {
  app: TestApp;
  /** Of the record page. */
  url: string;
  page: Page;
  /** Errors of the page and of its console so far. */
  complaints: string[];
  /** Opens an address of the record page as one of the portal's people. */
  comeAs: (who: Pick<typeof AVA, 'userEmail'>, where: string) => Promise<void>;
  /** Presses the first button of exactly this name. */
  press: (name: string) => Promise<void>;
  shoot: (name: string) => Promise<void>;
  close: () => Promise<void>;
}

interface SandboxOptions extends TestAppOptions {
  viewport?: ViewportSize;
  /** What has happened in the portal before the page is opened. */
  before?: (app: TestApp) => Promise<unknown>;
  /** Not to wait for the first sync, which the app's jobs (`work`) go on with: for a test that looks at it. */
  duringSync?: boolean;
}

/**
 * Starts the app and installs it. When it returns, the first sync is done: by the app's jobs with `work`, else here.
 * The page is blank: a test goes where it wants to begin.
 */
export async function openSandbox(options: SandboxOptions = {}): Promise<OpenSandbox> {
  const { viewport, before, duringSync = false, ...appOptions } = options;
  const app = await startTestApp(appOptions);
  if (options.work === true) {
    await app.install();
    if (!duringSync) await vi.waitUntil(() => isSettled(app), { timeout: PATIENCE_MS, interval: 300 });
  } else {
    await app.installAndSync();
  }
  await before?.(app);
  const served = await serveRecordPage(app.standIn, app.url);
  const page = await openPage(viewport && { viewport });
  return {
    app,
    url: served.url,
    page,
    complaints: collectComplaints(page),
    comeAs: async ({ userEmail }, where) => {
      await page.goto(`${served.url}/${where}`);
      // The page is loaded anew, also for who looks already: a click before that would be lost.
      await Promise.all([page.waitForEvent('load'), page.getByLabel('You are').selectOption(userEmail)]);
    },
    press: (name) => page.getByRole('button', { name, exact: true }).first().click(),
    shoot: (name) => shoot(page, name),
    close: async () => {
      await page.close();
      await served.close();
      await app.stop();
    },
  };
}

async function isSettled(app: TestApp): Promise<boolean> {
  const { status, waiting } = (await app.call('/api/settings/sync')).body;
  return status === 'active' && waiting.stale === 0 && waiting.unpublished === 0;
}
