import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { createAppClient } from '../../src/sandbox/run/app-client.ts';
import { installApp } from '../../src/sandbox/run/install-app.ts';
import { createRandom, type Random } from '../../src/sandbox/world/random.ts';
import { getPortal } from '../../src/storage/portal/portals.ts';
import { acrossPortals } from '../../src/storage/connection/tenant-scope.ts';
import { comparePath } from './compare/compare-path.ts';
import { compareList, countProposals } from './compare/compare-list.ts';
import { compareTasks } from './compare/compare-tasks.ts';
import { watchAudit, type AuditWatch } from './compare/watch-audit.ts';
import { findErased } from './compare/find-erased.ts';
import { liveNight, liveQuietDays } from './live-days.ts';
import { createRunFaults, type RunFaults } from './support/create-run-faults.ts';
import { missHeartbeats } from './support/settle.ts';
import { startRun, type Run } from './support/start-run.ts';
import { ageList } from './world/age-list.ts';
import { changeList, clickSomething } from './world/app-clicks.ts';
import { drawClick, type Clicks } from './world/ask-app.ts';
import { generatePortal } from './world/generate-portal.ts';
import { adoptList } from './world/list-clicks.ts';
import { NO_DEEDS } from './world/list-people.ts';
import { withholdTickets } from './world/storm-tickets.ts';
import { editPortal } from './world/storm.ts';
import type { Storm } from './world/storm-types.ts';
import { mayTakeBack, undoEdits } from './world/undo-edits.ts';

/** What one seed came to. */
export interface SeedReport {
  seed: number;
  /** None, or the run has failed. */
  differences: string[];
  /** How often each fault was met, kills and restarts among them. */
  faults: Record<string, number>;
  /** How often each edit was made. */
  edits: Record<string, number>;
  /** What was done on each quiet day. */
  days: string[];
  plays: number;
  /** Proposals about the target account list, by what they came to. */
  proposals: Record<string, number>;
  /** Seconds each part took. */
  seconds: { install: number; storm: number; settling: number };
  logFolder: string;
}

export interface SeedOptions {
  faults: boolean;
  kills: boolean;
}

const EDITS = 140;
const STORM_MS = 9000;
/** From this edit on the list is kept with two keys. */
const ADOPTED_AT = 40;
const AUDIT_LOOKED_AT = 10;
/** Ends a hang, and measures nothing. */
const LONGEST_SYNC_MS = 900_000;
/** In so many seeds the portal no longer lets the app read tickets at some time. */
const TICKETS_WITHHELD = 0.15;
/** How often who publishes is killed of it, before the night. */
const KILLED_IN_WRITE = 3;

/** Installs the app in a portal of this seed, lets everything go wrong while everybody works in it, and compares. */
export async function runSeed(seed: number, options: SeedOptions): Promise<SeedReport> {
  const startedAt = Date.now();
  const random = createRandom(seed);
  const hasEvents = random.chance(0.5);
  const data = generatePortal(random, { portalId: 1_000_000 + seed, hasEvents }, startedAt);
  const faults = createRunFaults(seed, options);
  const logFolder = join(tmpdir(), 'roundtable-faults', `seed-${seed}`);
  const run = await startRun({ data, faults: faults.plan, workers: random.int(1, 2), logFolder });
  const storm: Storm = {
    store: run.standIn.store,
    random,
    hasEvents,
    names: new Map(),
    erased: [],
    undo: new Map(),
    blowsLeft: KILLED_IN_WRITE,
  };
  const seconds = { install: 0, storm: 0, settling: 0 };
  const report: SeedReport = {
    seed,
    differences: [],
    faults: {},
    edits: {},
    days: [],
    plays: 0,
    proposals: {},
    seconds,
    logFolder,
  };
  if (options.kills) dealBlows(run, storm, faults, report);
  try {
    seconds.install = secondsSince(startedAt);
    // The app speaks for one portal at a time; who compares looks at every row.
    await acrossPortals(async () => {
      const audit = watchAudit(run.context.db.kysely, run.standIn.store.portal.portalId);
      const clicks = await rage(run, storm, report, options, audit);
      seconds.storm = secondsSince(startedAt) - seconds.install;
      report.differences = await compareAll(run, clicks, audit, report);
      report.plays = clicks.started.length;
      report.proposals = await countProposals(clicks.run.context.db.kysely, run.standIn.store.portal.portalId);
    });
  } catch (error) {
    report.differences = [`the run broke off: ${error instanceof Error ? error.stack : String(error)}`];
  } finally {
    await run.stop();
  }
  report.faults = { ...report.faults, ...faults.plan.counts };
  seconds.settling = secondsSince(startedAt) - seconds.install - seconds.storm;
  return report;
}

/** Kills who makes a task or publishes, once HubSpot has what was sent. */
function dealBlows(run: Run, storm: Storm, faults: RunFaults, report: SeedReport): void {
  faults.onTaskMade = () => void strike(run, 'killed while it made a task', report);
  faults.killsWriter = (companyIds) => {
    if (storm.blowsLeft === 0 || !companyIds.some((companyId) => mayTakeBack(storm, companyId))) return false;
    storm.blowsLeft -= 1;
    return true;
  };
  faults.onWritten = (companyIds) => {
    void strike(run, 'killed while it published', report);
    // The account is what it was before: nothing but the write tells that it was made.
    undoEdits(storm, companyIds);
  };
}

function secondsSince(startedAt: number): number {
  return Math.round((Date.now() - startedAt) / 1000);
}

async function rage(
  run: Run,
  storm: Storm,
  report: SeedReport,
  options: SeedOptions,
  audit: AuditWatch,
): Promise<Clicks> {
  const { random } = storm;
  const { faults } = run.standIn;
  await installApp(run.appUrl);
  const client = createAppClient(run.standIn, run.appUrl);
  const outside = { signals: [], activities: [], decisions: [], leavers: [] };
  const list = NO_DEEDS();
  const clicks: Clicks = { run, storm, signalKey: await client.makeSignalKey(), outside, started: [], list };
  const pending: Promise<unknown>[] = [];
  const withheldAt = random.chance(TICKETS_WITHHELD) ? random.int(1, EDITS - 1) : EDITS;
  const blows = options.kills ? planBlows(random) : [];
  await untilStatus(run, ['syncing', 'active']);
  for (let edit = 0; edit < EDITS; edit += 1) {
    // The first edits meet the first sync; people click on what it has scored.
    if (edit === EDITS / 4) await untilStatus(run, ['active']);
    if (edit === ADOPTED_AT) pending.push(adoptList(drawClick(clicks)));
    if (edit > ADOPTED_AT && random.chance(0.35)) pending.push(changeList(clicks));
    if (edit > ADOPTED_AT && random.chance(0.05)) pending.push(letTimePass(clicks));
    if (edit === withheldAt) withholdTickets(storm);
    if (edit % AUDIT_LOOKED_AT === 0) pending.push(audit.look());
    const name = editPortal(storm);
    if (name !== null) report.edits[name] = (report.edits[name] ?? 0) + 1;
    if (edit > EDITS / 4 && random.chance(0.3)) pending.push(clickSomething(clicks));
    if (edit > EDITS / 4 && random.chance(0.05)) pending.push(sendSweep(run));
    for (const blow of blows.filter((each) => each.edit === edit)) pending.push(strike(run, blow.kind, report));
    await delay((2 * STORM_MS * random.next()) / EDITS);
  }
  await Promise.all(pending);
  faults.enabled = false;
  return clicks;
}

async function letTimePass({ run, storm, list }: Clicks): Promise<void> {
  const ageing = await ageList(run, storm.random);
  if (ageing !== null) list.ageings.push(ageing);
}

interface Blow {
  edit: number;
  kind: 'worker killed' | 'killed while it made a task' | 'killed while it published' | 'PostgreSQL restarted';
}

function planBlows(random: Random): Blow[] {
  const blow = (kind: Blow['kind']): Blow => ({ edit: random.int(1, EDITS - 1), kind });
  return [
    ...Array.from({ length: random.int(2, 4) }, () => blow('worker killed')),
    ...Array.from({ length: random.int(1, 2) }, () => blow('PostgreSQL restarted')),
  ];
}

async function strike(run: Run, kind: Blow['kind'], report: SeedReport): Promise<void> {
  report.faults[kind] = (report.faults[kind] ?? 0) + 1;
  if (kind === 'PostgreSQL restarted') return run.postgres.restart();
  // Which of them makes or writes something only the app knows.
  const killed = kind === 'worker killed' ? run.workers.killOne(report.faults[kind]) : run.workers.killAll();
  const noneSince = await killed;
  if (noneSince !== null) await missHeartbeats(run.context.db.kysely, noneSince).catch(() => undefined);
}

async function sendSweep({ context, standIn }: Run): Promise<void> {
  const { portalId } = standIn.store.portal;
  // The clockwork's next beat comes anyway.
  await context.queue.send('sweep', { portalId }, { singletonKey: String(portalId) }).catch(() => undefined);
}

async function untilStatus({ context, standIn }: Run, wanted: readonly string[]): Promise<void> {
  const until = Date.now() + LONGEST_SYNC_MS;
  for (;;) {
    const portal = await getPortal(context.db.kysely, standIn.store.portal.portalId).catch(() => null);
    if (portal !== null && wanted.includes(portal.status)) return;
    if (Date.now() > until) throw new Error(`The first sync does not end: the portal is ${portal?.status}`);
    await delay(100);
  }
}

/** Lets the nights and the quiet days go by, and compares what was lived through. */
async function compareAll(run: Run, clicks: Clicks, audit: AuditWatch, report: SeedReport): Promise<string[]> {
  const { started, list, storm } = clicks;
  const { store, violations } = run.standIn;
  const { portalId } = store.portal;
  const db = run.context.db.kysely;
  const { differences, scorings } = await liveNight(clicks);
  const quiet = await liveQuietDays(clicks, scorings, (done) => report.days.push(done));
  const log = await audit.finish();
  return [
    ...differences,
    ...quiet,
    ...(await comparePath(db, store)),
    ...(await compareTasks(db, store, started)),
    ...log.differences,
    ...(await compareList(db, portalId, list, log.rows)),
    ...(await findErased(db, storm.erased)),
    ...violations.map(({ kind, method, path, detail }) => `violation: ${kind} ${method} ${path}: ${detail}`),
  ];
}
