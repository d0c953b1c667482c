import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Browser } from 'playwright-core';
import { createAppClient } from '../../src/sandbox/run/app-client.ts';
import { sendSignals, toIntentSignals } from '../../src/sandbox/run/send-signals.ts';
import { buildIntent } from '../../src/sandbox/world/build-intent.ts';
import { buildPastPlays } from '../../src/sandbox/world/build-past-plays.ts';
import { buildWorld } from '../../src/sandbox/world/build-world.ts';
import { measurePortal } from '../../src/sync/measurement/measure-portal.ts';
import type { PortalData } from '../../src/sandbox/portal-data.ts';
import { refreshPortal } from '../../src/sync/refresh/refresh-portal.ts';
import { examineData } from '../../src/sync/data-trust/examine-data.ts';
import { openBrowser } from '../browser/open-browser.ts';
import { serveRecordPage } from '../browser/record-page-server.ts';
import { adoptList, giveKeys, seatAnew, withColleagues } from '../fixtures/kept-list.ts';
import { startTestApp, type TestApp } from '../fixtures/running-app.ts';
import { SURFACES, type Surface } from './surfaces.ts';

const FOLDER = fileURLToPath(new URL('../../docs/screens', import.meta.url));
const WORLD_SEED = 20_261_122;
/** A model with fewer seats of Tier 1 and 2, so that there is something to decide about the list. */
const FEWER_SEATS: [[number, number, number], number[]] = [
  [22, 120, 1_000],
  [70, 50, 30],
];

const { values } = parseArgs({ options: { only: { type: 'string' }, out: { type: 'string', default: FOLDER } } });

/** `npm run screenshots [-- --only NAME,NAME] [--out DIR]`: every surface of the built-in portal as a picture. */
async function main(): Promise<void> {
  const browser = await openBrowser();
  if (browser === null) throw new Error('No Chrome and no bundled Chromium starts here.');
  const from = { seed: WORLD_SEED, now: Date.now() };
  const data = withColleagues(buildWorld(from));
  // At HubSpot's pace, so that the settings show its real limit.
  const app = await startTestApp({ data, atPace: true });
  try {
    await app.installAndSync();
    await addBeyondHubSpot(app, data, from);
    await examineData(app.context, app.portalId);
    const companyId = await findCompany(app);
    await planFor(app, companyId);
    // The first owner installs the app: the only admin.
    const admin = data.owners[0]?.email ?? '';
    await giveKeys(app, admin);
    await adoptList(app);
    await seatAnew(app, ...FEWER_SEATS, admin);
    await measurePortal(app.context, app.portalId);
    const served = await serveRecordPage(app.standIn, app.url);
    await mkdir(values.out, { recursive: true });
    for (const surface of SURFACES.filter(
      ({ name }) => values.only === undefined || values.only.split(',').includes(name),
    )) {
      // What a click of the picture before marked: the app's own jobs do not run here.
      await refreshPortal(app.context, app.portalId);
      await photograph(browser, `${served.url}${surface.path.replace(':company', companyId)}`, surface);
      console.log(`${surface.name}.png`);
    }
    await served.close();
  } finally {
    await app.stop();
    await browser.close();
  }
}

async function photograph(browser: Browser, url: string, surface: Surface): Promise<void> {
  const page = await browser.newPage({ viewport: { width: surface.width, height: 900 } });
  try {
    await page.goto(url);
    await page.locator(surface.shows).first().waitFor();
    await surface.before?.(page);
    await page.waitForTimeout(500);
    const file = { path: path.join(values.out, `${surface.name}.png`) };
    if (surface.part === undefined) await page.screenshot({ ...file, fullPage: true });
    else await page.locator(surface.part).first().screenshot(file);
  } finally {
    await page.close();
  }
}

/** Sends the app what HubSpot does not hold, as `npm run sandbox` does: intent, and the plays of the past year. */
async function addBeyondHubSpot(app: TestApp, data: PortalData, from: { seed: number; now: number }): Promise<void> {
  const client = createAppClient(app.standIn, app.url);
  await sendSignals(app.url, await client.makeSignalKey(), toIntentSignals(buildIntent(data, from)));
  await client.importPlays(buildPastPlays(data, from));
  await refreshPortal(app.context, app.portalId);
}

/** A company of Tier 1 for which most plays are due. */
async function findCompany({ call, standIn }: TestApp): Promise<string> {
  const ids = [...standIn.store.records.companies.active()]
    .filter(({ properties }) => properties['roundtable_tier'] === 'tier_1')
    .map(({ id }) => id);
  const cards = await Promise.all(ids.map(async (id) => (await call(`/api/cards/account?companyId=${id}`)).body));
  const ranked = cards.toSorted((a, b) => b.plays.length - a.plays.length || b.risks.length - a.risks.length);
  return ranked[0]?.company.id ?? '';
}

async function planFor({ call }: TestApp, companyId: string): Promise<void> {
  const notes = [
    { kind: 'objective', text: 'One plan for all three business units by the end of next year' },
    { kind: 'initiative', text: 'Replaces its spreadsheets before the next budget round in May' },
    { kind: 'competitor', text: 'Orbis' },
  ];
  for (const note of notes) {
    const body = { companyId, ...note, requestId: `screens-${note.kind}` };
    await call('/api/cards/account/plan/note', { method: 'POST', body });
  }
}

await main();
