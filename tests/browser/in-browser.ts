import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, describe } from 'vitest';
import { openBrowser } from './open-browser.ts';

const browser = await openBrowser();
/** Where screenshots go, for looking at them; nowhere by default. */
const shots = process.env['SCREENSHOTS'];
/** How long each changing request of a page is held back, in ms: a machine that is busy at the wrong moment. */
const writesWaitMs = Number(process.env['HOLD_WRITES_MS'] ?? 0);
if (shots !== undefined) mkdirSync(shots, { recursive: true });

/** `describe` for tests that need a Chromium: skipped, and said to be so, where none starts. */
export function describeInBrowser(title: string, tests: () => void): void {
  const why = browser === null ? ' (skipped: no Chrome and no bundled Chromium starts here)' : '';
  describe.skipIf(browser === null)(`${title}${why}`, () => {
    afterAll(() => browser?.close());
    tests();
  });
}

/** A page of its own context, 1280 by 900 by default; closing the page closes the context. */
export async function openPage(options: BrowserContextOptions = {}): Promise<Page> {
  if (browser === null) throw new Error('No browser is open: put the test into describeInBrowser.');
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, ...options });
  if (writesWaitMs > 0) await holdWrites(page);
  return page;
}

/** Holds back what changes something, so that a test fails which does not wait for it: leaving the page loses it. */
async function holdWrites(page: Page): Promise<void> {
  await page.route('**/sandbox-api/hubspot-fetch', async (route) => {
    const { method = 'GET' } = (route.request().postDataJSON() as { method?: string } | null) ?? {};
    if (method !== 'GET') await setTimeout(writesWaitMs);
    await route.continue().catch(() => null);
  });
}

/**
 * What is found and not disabled. A bundle hears in its worker, later than the field shows it, of what was typed, and of an answer: a key
 * that is pressed on a button before it was drawn anew does nothing, for which Playwright waits only before a click.
 */
export function enabled(target: Locator): Locator {
  return target.and(target.page().locator(':enabled'));
}

/** Collects what the page's scripts throw and what they write to the console as errors. */
export function collectComplaints(page: Page, complaints: string[] = []): string[] {
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  return complaints;
}

/** Takes a picture of the whole page as `NAME.png`, if `SCREENSHOTS` names a folder. */
export async function shoot(page: Page, name: string): Promise<void> {
  if (shots !== undefined) await page.screenshot({ path: path.join(shots, `${name}.png`), fullPage: true });
}
