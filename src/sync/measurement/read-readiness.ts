import { DAY_MS } from '../../domain/day-ms.ts';
import { assessReadiness, DEFAULT_READINESS_MODEL, type Readiness } from '../../domain/readiness/assess-readiness.ts';
import { computeAccountMath, type AccountMath } from '../../domain/tiering/account-math.ts';
import { NotFoundError } from '../../errors.ts';
import { getActiveModel } from '../../storage/portal/models.ts';
import { getPortal } from '../../storage/portal/portals.ts';
import { listWonDeals } from '../../storage/mirror/won-deals.ts';
import { findAssumedCapacity, type AssumedCapacity } from '../settings/assumed-capacity.ts';
import { readSettings } from '../settings/portal-settings.ts';
import type { ProgramSettings } from '../settings/program-settings.ts';
import type { SyncContext } from '../sync-context.ts';

/** Older deals say little of what is sold today. */
const YEARS = 3;
const YEAR_MS = 365 * DAY_MS;

export interface ReadinessReport {
  readiness: Readiness;
  math: AccountMath;
  settings: ProgramSettings;
  /** `null` where the team's time is no assumption. */
  assumed: AssumedCapacity | null;
  /** ISO 4217 */
  currency: string;
  /** How many years of won deals were looked at. */
  years: number;
}

/**
 * Whether ABM is right for the portal, from its own won deals, and whether its list can be worked.
 * @throws NotFoundError where the app was never installed
 */
export async function readReadiness(context: SyncContext, portalId: number): Promise<ReadinessReport> {
  const { kysely } = context.db;
  const [portal, model] = [await getPortal(kysely, portalId), await getActiveModel(kysely, portalId)];
  if (portal === null || model === null) throw new NotFoundError('The app is not installed in this portal.');
  const portalSettings = await readSettings(kysely, portalId);
  const settings = portalSettings.program;
  const won = await listWonDeals(kysely, portalId, context.scoringTime() - YEARS * YEAR_MS);
  return {
    readiness: assessReadiness(won, portal.currency, {
      ...DEFAULT_READINESS_MODEL,
      dealValueFloor: settings.dealValueFloor,
    }),
    math: computeAccountMath(model.tiering.rules, settings.capacity),
    settings,
    assumed: await findAssumedCapacity(kysely, portalId, portalSettings),
    currency: portal.currency,
    years: YEARS,
  };
}
