import type { AccountCardData } from '../../../extensions/app/cards/card-data.ts';
import { ForbiddenError, NotFoundError } from '../../errors.ts';
import { loadPlans } from '../../storage/accounts/account-plans.ts';
import { getAccountScore } from '../../storage/accounts/account-scores.ts';
import { loadPlaceholders } from '../../storage/accounts/account-work.ts';
import { getCompany } from '../../storage/mirror/companies.ts';
import { getActiveModel } from '../../storage/portal/models.ts';
import { listPlayRuns } from '../../storage/plays/play-runs.ts';
import { getFitAt } from '../../storage/accounts/fit-at.ts';
import { getPortal } from '../../storage/portal/portals.ts';
import { listPropertyDefinitions } from '../../storage/mirror/property-definitions.ts';
import { listSyncSteps } from '../../storage/mirror/sync-steps.ts';
import { loadPortalRoles } from '../../sync/committee/portal-roles.ts';
import { CLUSTERED_TIER, loadClusters } from '../../sync/plays/load-clusters.ts';
import { loadPortalPlays } from '../../sync/plays/portal-plays.ts';
import { readSettings, type PortalSettings } from '../../sync/settings/portal-settings.ts';
import { PULL_STEPS } from '../../sync/pull/pull-steps.ts';
import { readPause } from '../../sync/read-pause.ts';
import { toSnapshot } from '../../sync/refresh/account-snapshot.ts';
import type { HttpContext } from '../http-context.ts';
import type { Technology } from './build-brief.ts';
import { buildAccountCard } from './build-account-card.ts';
import { readListPlace, type Reader } from './read-list-place.ts';

const WEEK_MS = 7 * 86_400_000;

/**
 * Everything both cards of a company show: one read of what was computed, also where HubSpot cannot be asked.
 * @throws ForbiddenError where the app is not installed; NotFoundError for a company that is not mirrored
 */
export async function readAccountCard(
  context: HttpContext,
  reader: Reader,
  companyId: string,
): Promise<AccountCardData> {
  const { portalId } = reader;
  const read = await readTogether(context, portalId, companyId);
  const { portal, company, pause, score, roleLabels } = read;
  if (portal === null || portal.status === 'leaving') {
    throw new ForbiddenError(
      'Roundtable is not connected to this portal: an admin can connect it in the app settings.',
    );
  }
  const syncing = portal.status === 'installing' || portal.status === 'syncing';
  if (company === null && !syncing && pause === null) {
    throw new NotFoundError('Roundtable does not know this company yet. A new company appears within a minute.');
  }
  const snapshot = company === null || score === null ? null : toSnapshot(score);
  const [list, progress, technologies] = await Promise.all([
    snapshot === null ? null : readListPlace(context, reader, companyId, snapshot, roleLabels),
    syncing ? readProgress(context, portalId) : null,
    company === null ? [] : readTechnologies(context, portalId, company.properties, read.settings),
  ]);
  return buildAccountCard({
    company: { id: companyId, name: company?.name ?? '' },
    snapshot,
    list,
    syncing,
    progress,
    pause,
    stageModel: read.model?.stage ?? null,
    fitModel: read.model?.fit ?? null,
    fitWeekAgo: read.fitWeekAgo,
    cluster:
      score?.tier === CLUSTERED_TIER
        ? ((await loadClusters(context.db.kysely, portalId)).get(companyId) ?? null)
        : null,
    placeholders: read.placeholders,
    roleLabels,
    plan: read.plan,
    technologies,
    playDefinitions: read.plays.map(({ play }) => play),
    runs: read.runs,
    now: context.now(),
  });
}

/** What is asked for whatever it says, all at once: one after the other a card would wait for a dozen answers. */
async function readTogether(context: HttpContext, portalId: number, companyId: string) {
  const { kysely } = context.db;
  const asked = getPortal(kysely, portalId);
  const named = loadPortalRoles(kysely, portalId);
  const [portal, company, pause, score, roles, model, fitWeekAgo, placeholders, plans, plays, runs, settings] =
    await Promise.all([
      asked,
      getCompany(kysely, portalId, companyId),
      readPause(context, portalId, asked),
      getAccountScore(kysely, portalId, companyId),
      named,
      getActiveModel(kysely, portalId),
      getFitAt(kysely, portalId, companyId, context.now() - WEEK_MS),
      loadPlaceholders(kysely, portalId, [companyId]),
      loadPlans(kysely, portalId, [companyId]),
      loadPortalPlays(kysely, portalId, named),
      listPlayRuns(kysely, portalId, [companyId]),
      readSettings(kysely, portalId),
    ]);
  return {
    portal,
    company,
    pause,
    score,
    model,
    fitWeekAgo,
    plays,
    runs,
    settings,
    roleLabels: roles.labels,
    placeholders: placeholders.get(companyId) ?? [],
    plan: plans.get(companyId) ?? null,
  };
}

/** What the properties that an admin mapped as technographic say of a company, by the labels they have in HubSpot. */
async function readTechnologies(
  context: HttpContext,
  portalId: number,
  properties: Readonly<Record<string, string | null>>,
  { mappedProperties }: PortalSettings,
): Promise<Technology[]> {
  const { kysely } = context.db;
  const names = mappedProperties.flatMap(({ use, property }) => (use === 'technographic' ? [property] : []));
  if (names.length === 0) return [];
  const definitions = await listPropertyDefinitions(kysely, portalId, 'companies', names);
  return names.flatMap((name) => {
    const value = properties[name]?.trim() ?? '';
    const label = definitions.find((definition) => definition.name === name)?.label ?? name;
    return value === '' ? [] : [{ label, value }];
  });
}

async function readProgress(context: HttpContext, portalId: number): Promise<AccountCardData['progress']> {
  const steps = await listSyncSteps(context.db.kysely, portalId);
  const current = steps.find((step) => step.finishedAt === null) ?? steps.at(-1);
  if (current === undefined) return { done: 0, total: null, step: 'Connecting' };
  const label = PULL_STEPS.find((step) => step.name === current.step)?.label ?? 'Scoring';
  return { done: current.done, total: current.total, step: label };
}
