import { isSame } from './portal-plays.ts';
import type { Aimed } from './play-aim.ts';
import { findPlay } from './play-registry.ts';

/** What an admin had a play aim at from a moment on. */
export interface AimVersion {
  playId: string;
  /** `null`: what it aims at as it ships. */
  aimed: Aimed | null;
  /** Epoch ms. */
  since: number;
}

/**
 * Since when (epoch ms) each play has aimed at what it aims at now, by play id; one that always has is absent. What runs came to
 * before is no answer to whether it works now.
 * @param versions of each play from the first to the latest
 */
export function findSinceAimed(versions: readonly AimVersion[]): Map<string, number> {
  const latest = new Map<string, Aimed | null>();
  const since = new Map<string, number>();
  for (const version of versions) {
    const { playId } = version;
    const original = findPlay(playId);
    const aimed = pickAim(version.aimed ?? original);
    const before = latest.get(playId) ?? pickAim(original) ?? aimed;
    if (!isSame(aimed, before)) since.set(playId, version.since);
    latest.set(playId, aimed);
  }
  return since;
}

function pickAim(aimed: Aimed | null): Aimed | null {
  return aimed === null ? null : { aim: aimed.aim, outcomeWithinDays: aimed.outcomeWithinDays };
}
