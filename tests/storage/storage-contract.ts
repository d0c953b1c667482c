import { afterAll, beforeAll, describe } from 'vitest';
import { openDatabase } from '../../src/storage/connection/database.ts';
import type { Database, DatabaseLocation } from '../../src/storage/connection/database.ts';
import { describeAccountCard } from './contract/account-card.ts';
import { describeAccountPlans } from './contract/account-plans.ts';
import { describeBacklog } from './contract/backlog.ts';
import { describeDatabase } from './contract/database.ts';
import { describeErase } from './contract/erase.ts';
import { describeFacts } from './contract/facts.ts';
import { describeKeptWork } from './contract/kept-work.ts';
import { describeLimiter } from './contract/limiter.ts';
import { describeMeasurements } from './contract/measurements.ts';
import { describeMerges } from './contract/merges.ts';
import { describeMirror } from './contract/mirror.ts';
import { describeModels } from './contract/models.ts';
import { describePlayOutcomes } from './contract/play-outcomes.ts';
import { describePlays } from './contract/plays.ts';
import { describePortals } from './contract/portals.ts';
import { describeReads } from './contract/reads.ts';
import { describeReviews } from './contract/reviews.ts';
import { describeScoreLog } from './contract/score-log.ts';
import { describeScores } from './contract/scores.ts';
import { describeSegments } from './contract/segments.ts';
import { describeStaleAccounts } from './contract/stale-accounts.ts';
import { describeTargetList } from './contract/target-list.ts';
import { describeWork } from './contract/work.ts';

/** What both databases must do alike; each part works in portals of its own. */
export function describeStorage(name: string, locate: () => Promise<DatabaseLocation>): void {
  describe(name, () => {
    let database: Database | undefined;
    const get = (): Database => {
      if (database === undefined) throw new Error('the database is not open');
      return database;
    };
    beforeAll(async () => {
      database = await openDatabase(await locate(), { outside: 'every' });
    });
    afterAll(async () => {
      await database?.close();
    });

    describeDatabase(get);
    describePortals(get);
    describeLimiter(get);
    describeMirror(get);
    describeMerges(get);
    describeReads(get);
    describeFacts(get);
    describeScores(get);
    describeModels(get);
    describeScoreLog(get);
    describeMeasurements(get);
    describeStaleAccounts(get);
    describeTargetList(get);
    describePlays(get);
    describePlayOutcomes(get);
    describeAccountPlans(get);
    describeAccountCard(get);
    describeReviews(get);
    describeSegments(get);
    describeKeptWork(get);
    describeWork(get);
    describeBacklog(get);
    describeErase(get);
  });
}
