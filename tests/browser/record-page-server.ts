import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { startRecordPage } from '../../src/sandbox/record-page/start-record-page.ts';
import type { StandIn } from '../../src/sandbox/hubspot/stand-in.ts';
import { APP } from '../sandbox/hubspot/portal-fixture.ts';

const PROJECT_FOLDER = fileURLToPath(new URL('../../extensions', import.meta.url));

export interface Served {
  url: string;
  close: () => Promise<void>;
}

/** Listens on a free port of loopback. */
export async function serve(listener: Parameters<typeof createServer>[1]): Promise<Served> {
  const server: Server = createServer(listener ?? (() => undefined));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The record page over a stand-in, with the extensions of `projectFolder`: the app's own by default. */
export async function serveRecordPage(
  standIn: StandIn,
  appUrl: string,
  projectFolder = PROJECT_FOLDER,
): Promise<Served> {
  const cacheFolder = await mkdtemp(path.join(tmpdir(), 'bundles-'));
  const served = await startRecordPage({
    port: 0,
    store: standIn.store,
    projectFolder,
    cacheFolder,
    forwardFetch: standIn.forwardFetch,
    app: { appId: APP.appId, name: 'Roundtable' },
    variables: { APP_BASE_URL: appUrl },
  });
  return {
    url: served.url,
    close: async () => {
      await served.close();
      await rm(cacheFolder, { recursive: true, force: true });
    },
  };
}
