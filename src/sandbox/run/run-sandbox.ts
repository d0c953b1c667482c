import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SandboxOptions } from '../command-line.ts';
import { readHubSpotProject } from '../hubspot/hubspot-project.ts';
import { startStandIn, type StandIn } from '../hubspot/stand-in.ts';
import { createAppClient, type AppClient, type SyncState } from './app-client.ts';
import { readEnd, startAppProcess, type AppProcess } from './app-process.ts';
import { findPort } from './find-port.ts';
import { installApp } from './install-app.ts';
import { keepOrigin, openPortal, type PortalOrigin } from './open-portal.ts';
import type { Listening } from '../listen-on-loopback.ts';
import { startRecordPage } from '../record-page/start-record-page.ts';
import { openSandboxFolder, type SandboxFolder } from './sandbox-folder.ts';
import { sendSignals, toAdSignals, toIntentSignals } from './send-signals.ts';
import { watchSync, type StepTotals } from './watch-sync.ts';

const EXTENSIONS = fileURLToPath(new URL('../../../extensions', import.meta.url));

export interface RunningSandbox {
  standIn: StandIn;
  app: AppProcess;
  client: AppClient;
  origin: PortalOrigin;
  folder: SandboxFolder;
  /** The app was installed before: this run continues where the last one stopped. */
  resumed: boolean;
  stop: () => Promise<void>;
}

const PORT_ATTEMPTS = 3;

/** Starts the stand-in for HubSpot and the app, as two servers that communicate over HTTP only. */
export async function startSandbox(options: SandboxOptions): Promise<RunningSandbox> {
  const folder = await openSandboxFolder(options);
  for (let attempt = 1; ; attempt += 1) {
    try {
      // Another program may take a free port before the app does: then other ports are tried.
      return await startServers(options, folder, attempt === 1 ? options.port : 0);
    } catch (error) {
      if (attempt === PORT_ATTEMPTS || !String(error).includes('EADDRINUSE')) throw error;
    }
  }
}

async function startServers(options: SandboxOptions, folder: SandboxFolder, port: number): Promise<RunningSandbox> {
  const { data, origin } = await openPortal(options, folder);
  const hubspotPort = await findPort(port === 0 ? 0 : port + 1);
  const appPort = await findPort(port === 0 ? 0 : port + 2);
  const standIn = await startStandIn({
    port: hubspotPort,
    folder: folder.path,
    ...(data === null ? {} : { data }),
    app: folder.secrets,
    project: await readHubSpotProject(EXTENSIONS, { APP_BASE_URL: `http://127.0.0.1:${appPort}` }),
  });
  try {
    const resumed = standIn.store.grant !== null;
    await keepOrigin(folder, origin);
    const app = await startAppProcess({ folder, port: appPort, hubspotUrl: standIn.url, asOf: options.asOf });
    const stop = async (): Promise<void> => {
      await app.stop();
      await standIn.close();
    };
    return { standIn, app, client: createAppClient(standIn, app.url), origin, folder, resumed, stop };
  } catch (error) {
    await standIn.close();
    throw error;
  }
}

/** Serves the page that shows the portal with the app's cards. */
export async function openRecordPage(sandbox: RunningSandbox, port: number): Promise<Listening> {
  const { standIn, app, folder } = sandbox;
  const variables = { APP_BASE_URL: app.url };
  return startRecordPage({
    port: await findPort(port),
    store: standIn.store,
    projectFolder: EXTENSIONS,
    cacheFolder: join(folder.path, 'bundles'),
    forwardFetch: standIn.forwardFetch,
    app: { appId: folder.secrets.appId, name: (await readHubSpotProject(EXTENSIONS, variables)).app.name },
    variables,
  });
}

/** Installs the app (or requests a sync if it is installed) and follows it until everything is published. */
export async function syncSandbox(sandbox: RunningSandbox): Promise<SyncState> {
  const { standIn, app, client, origin, resumed } = sandbox;
  const signals = [...toAdSignals(standIn.store.adActivities), ...toIntentSignals(origin.intent)];
  const pastPlays = origin.arrived ? null : origin.pastPlays;
  if (resumed) await client.requestSync();
  else await installApp(app.url);
  // Sent again on every run: the ids are the same, so that what an interrupted run did not send arrives, and nothing twice.
  let isSent = false;
  const followed = watchSync(client, stepTotals(standIn), async (state) => {
    const contactsAreKnown = state.steps.some((step) => step.name === 'contacts' && step.finishedAt !== null);
    if (isSent || !contactsAreKnown) return false;
    isSent = true;
    if (signals.length > 0) await sendSignals(app.url, await client.makeSignalKey(), signals);
    if (pastPlays !== null) await client.importPlays(pastPlays);
    return signals.length > 0 || pastPlays !== null;
  });
  const state = await Promise.race([followed, app.ended]).catch(async (error: unknown) => {
    throw new Error(`The first sync failed. The end of ${app.logPath}:\n${await readEnd(app.logPath)}`, {
      cause: error,
    });
  });
  await standIn.webhooksSettled();
  return state;
}

function stepTotals({ store }: StandIn): StepTotals {
  const { companies, contacts, deals, meetings, calls, emails } = store.records;
  const pageViews = store.events.all().filter((event) => event.eventType === 'e_visited_page').length;
  return {
    companies: companies.activeCount,
    contacts: contacts.activeCount,
    deals: deals.activeCount,
    meetings: meetings.activeCount,
    calls: calls.activeCount,
    emails: emails.activeCount,
    page_views: pageViews,
    forms: store.events.all().length - pageViews,
    marketing_events: store.marketingEvents.reduce((sum, event) => sum + event.participations.length, 0),
  };
}
