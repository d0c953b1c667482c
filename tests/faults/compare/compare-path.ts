import type { PortalStore } from '../../../src/sandbox/hubspot/store/portal-store.ts';
import type { Db } from '../../../src/storage/tables/tables.ts';
import { checkScoreLog } from '../../fixtures/check-score-log.ts';
import { listDifferences } from './difference.ts';

/**
 * Tiers and stages depend on the way an account took: the app's own log is lived through again with the domain's
 * functions, and what it comes to must be stored and published.
 */
export async function comparePath(db: Db, store: PortalStore): Promise<string[]> {
  const { portalId } = store.portal;
  const { differences } = await checkScoreLog(db, portalId);
  const stored = await db
    .selectFrom('account_scores')
    .select(['company_id', 'tier', 'stage'])
    .where('portal_id', '=', portalId)
    .execute();
  const held = new Map(stored.map((row) => [row.company_id, { tier: row.tier, stage: row.stage }]));
  const published = [...store.records.companies.active()].map(({ id, properties }) => {
    const tier = Number((properties['roundtable_tier'] ?? '').replace('tier_', '')) || null;
    return [id, { tier, stage: properties['roundtable_stage'] ?? null }] as const;
  });
  return [
    ...differences.map((difference) => `score log: ${JSON.stringify(difference)}`),
    ...listDifferences('published path', held, new Map(published)),
  ];
}
