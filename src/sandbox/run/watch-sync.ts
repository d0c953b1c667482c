import { setTimeout as delay } from 'node:timers/promises';
import { MultiBar, Presets, type SingleBar } from 'cli-progress';
import type { AppClient, SyncState } from './app-client.ts';

/** How many records a step of the sync will bring, if the portal reports it. */
export type StepTotals = Readonly<Record<string, number>>;

const POLL_MS = 300;
/** A sync without any change for this long is stuck: HubSpot's limits delay it only by seconds. */
const STUCK_AFTER_MS = 120_000;
const LABEL_WIDTH = 26;

/**
 * Follows the sync until nothing is waiting, and shows its progress: bars on a terminal, lines elsewhere.
 * `onState` receives every state, and
 * returns whether it gave the app more work.
 * @throws Error if there is no change, or no answer, for two minutes
 */
export async function watchSync(
  app: AppClient,
  totals: StepTotals,
  onState: (state: SyncState) => Promise<boolean>,
): Promise<SyncState> {
  const view = process.stdout.isTTY ? showBars(totals) : showLines();
  let seen = '';
  let movedAt = Date.now();
  try {
    for (;;) {
      const state = await readUnlessSlow(app);
      if (state === null) {
        if (Date.now() - movedAt > STUCK_AFTER_MS) throw new Error('The app has not answered for two minutes.');
        continue;
      }
      const shown = JSON.stringify(state);
      if (shown !== seen) movedAt = Date.now();
      else if (Date.now() - movedAt > STUCK_AFTER_MS) throw new Error('The sync has not moved for two minutes.');
      seen = shown;
      view.update(state);
      const hasMore = await onState(state);
      if (!hasMore && isSettled(state)) return state;
      await delay(POLL_MS);
    }
  } finally {
    view.stop();
  }
}

/** HubSpot waits fifteen seconds for an answer; on a busy machine the next read is as good. `null` if it timed out. */
async function readUnlessSlow(app: AppClient): Promise<SyncState | null> {
  try {
    return await app.readSync();
  } catch (error) {
    if (error instanceof DOMException && error.name === 'TimeoutError') return null;
    throw error;
  }
}

/** Whether everything is read, scored and published; what HubSpot rejected permanently is not waiting. */
export function isSettled({ status, waiting }: SyncState): boolean {
  const { stale, events, runs, unpublished, refused } = waiting;
  return status === 'active' && stale === 0 && events === 0 && runs === 0 && unpublished <= refused;
}

interface ProgressView {
  update: (state: SyncState) => void;
  stop: () => void;
}

function showBars(totals: StepTotals): ProgressView {
  const format = `  {label} {bar} {value} of {total}`;
  const bars = new MultiBar({ format, hideCursor: true, barsize: 30 }, Presets.shades_classic);
  const byStep = new Map<string, SingleBar>();
  const show = (name: string, label: string, value: number, total: number): void => {
    const bar = byStep.get(name) ?? bars.create(total, 0, { label: label.padEnd(LABEL_WIDTH) });
    byStep.set(name, bar);
    bar.setTotal(total);
    bar.update(Math.min(value, total));
  };
  return {
    update: (state) => {
      for (const { name, label, done, finishedAt } of state.steps) {
        if (done === 0 && finishedAt === null) continue;
        show(name, label, done, finishedAt === null ? Math.max(totals[name] ?? done, done) : done);
      }
      const scored = countScored(state);
      const total = Math.max(state.mirrored.companies, scored);
      if (scored > 0) show('scored', 'Accounts scored', scored, total);
      if (scored > 0) show('published', 'Accounts published', scored - state.waiting.unpublished, total);
    },
    stop: () => bars.stop(),
  };
}

function showLines(): ProgressView {
  const printed = new Set<string>();
  return {
    update: (state) => {
      for (const { name, label, done, finishedAt } of state.steps) {
        if (finishedAt === null || printed.has(name)) continue;
        printed.add(name);
        console.log(`  ${label}: ${done}`);
      }
    },
    stop: () => undefined,
  };
}

function countScored({ accountsByTier }: SyncState): number {
  return Object.values(accountsByTier).reduce((sum, count) => sum + count, 0);
}
