import { setTimeout as delay } from 'node:timers/promises';
import type { CardRequest, CardResponse } from '../../../src/sandbox/hubspot/forward-hubspot-fetch.ts';
import type { LoggedRequest } from '../../../src/sandbox/hubspot/http/request-log.ts';
import { createAppClient, type AppClient, type SyncState } from '../../../src/sandbox/run/app-client.ts';
import { isSettled } from '../../../src/sandbox/run/watch-sync.ts';
import { createAdminBrowser } from '../../fixtures/admin-browser.ts';
import type { InStandIn, StandInProcess } from './stand-in-process.ts';

const HERE = import.meta.url;
const POLL_MS = 250;

/** An admin installs the app; the first sync begins in a worker. */
export async function installApp(appUrl: string): Promise<void> {
  const browser = createAdminBrowser(appUrl);
  const answer = await browser.visit(await browser.allow(await browser.openInstall()));
  if (!answer.ok) throw new Error(`The app refused the install: ${await answer.text()}`);
}

/** The app's settings API as the settings page asks it, signed by the stand-in in its process. */
export function createBenchClient(standIn: StandInProcess, appUrl: string): AppClient {
  return createAppClient(
    { forwardFetch: (request) => standIn.run<CardResponse>(HERE, 'forwardFetch', request) },
    appUrl,
  );
}

/**
 * Waits until everything is read, scored and published.
 * @throws Error with the last state where it takes longer
 */
export async function waitUntilSynced(app: AppClient, timeoutMs: number): Promise<SyncState> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const state = await app.readSync();
    if (isSettled(state)) return state;
    if (Date.now() > deadline) throw new Error(`The sync did not settle: ${JSON.stringify(state)}`);
    await delay(POLL_MS);
  }
}

/** What the stand-in answered since it started. */
export function readRequestLog(standIn: StandInProcess): Promise<LoggedRequest[]> {
  return standIn.run<LoggedRequest[]>(HERE, 'requestLog');
}

/** @public Called by its name, in the stand-in's process. */
export const forwardFetch: InStandIn<CardRequest, CardResponse> = (standIn, request) => standIn.forwardFetch(request);
/** @public Called by its name, in the stand-in's process. */
export const requestLog: InStandIn<undefined, LoggedRequest[]> = (standIn) => standIn.requestLog;
