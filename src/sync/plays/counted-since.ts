import { findSinceAimed } from '../../domain/plays/since-aimed.ts';
import { listPlayAims } from '../../storage/plays/play-choices.ts';
import type { CountedSince } from '../../storage/plays/play-outcomes.ts';
import { retentionStart, type SyncContext } from '../sync-context.ts';

/** What came of plays counts within the retention of activities, and of each play since it aims at what it aims at now. */
export async function readCountedSince(context: SyncContext, portalId: number): Promise<CountedSince> {
  const versions = await listPlayAims(context.db.kysely, portalId);
  return { from: retentionStart(context), byPlay: findSinceAimed(versions) };
}
