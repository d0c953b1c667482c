import { compareOutcomes, type PlayComparison } from '../../domain/plays/compare-outcomes.ts';
import type { PortalPlay } from '../../domain/plays/portal-plays.ts';
import { listPlayChoices } from '../../storage/plays/play-choices.ts';
import { countOutcomes, type OutcomeCounts } from '../../storage/plays/play-outcomes.ts';
import { countPlaysAtWork, type PlayAtWork } from '../../storage/plays/plays-at-work.ts';
import type { SyncContext } from '../sync-context.ts';
import { readCountedSince } from './counted-since.ts';
import { readKeptPlays, type KeptPlay } from './keep-play.ts';
import { loadPortalPlays } from './portal-plays.ts';

export interface PlayReport extends PortalPlay {
  /** 0 as it ships. */
  version: number;
  atWork: PlayAtWork;
  run: OutcomeCounts;
  notRun: OutcomeCounts;
  comparison: PlayComparison;
  /** `null` where nobody said so of late. */
  kept: KeptPlay | null;
}

const NOTHING: OutcomeCounts = {
  reached: { successes: 0, n: 0 },
  stageUp: { successes: 0, n: 0 },
  won: { successes: 0, n: 0 },
  imported: 0,
};

/**
 * Every play of the portal with where it is recommended and runs now, and its outcomes, as far as
 * {@link readCountedSince} counts them.
 */
export async function readPlays(context: SyncContext, portalId: number): Promise<PlayReport[]> {
  const { kysely } = context.db;
  const plays = await loadPortalPlays(kysely, portalId);
  const versions = new Map((await listPlayChoices(kysely, portalId)).map((held) => [held.playId, held.version]));
  const kept = await readKeptPlays(context, portalId);
  const atWork = await countPlaysAtWork(kysely, portalId);
  const outcomes = await countOutcomes(kysely, portalId, await readCountedSince(context, portalId));
  return plays.map((each) => {
    const { id } = each.play;
    const { run, notRun } = outcomes[id] ?? { run: NOTHING, notRun: NOTHING };
    const comparison = compareOutcomes({ playId: id, runs: run.reached, notRun: notRun.reached });
    const now = atWork.get(id) ?? { offered: 0, running: 0, waiting: 0 };
    const held = { version: versions.get(id) ?? 0, kept: kept.get(id) ?? null };
    return { ...each, ...held, atWork: now, run, notRun, comparison };
  });
}
