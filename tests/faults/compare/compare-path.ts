import type { PortalStore } from '../../../src/sandbox/hubspot/store/portal-store.ts';
import { listPublishableScores } from '../../../src/storage/accounts/account-scores.ts';
import type { Db } from '../../../src/storage/tables/tables.ts';
import { changedValues, type PropertyValues } from '../../../src/sync/publish/property-values.ts';
import { toPropertyValues } from '../../../src/sync/refresh/account-snapshot.ts';
import { checkScoreLog } from '../../fixtures/check-score-log.ts';

/**
 * Tiers and stages depend on the way an account took: the app's own log is lived through again with the domain's
 * functions, and what it comes to must be stored. All that is stored of an account must be what HubSpot holds of it,
 * whatever the app believes to have written there.
 */
export async function comparePath(db: Db, store: PortalStore): Promise<string[]> {
  const { portalId, timeZone } = store.portal;
  const { differences } = await checkScoreLog(db, portalId);
  const companies = [...store.records.companies.active()];
  const ids = companies.map(({ id }) => id);
  const stored = new Map((await listPublishableScores(db, portalId, ids)).map((score) => [score.companyId, score]));
  const published = companies.flatMap(({ id, properties }) => {
    const score = stored.get(id);
    const wanted = score === undefined ? null : toPropertyValues(score, timeZone);
    if (wanted === null) return [`published path ${id}: nothing is stored of it`];
    const held = heldValues(wanted, properties);
    const left = Object.entries(changedValues(wanted, held) ?? {});
    return left.map(([name, value]) => `published path ${id}: ${name} is "${held[name]}", not "${value}"`);
  });
  return [...differences.map((difference) => `score log: ${JSON.stringify(difference)}`), ...published];
}

/** As the app writes them: HubSpot gives a value that was cleared, or never written, as none. */
function heldValues(wanted: PropertyValues, properties: Readonly<Record<string, string>>): PropertyValues {
  return Object.fromEntries(Object.keys(wanted).map((name) => [name, properties[name] ?? '']));
}
