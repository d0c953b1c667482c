import { setTimeout as delay } from 'node:timers/promises';
import { getActiveModel } from '../../src/storage/portal/models.ts';
import { agePortal } from '../../src/sync/refresh/age-portal.ts';
import { comparePortal } from '../../src/sync/pull/sweeps/compare-portal.ts';
import { deepSweepPortal } from '../../src/sync/pull/sweeps/deep-sweep-portal.ts';
import { sweepPortal } from '../../src/sync/pull/sweeps/sweep-portal.ts';
import { assignPortalTiers } from '../../src/sync/refresh/assign-portal-tiers.ts';
import type { PortalScoring } from '../../src/sync/refresh/compute-accounts.ts';
import { loadScoring } from '../../src/sync/refresh/load-scoring.ts';
import { compareMirror } from './compare/compare-mirror.ts';
import { comparePlays, readScoredAt } from './compare/compare-plays.ts';
import { comparePublished } from './compare/compare-published.ts';
import { readLeavers, timeDecisions } from './oracle/outside-facts.ts';
import { settle } from './support/settle.ts';
import type { Run } from './support/start-run.ts';
import { clickSomething } from './world/app-clicks.ts';
import type { Clicks } from './world/ask-app.ts';
import { editQuietly } from './world/storm.ts';

/** What single edits do shows best where few of the others hide it; each takes some three seconds. */
const QUIET_DAYS = 6;
/** A search finds what changed after this; on quiet days nobody wants to see it late. */
const QUIET_LAG_MS = 200;

/**
 * Lets the night after the storm go by, in which the app finds what no webhook told it; then all is scored at its new
 * age. @returns what differs, and what accounts may have been scored by
 */
export async function liveNight(clicks: Clicks): Promise<{ differences: string[]; scorings: PortalScoring[] }> {
  const { run, storm } = clicks;
  const { context, standIn } = run;
  const { store } = standIn;
  const { portalId } = store.portal;
  await settle(run);
  storm.blowsLeft = 0;
  await delay(store.searchIndexLagMs);
  await sweepPortal(context, portalId);
  await deepSweepPortal(context, portalId);
  await settle(run);
  const differences = await compareFacts(clicks, [await loadScoring(context, portalId)]);
  const comparison = await comparePortal(context, portalId);
  const own = comparison?.repaired === false ? [] : [`the app's own comparison: ${JSON.stringify(comparison)}`];
  await assignTiersAnew(run);
  const before = await loadScoring(context, portalId);
  await agePortal(context, portalId);
  await settle(run);
  const scorings = [before, await loadScoring(context, portalId)];
  const after = [
    ...comparePublished(store, clicks.outside, Date.now()),
    ...(await comparePlays(context.db.kysely, store, clicks.outside, scorings)),
  ].map((line) => `after the nightly refresh ${line}`);
  return { differences: [...differences, ...own, ...after], scorings };
}

/**
 * Lets days go by on each of which one thing is edited or clicked, and compares on each, before any night: what a storm
 * hides, since it marks so much that every account is scored anew, shows here. Ends with the first day that differs.
 * @param since what accounts may have been scored by in the night
 * @param note is told what each day was for
 */
export async function liveQuietDays(
  clicks: Clicks,
  since: readonly PortalScoring[],
  note: (done: string) => void,
): Promise<string[]> {
  const { run, storm, outside } = clicks;
  const { context, standIn } = run;
  const { store } = standIn;
  const { portalId } = store.portal;
  store.searchIndexLagMs = QUIET_LAG_MS;
  const scorings = [...since];
  for (let day = 1; day <= QUIET_DAYS; day += 1) {
    const done = storm.random.chance(0.25) ? await clickSomething(clicks) : editQuietly(storm);
    note(done);
    await settle(run);
    await delay(QUIET_LAG_MS);
    await sweepPortal(context, portalId);
    await settle(run);
    scorings.push(await loadScoring(context, portalId));
    const differences = [
      ...(await compareFacts(clicks, scorings)),
      ...(await comparePlays(context.db.kysely, store, outside, scorings)),
    ];
    if (differences.length > 0) return differences.map((line) => `quiet day ${day} (${done}): ${line}`);
  }
  await assignTiersAnew(run);
  await settle(run);
  return [];
}

/** The mirror, and what is published of it by the norms that the app keeps, the last of `scorings`. */
async function compareFacts(
  { run: { context, standIn }, outside }: Clicks,
  scorings: readonly PortalScoring[],
): Promise<string[]> {
  const { store } = standIn;
  const db = context.db.kysely;
  await timeDecisions(db, store.portal.portalId, outside);
  await readLeavers(db, store.portal.portalId, outside);
  const scoredAt = await readScoredAt(db, store.portal.portalId);
  return [
    ...(await compareMirror(db, store, outside, Date.now())),
    ...comparePublished(store, outside, Date.now(), { norms: scorings.at(-1)?.norms, scoredAt }),
  ];
}

/** What people chose since the last round holds from the next one on, which is due within the hour. */
async function assignTiersAnew({ context, standIn }: Run): Promise<void> {
  const { portalId } = standIn.store.portal;
  const model = await getActiveModel(context.db.kysely, portalId);
  if (model !== null) await assignPortalTiers(context, portalId, model);
}
