import { localMidnight } from '../../domain/local-time.ts';
import { factsAt } from '../../domain/model/facts-at.ts';
import { pickExplained, type Explained } from '../../domain/explanation.ts';
import { InvalidInputError, NotFoundError } from '../../errors.ts';
import { loadAccountFacts } from '../../storage/accounts/account-facts.ts';
import { getTimeZone } from '../../storage/portal/portals.ts';
import { findVersionAt, getActiveVersion, getModel } from '../../storage/portal/models.ts';
import { getLoggedScore, type ScoreLogRow } from '../../storage/accounts/score-log.ts';
import { judgeAccount, NEW_ACCOUNT } from '../refresh/judge-account.ts';
import { loadPortalRoles } from '../committee/portal-roles.ts';
import { findNorms } from '../refresh/load-scoring.ts';
import { RETENTION_DAYS, retentionStart, type SyncContext } from '../sync-context.ts';

/** An account at an earlier moment: as it is recomputed for it, and as it was recorded then. */
export interface PastScore {
  name: string;
  /** The end of the day in the portal's time zone, or now where it is not over: epoch ms. */
  at: number;
  modelVersion: number;
  fit: Explained;
  engagement: Explained;
  intent: Explained;
  coverage: Explained;
  /** `null` where the account was not scored yet, or that is no longer kept. */
  recorded: ScoreLogRow | null;
}

interface PastDay {
  companyId: string;
  /** `2026-11-20`, on the portal's calendar. */
  day: string;
  /** The model of that day, or the one that scores now. */
  model: 'then' | 'active';
}

/**
 * Recomputes one account for the end of a day within the retention of activities, from what is dated of it; its company
 * properties, titles and people are those of now.
 * @throws InvalidInputError for a day out of the retention or ahead; NotFoundError where no such company is held
 */
export async function scoreOnDay(
  context: SyncContext,
  portalId: number,
  { companyId, day, model: which }: PastDay,
): Promise<PastScore> {
  const { kysely } = context.db;
  const timeZone = await getTimeZone(kysely, portalId);
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const at = Math.min(localMidnight(year, month - 1, date + 1, timeZone) - 1, context.scoringTime());
  if (!(at >= retentionStart(context)) || localMidnight(year, month - 1, date, timeZone) > context.scoringTime()) {
    const problem = `must be a day of the last ${RETENTION_DAYS}, as 2026-11-20: older activities are not kept`;
    throw new InvalidInputError(`Check day: it ${problem}.`, [{ field: 'day', problem }]);
  }
  const [facts] = await loadAccountFacts(kysely, portalId, [companyId], { since: retentionStart(context) });
  if (facts === undefined) throw new NotFoundError(`Roundtable holds no company ${companyId}.`);
  const recorded = await getLoggedScore(kysely, portalId, companyId, at);
  const version = await (which === 'active' ? getActiveVersion(kysely, portalId) : findVersionAt(kysely, portalId, at));
  const stored = version === null ? null : await getModel(kysely, portalId, version);
  if (stored === null) throw new NotFoundError('This account has no model: install the app again.');
  const { norms } = await findNorms(context, portalId, stored.model);
  const held = { ...NEW_ACCOUNT, tier: recorded?.tier ?? null };
  const { labels: roleLabels } = await loadPortalRoles(kysely, portalId);
  const result = judgeAccount(factsAt(facts, at), held, { model: stored.model, norms, roleLabels }, at);
  const { fit, engagement, intent, committee } = result;
  const { coverage } = committee;
  return {
    name: facts.name,
    at,
    modelVersion: stored.model.version,
    fit: pickExplained(fit),
    engagement: pickExplained(engagement),
    intent: pickExplained(intent),
    coverage: pickExplained(coverage),
    recorded,
  };
}
