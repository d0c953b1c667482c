import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { defaultModel } from '../../../src/domain/model/default-model.ts';
import { createQueue, type Queue } from '../../../src/jobs/queue.ts';
import { readManifest } from '../../../src/manifest/manifest.ts';
import { findPort } from '../../../src/sandbox/run/find-port.ts';
import { openDatabase, type Database } from '../../../src/storage/connection/database.ts';
import { createTokenCipher } from '../../../src/storage/connection/token-cipher.ts';
import { saveGrant } from '../../../src/storage/portal/grants.ts';
import { activateModel, saveModelDraft } from '../../../src/storage/portal/models.ts';
import { upsertPortal } from '../../../src/storage/portal/portals.ts';
import type { PostgresServer } from '../../storage/start-postgres.ts';
import type { GeneratePortalOptions } from '../support/generate-portal.ts';
import { appUrlOf, createEncryptionKeys, startAppProcess, type AppProcess } from '../support/start-app-processes.ts';
import { startStandInProcess, type StandInProcess } from '../support/stand-in-process.ts';
import type { EditOptions } from './in-portals.ts';

const IN_PORTALS = new URL('in-portals.ts', import.meta.url).href;
const POLL_MS = 200;
/** So many requests that HubSpot's limit is no part of what is measured. */
const LIMITS = { tenSecondly: 20_000, searchSecondly: 400 };

/** A web process, workers, PostgreSQL, and the portals of HubSpot that let the app in, none of them synced. */
export interface Fleet {
  appUrl: string;
  client: Client;
  queue: Queue;
  db: Database;
  /** Begins the first sync of these portals. */
  beginSync: (portalIds: readonly number[]) => Promise<void>;
  /** Waits until these are read, scored and published, and nothing waits in them. @throws after ten minutes */
  settled: (portalIds: readonly number[]) => Promise<void>;
  edit: (options: EditOptions) => Promise<(number | null)[]>;
  stop: () => Promise<void>;
}

/** Starts one, with so many worker processes. */
export async function startFleet(
  server: PostgresServer,
  { workers, portals }: { workers: number; portals: GeneratePortalOptions[] },
): Promise<Fleet> {
  const port = await findPort(0);
  const appUrl = appUrlOf(port);
  const [portal, ...others] = portals;
  if (portal === undefined) throw new RangeError('A fleet has a portal.');
  const standIn = await startStandInProcess({ appUrl, portal, others, behaviour: { limits: LIMITS } });
  const databaseUrl = await server.createDatabaseUrl();
  const app = { databaseUrl, hubspotUrl: standIn.url, port, encryptionKeys: createEncryptionKeys() };
  const roles = ['web', ...Array.from({ length: workers }, () => 'worker' as const)] as const;
  const processes = await Promise.all(roles.map((role) => startAppProcess(role, app)));
  const db = await openDatabase({ databaseUrl }, { migrate: false, outside: 'every' });
  const queue = createQueue(db, { onError: (error) => console.error(error) });
  await queue.start({ work: false });
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  await letIn(db, standIn, app.encryptionKeys);
  return {
    appUrl,
    client,
    queue,
    db,
    beginSync: async (portalIds) => {
      for (const portalId of portalIds) await queue.send('backfill', { portalId }, { singletonKey: String(portalId) });
    },
    settled: (portalIds) => untilSettled(client, portalIds),
    edit: (options) => standIn.run(IN_PORTALS, 'editSizes', options),
    stop: () => stopAll(client, queue, db, processes, standIn),
  };
}

async function stopAll(
  client: Client,
  queue: Queue,
  db: Database,
  processes: readonly AppProcess[],
  standIn: StandInProcess,
): Promise<void> {
  await client.end();
  await queue.stop();
  await db.close();
  await Promise.all(processes.map((each) => each.stop()));
  await standIn.stop();
}

/** What an install leaves, without its two requests a portal, which are limited by address. */
async function letIn(db: Database, standIn: StandInProcess, encryptionKeys: string): Promise<void> {
  const [id = '', key = ''] = encryptionKeys.split(':');
  const cipher = createTokenCipher([{ id, key: Buffer.from(key, 'base64') }]);
  const scopes = [...readManifest().auth.requiredScopes, ...readManifest().auth.optionalScopes];
  const now = Date.now();
  const by = { by: 'bench', at: now };
  for (const portalId of await standIn.run<number[]>(IN_PORTALS, 'allowEverywhere', { scopes })) {
    const about = { hubDomain: null, timeZone: 'UTC', currency: 'USD', installedBy: 'ava@vendor.example', scopes };
    const portal = { portalId, status: 'installing', ...about, installedAt: now, statusSince: now } as const;
    await upsertPortal(db.kysely, portal);
    const accessToken = `token-of-${portalId}`;
    const grant = { accessToken, refreshToken: accessToken, expiresAt: now + 24 * 3_600_000 };
    await saveGrant(db.kysely, cipher, portalId, grant);
    const { version } = await saveModelDraft(db.kysely, portalId, defaultModel, by);
    await db.transaction((trx) => activateModel(trx, portalId, version, by));
  }
}

async function untilSettled(client: Client, portalIds: readonly number[]): Promise<void> {
  const deadline = Date.now() + 600_000;
  for (;;) {
    const { rows } = await client.query<{ what: string; n: number }>(WAITING, [portalIds]);
    const left = rows.filter(({ n }) => n > 0);
    if (left.length === 0) return;
    if (Date.now() > deadline) throw new Error(`Still at work: ${JSON.stringify(left)}`);
    await delay(POLL_MS);
  }
}

const WAITING = `
  select 'portals' as what, count(*)::int as n from portals where portal_id = any($1) and status <> 'active'
  union all select 'events', count(*)::int from webhook_events where portal_id = any($1) and processed_at is null
  union all select 'accounts', count(*)::int from stale_accounts where portal_id = any($1)`;
