import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Listening } from '../../src/sandbox/listen-on-loopback.ts';
import { startRecordPage } from '../../src/sandbox/record-page/start-record-page.ts';
import type { StandIn } from '../../src/sandbox/hubspot/stand-in.ts';
import { APP } from '../sandbox/hubspot/portal-fixture.ts';

const PROJECT_FOLDER = fileURLToPath(new URL('../../extensions', import.meta.url));

/** The record page over a stand-in, with the extensions of `projectFolder`: the app's own by default. */
export async function serveRecordPage(
  standIn: StandIn,
  appUrl: string,
  projectFolder = PROJECT_FOLDER,
): Promise<Listening> {
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
