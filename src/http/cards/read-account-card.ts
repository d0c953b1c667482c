import type { AccountCardData } from '../../../extensions/app/cards/card-data.ts';
import { ForbiddenError, NotFoundError } from '../../errors.ts';
import { loadPlans } from '../../storage/account-plans.ts';
import { getAccountScore } from '../../storage/account-scores.ts';
import { loadPlaceholders } from '../../storage/account-work.ts';
import { getCompany } from '../../storage/companies.ts';
import { getActiveModel } from '../../storage/models.ts';
import { listPlayRuns } from '../../storage/play-runs.ts';
import { getFitAt } from '../../storage/fit-at.ts';
import { getPortal } from '../../storage/portals.ts';
import { listPropertyDefinitions } from '../../storage/property-definitions.ts';
import { listSyncSteps } from '../../storage/sync-steps.ts';
import { loadPortalRoles } from '../../sync/committee/portal-roles.ts';
import { loadPortalPlays } from '../../sync/plays/portal-plays.ts';
import { readSettings } from '../../sync/settings/portal-settings.ts';
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
  const { kysely } = context.db;
  const { portalId } = reader;
  const portal = await getPortal(kysely, portalId);
  if (portal === null || portal.status === 'leaving') {
    throw new ForbiddenError(
      'Roundtable is not connected to this portal: an admin can connect it in the app settings.',
    );
  }
  const syncing = portal.status === 'installing' || portal.status === 'syncing';
  const company = await getCompany(kysely, portalId, companyId);
  const pause = await readPause(context, portalId);
  if (company === null && !syncing && pause === null) {
    throw new NotFoundError('Roundtable does not know this company yet. A new company appears within a minute.');
  }
  const score = company === null ? null : await getAccountScore(kysely, portalId, companyId);
  const snapshot = score === null ? null : toSnapshot(score);
  const model = await getActiveModel(kysely, portalId);
  const { labels: roleLabels } = await loadPortalRoles(kysely, portalId);
  return buildAccountCard({
    company: { id: companyId, name: company?.name ?? '' },
    snapshot,
    list: snapshot === null ? null : await readListPlace(context, reader, companyId, snapshot, roleLabels),
    syncing,
    progress: syncing ? await readProgress(context, portalId) : null,
    pause,
    stageModel: model?.stage ?? null,
    fitModel: model?.fit ?? null,
    fitWeekAgo: await getFitAt(kysely, portalId, companyId, context.now() - WEEK_MS),
    placeholders: (await loadPlaceholders(kysely, portalId, [companyId])).get(companyId) ?? [],
    roleLabels,
    plan: (await loadPlans(kysely, portalId, [companyId])).get(companyId) ?? null,
    technologies: company === null ? [] : await readTechnologies(context, portalId, company.properties),
    playDefinitions: (await loadPortalPlays(kysely, portalId)).map(({ play }) => play),
    runs: await listPlayRuns(kysely, portalId, [companyId]),
    now: context.now(),
  });
}

/** What the properties that an admin mapped as technographic say of a company, by the labels they have in HubSpot. */
async function readTechnologies(
  context: HttpContext,
  portalId: number,
  properties: Readonly<Record<string, string | null>>,
): Promise<Technology[]> {
  const { kysely } = context.db;
  const { mappedProperties } = await readSettings(kysely, portalId);
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
