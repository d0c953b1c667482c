import {
  getPortal,
  listActivePortals,
  listConnectedPortals,
  listLeavingPortals,
  type Portal,
} from '../storage/portal/portals.ts';
import { listPortalsWithEvents } from '../storage/mirror/webhook-events.ts';
import { asPortal } from '../storage/connection/tenant-scope.ts';
import { backfillPortal } from './install/backfill-portal.ts';
import { writeConfirmedRole } from './committee/write-confirmed-role.ts';
import { failStuckRuns } from './plays/fail-stuck-runs.ts';
import type { JobDefinition } from '../jobs/queue.ts';
import type { JobData } from './job-names.ts';
import { forgetDeparted, forgetPortal } from './leave/forget-portal.ts';
import { leavePortal } from './leave/leave-portal.ts';
import { readJournal } from './leave/read-journal.ts';
import { examineData } from './data-trust/examine-data.ts';
import { measurePortal, whenMeasurementIsDue } from './measurement/measure-portal.ts';
import { runPreview } from './model/preview-model.ts';
import { wantsNotes, writeNotes } from './notes/write-notes.ts';
import { runPlay } from './plays/run-play.ts';
import { startDuePlays } from './plays/start-due-plays.ts';
import { agePortal } from './refresh/age-portal.ts';
import { refreshPortal } from './refresh/refresh-portal.ts';
import { sendSlackMessages, wantsSlack } from './slack/send-messages.ts';
import { comparePortal } from './pull/sweeps/compare-portal.ts';
import { deepSweepPortal } from './pull/sweeps/deep-sweep-portal.ts';
import { rereadCompanies, rereadContacts } from './pull/steps/reread-records.ts';
import { sweepPortal } from './pull/sweeps/sweep-portal.ts';
import { NIGHTLY } from './night.ts';
import type { SyncContext } from './sync-context.ts';
import { inBackground, urgently } from './pace.ts';
import { ingestWebhooks } from './webhooks/ingest-webhooks.ts';

/** Long enough for the first sync of a large portal and its nights; both resume where they stopped if it takes longer. */
const LONG_JOB_EXPIRES_S = 6 * 3600;
const JOB_EXPIRES_S = 900;
/** What goes on where it stopped makes room for other portals after so long; a first sync asks HubSpot anew what it is to read. */
const TURN_MS = 10_000;
const LONG_TURN_MS = 60_000;

type PortalJob =
  | 'write-notes'
  | 'send-slack'
  | 'leave'
  | 'backfill'
  | 'age'
  | 'refresh'
  | 'measure'
  | 'sweep'
  | 'deep-sweep'
  | 'compare';

/** Names the kinds of jobs and who works on them. Of a portal's own kinds one waits and one runs at a time. */
export function defineJobs(context: SyncContext): void {
  const { queue } = context;
  // Long: a portal whose job is done must not wait for another's that was fetched with it.
  const perPortal = {
    isLong: true,
    concurrency: 4,
    policy: 'stately',
    retryLimit: 20,
    expireInSeconds: JOB_EXPIRES_S,
  } as const;
  queue.define<JobData['backfill']>(
    'backfill',
    { ...perPortal, policy: 'exclusive', expireInSeconds: LONG_JOB_EXPIRES_S, turnMs: LONG_TURN_MS },
    ({ data, signal }) => inBackground(() => backfillPortal(context, data.portalId, signal)),
  );
  queue.define<JobData['ingest-webhooks']>(
    'ingest-webhooks',
    { ...perPortal, turnMs: TURN_MS, isPrompt: true },
    ({ data, signal }) => ingestWebhooks(context, data.portalId, { signal }),
  );
  queue.define<JobData['refresh']>(
    'refresh',
    { ...perPortal, expireInSeconds: LONG_JOB_EXPIRES_S, turnMs: TURN_MS, isPrompt: true, isRaised: true },
    async ({ data, signal }) => {
      // Until the first sync is complete its own end scores everything: half the facts would be published.
      const portal = await getPortal(context.db.kysely, data.portalId);
      if (portal?.status !== 'active') return;
      await refreshPortal(context, data.portalId, signal);
      await startDuePlays(context, data.portalId);
      await sendNotifications(context, portal);
      await sendMeasuring(context, data.portalId);
    },
  );
  queue.define<JobData['write-notes']>('write-notes', perPortal, ({ data, signal }) =>
    writeNotes(context, data.portalId, signal),
  );
  queue.define<JobData['send-slack']>('send-slack', perPortal, ({ data, signal }) =>
    sendSlackMessages(context, data.portalId, { signal }),
  );
  queue.define<JobData['sweep']>('sweep', perPortal, ({ data, signal }) =>
    inBackground(() => sweepPortal(context, data.portalId, signal)),
  );
  defineLeaving(context);
  defineNightJobs(context, { ...perPortal, expireInSeconds: LONG_JOB_EXPIRES_S });
  defineClicks(context);
  queue.define<JobData['sweep-all']>('sweep-all', { batchSize: 2, policy: 'stately' }, () => sweepAll(context));
}

/** Has the program measured, where it is time, or when it will be. */
async function sendMeasuring(context: SyncContext, portalId: number): Promise<void> {
  const startAfter = await whenMeasurementIsDue(context, portalId);
  if (startAfter === null) return;
  // Under a key of its own: one that is to be done at once does not wait for it.
  const singletonKey = startAfter > context.now() ? `${portalId}:later` : String(portalId);
  await context.queue.send('measure', { portalId }, { singletonKey, startAfter });
}

/** Posts the refresh's news if the portal wants any: for most refreshes none does. */
async function sendNotifications(context: SyncContext, portal: Portal): Promise<void> {
  if (await wantsNotes(context, portal.portalId)) await sendForPortal(context, portal, 'write-notes');
  if (await wantsSlack(context, portal.portalId)) await sendForPortal(context, portal, 'send-slack');
}

/** What somebody clicked. */
function defineClicks(context: SyncContext): void {
  const { queue } = context;
  const perClick = {
    batchSize: 5,
    concurrency: 2,
    isPrompt: true,
    policy: 'standard',
    retryLimit: 20,
    expireInSeconds: JOB_EXPIRES_S,
  } as const;
  queue.define<JobData['run-play']>('run-play', perClick, ({ data }) =>
    urgently(() => runPlay(context, data.portalId, data.runId)),
  );
  queue.define<JobData['write-role']>('write-role', perClick, ({ data }) =>
    urgently(() => writeConfirmedRole(context, data.portalId, data.requestId)),
  );
}

/** What reads a whole portal; each goes on where it stopped when it is run again. */
function defineNightJobs(context: SyncContext, perPortal: JobDefinition): void {
  const { queue } = context;
  const inTurns = { ...perPortal, turnMs: LONG_TURN_MS };
  queue.define<JobData['deep-sweep']>('deep-sweep', inTurns, ({ data, signal }) =>
    inBackground(() => deepSweepPortal(context, data.portalId, signal)),
  );
  queue.define<JobData['measure']>('measure', perPortal, async ({ data }) => {
    await inBackground(() => measurePortal(context, data.portalId));
    await queue.send('examine-data', { portalId: data.portalId }, { singletonKey: String(data.portalId) });
  });
  queue.define<JobData['examine-data']>('examine-data', perPortal, ({ data }) => examineData(context, data.portalId));
  queue.define<JobData['compare']>('compare', perPortal, async ({ data, signal }) => {
    await inBackground(() => comparePortal(context, data.portalId, signal));
  });
  queue.define<JobData['reread-companies']>('reread-companies', inTurns, ({ data, signal }) =>
    inBackground(() => rereadCompanies(context, data.portalId, { since: data.since, signal })),
  );
  queue.define<JobData['reread-contacts']>('reread-contacts', inTurns, ({ data, signal }) =>
    inBackground(() => rereadContacts(context, data.portalId, { since: data.since, signal })),
  );
  queue.define<JobData['preview-model']>('preview-model', perPortal, ({ data, signal }) =>
    inBackground(() => runPreview(context, data.portalId, data.version, signal)),
  );
  queue.define<JobData['age']>('age', perPortal, ({ data }) => agePortal(context, data.portalId));
  const forAll = { batchSize: 2, policy: 'stately' } as const;
  queue.define<JobData['refresh-all']>('refresh-all', forAll, () => sendForActive(context, 'age'));
  queue.define<JobData['deep-sweep-all']>('deep-sweep-all', forAll, () => sendForActive(context, 'deep-sweep'));
  queue.define<JobData['compare-all']>('compare-all', forAll, () => sendForActive(context, 'compare'));
}

/** What ends a portal's time with the app. */
function defineLeaving(context: SyncContext): void {
  const { queue } = context;
  queue.define<JobData['leave']>('leave', { batchSize: 2, policy: 'exclusive' }, ({ data }) =>
    leavePortal(context, data.portalId),
  );
  queue.define<JobData['forget']>('forget', { batchSize: 2 }, ({ data }) => forgetPortal(context, data.portalId));
  queue.define<JobData['forget-departed']>('forget-departed', { batchSize: 2, policy: 'stately' }, () =>
    forgetDeparted(context),
  );
  queue.define<JobData['read-journal']>('read-journal', { batchSize: 2, policy: 'stately' }, () =>
    readJournal(context),
  );
}

/** Sets the clockwork: decay moves scores without any event, and some changes come without a webhook. */
export async function scheduleJobs(context: SyncContext): Promise<void> {
  await context.queue.schedule('refresh-all', NIGHTLY, {});
  await context.queue.schedule('sweep-all', '*/10 * * * *', {});
  await context.queue.schedule('read-journal', '5-59/10 * * * *', {});
  await context.queue.schedule('deep-sweep-all', '40 0 * * *', {});
  await context.queue.schedule('forget-departed', '50 3 * * *', {});
  await context.queue.schedule('compare-all', '20 4 * * 0', {});
}

/** Takes up what an earlier process left: unfinished first syncs, stored webhooks, stale accounts. */
export async function resumeWork(context: SyncContext): Promise<void> {
  for (const portal of await listConnectedPortals(context.db.kysely)) {
    await sendForPortal(context, portal, portal.status === 'active' ? 'refresh' : 'backfill');
  }
  await sendForEvents(context);
}

async function sendForEvents(context: SyncContext): Promise<void> {
  for (const portalId of await listPortalsWithEvents(context.db.kysely)) {
    await context.queue.send('ingest-webhooks', { portalId }, { singletonKey: String(portalId) });
  }
}

/** Looks after every connected portal: what no webhook tells of, and what was given up. */
export async function sweepAll(context: SyncContext): Promise<void> {
  await forEach(context, await listConnectedPortals(context.db.kysely), async (portal) => {
    // A first sync that was given up is tried again; its policy leaves one that waits or runs untouched.
    await sendForPortal(context, portal, portal.status === 'active' ? 'sweep' : 'backfill');
    await failStuckRuns(context, portal.portalId);
  });
  // One that could not be cleared yet, because HubSpot was away for hours, is tried again.
  await forEach(context, await listLeavingPortals(context.db.kysely), (portal) =>
    sendForPortal(context, portal, 'leave'),
  );
  await sendForEvents(context);
}

/** The unit of a night's work, and of its retry, is the portal: one that fails is tried again by itself. */
async function sendForActive(context: SyncContext, name: 'age' | 'deep-sweep' | 'compare'): Promise<void> {
  const portals = await listActivePortals(context.db.kysely);
  await forEach(context, portals, (portal) => sendForPortal(context, portal, name));
}

/**
 * One portal's failure does not affect the others. `work` must be repeatable: all are retried. @throws the first
 * failure, after every portal had its turn
 */
async function forEach(
  context: SyncContext,
  portals: readonly Portal[],
  work: (portal: Portal) => Promise<void>,
): Promise<void> {
  const failures: unknown[] = [];
  for (const portal of portals) {
    try {
      await asPortal(portal.portalId, () => work(portal));
    } catch (error) {
      failures.push(error);
      context.log.error({ portalId: portal.portalId, err: error }, 'portal skipped');
    }
  }
  if (failures.length > 0) throw failures[0];
}

async function sendForPortal(context: SyncContext, { portalId }: Portal, name: PortalJob): Promise<void> {
  await context.queue.send(name, { portalId }, { singletonKey: String(portalId) });
}
