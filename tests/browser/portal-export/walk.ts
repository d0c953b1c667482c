import { readFile } from 'node:fs/promises';
import type { Locator } from 'playwright-core';
import { expect, vi } from 'vitest';
import type { AccountCardData } from '../../../extensions/app/cards/card-data.ts';
import type { StoredRecord } from '../../../src/sandbox/hubspot/store/stored-record.ts';
import { createAppClient, type AppClient } from '../../../src/sandbox/run/app-client.ts';
import { sendSignals, toAdSignals } from '../../../src/sandbox/run/send-signals.ts';
import { isSettled } from '../../../src/sandbox/run/watch-sync.ts';
import { PATIENCE_MS } from '../../fixtures/patience.ts';
import type { Json } from '../../fixtures/running-app.ts';
import { openSandbox, type OpenSandbox } from '../open-sandbox.ts';
import { readPortalExport } from './read-portal-export.ts';

/** One of the portal's own people. */
export interface Person {
  userEmail: string;
  userId: number;
  name: string;
}

/** The portal of `../shared` in an open sandbox, with what its tests ask of the stand-in and of the app. */
export interface Walk extends OpenSandbox {
  /** Who installed the app. */
  admin: Person;
  marketer: Person;
  seller: Person;
  companies: () => StoredRecord[];
  /** Companies of which the app published this value, by name, sorted. */
  namesWhere: (holds: (published: (property: string) => string, company: StoredRecord) => boolean) => string[];
  /** What the app published as `roundtable_…` at a company; '' where nothing. */
  published: (companyId: string, property: string) => string;
  /** What the cards of a company are shown. */
  card: (companyId: string) => Promise<AccountCardData>;
  /** An answer of the app to the admin. */
  read: (path: string) => Promise<Json>;
  tab: (...names: string[]) => Promise<void>;
  /** The extension of this name on the page. */
  extension: (name: string) => Locator;
  /** Waits until everything is read, scored and published. */
  settled: () => Promise<void>;
  /** Follows the link "Download the file"; gives the file's lines. */
  download: () => Promise<string[]>;
}

/** Starts the app beside the portal and installs it; the first sync goes on when this returns. */
export async function openWalk(): Promise<Walk> {
  const sandbox = await openSandbox({ data: await readPortalExport(), work: true, duringSync: true });
  const { app, page } = sandbox;
  const { store } = app.standIn;
  const client = createAppClient(app.standIn, app.url);
  const [admin, marketer, seller] = store.owners.map(({ email, userId, firstName, lastName }) => ({
    userEmail: email,
    userId,
    name: `${firstName} ${lastName}`,
  }));
  if (admin === undefined || marketer === undefined || seller === undefined)
    throw new Error('The portal has no people.');
  const companies = (): StoredRecord[] => [...store.records.companies.active()];
  const published: Walk['published'] = (companyId, property) =>
    store.records.companies.getActive(companyId)?.properties[`roundtable_${property}`] ?? '';
  const read: Walk['read'] = async (path) => (await app.call(path, admin)).body;
  return {
    ...sandbox,
    admin,
    marketer,
    seller,
    companies,
    published,
    read,
    namesWhere: (holds) =>
      companies()
        .filter((company) => holds((property) => published(company.id, property), company))
        .map(nameOf)
        .toSorted(),
    card: (companyId) => read(`/api/cards/account?companyId=${companyId}`),
    tab: async (...names) => {
      for (const name of names) await page.getByRole('tab', { name, exact: true }).click();
    },
    extension: (name) => page.locator(`[data-extension=${name}]`),
    settled: () => settle(client),
    download: () => follow(sandbox),
  };
}

/** Sends the app the ad clicks, as the sandbox does: HubSpot exposes them to nobody. */
export async function sendAds({ app }: Walk): Promise<void> {
  const client = createAppClient(app.standIn, app.url);
  await sendSignals(app.url, await client.makeSignalKey(), toAdSignals(app.standIn.store.adActivities));
}

export function nameOf({ properties }: StoredRecord): string {
  return properties['name'] ?? '';
}

/** A number as a screen in English writes it: "1,000", "US$76,843". */
export function numberIn(text: string): number {
  return Number(text.replaceAll(/[^\d.]/g, ''));
}

async function settle(client: AppClient): Promise<void> {
  await vi.waitUntil(async () => isSettled(await client.readSync()), { timeout: 2 * PATIENCE_MS, interval: 300 });
}

async function follow({ page }: OpenSandbox): Promise<string[]> {
  const link = page.getByRole('link', { name: 'Download the file' });
  await link.waitFor();
  // The tab that a browser opens for a file is gone before one can wait for its download.
  await link.evaluate((element) => element.removeAttribute('target'));
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
  const text = await readFile(await download.path(), 'utf8');
  expect(text).not.toBe('');
  return text.trimEnd().split(/\r?\n/);
}
