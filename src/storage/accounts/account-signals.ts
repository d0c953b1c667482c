import type { SignalFact } from '../../domain/facts.ts';
import type { Db } from '../tables/tables.ts';

/** The signals of one company that are kept, newest first, at most `limit`. */
export async function listAccountSignals(
  db: Db,
  portalId: number,
  companyId: string,
  limit: number,
): Promise<SignalFact[]> {
  const rows = await db
    .selectFrom('signals')
    .select(['signal_id', 'source', 'topic', 'strength', 'occurred_at'])
    .where('portal_id', '=', portalId)
    .where('company_id', '=', companyId)
    .orderBy('occurred_at', 'desc')
    .orderBy('signal_id')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    signalId: row.signal_id,
    source: row.source,
    topic: row.topic,
    strength: row.strength,
    occurredAt: row.occurred_at,
  }));
}
