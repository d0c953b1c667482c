import { WEEK_MS } from '../../domain/day-ms.ts';
import type { AccountCardData } from '../../../extensions/app/cards/card-data.ts';
import { NotFoundError } from '../../errors.ts';
import { readCardRows, type CardRows } from '../../storage/accounts/account-card.ts';
import { loadReportingFacts } from '../../storage/accounts/reporting-facts.ts';
import { listContacts } from '../../storage/mirror/contacts.ts';
import { listNames } from '../../storage/mirror/owners.ts';
import { NOT_ALLOWED, SEQUENCE_SCOPES } from '../../sync/plays/enrol-in-sequence.ts';
import { CLUSTERED_TIER } from '../../sync/plays/load-clusters.ts';
import { pauseOf } from '../../sync/status/read-pause.ts';
import { readProgress } from '../../sync/status/read-progress.ts';
import { toSnapshot } from '../../sync/refresh/account-snapshot.ts';
import { findWhoActs } from '../../sync/settings/act-right.ts';
import { recallChoices, recallClusters, type PortalChoices } from '../../sync/settings/portal-memory.ts';
import type { HttpContext } from '../http-context.ts';
import { notConnected } from '../require-right.ts';
import type { Technology } from './build-brief.ts';
import type { EnrolContext } from './build-runs.ts';
import { buildAccountCard } from './build-account-card.ts';
import { nameTaskOwners } from './name-task-owners.ts';
import { readListPlace, type Reader } from './read-list-place.ts';

/**
 * Everything both cards of a company show: one read of what was computed, also where HubSpot cannot be asked. The
 * account is read in one statement; what the portal chose is held in memory, and that statement says whether it still is.
 * @throws NotConnectedError where the app is not installed; NotFoundError for a company that is not mirrored
 */
export async function readAccountCard(
  context: HttpContext,
  reader: Reader,
  companyId: string,
): Promise<AccountCardData> {
  const { db, now } = context;
  const { portalId } = reader;
  const read = await readCardRows(db, portalId, companyId, now() - WEEK_MS);
  if (read === null || read.portal.status === 'leaving') throw notConnected(context);
  const { portal, company, score, revision } = read;
  const pause = pauseOf(portal.status, read.heldUntil, now());
  const syncing = portal.status === 'installing' || portal.status === 'syncing';
  if (company === null && !syncing && pause === null) {
    throw new NotFoundError('Roundtable does not know this company yet. A new company appears within a minute.');
  }
  const choices = await recallChoices(db, portalId, revision);
  const snapshot = score === null ? null : toSnapshot(score);
  const isClustered = score?.tier === CLUSTERED_TIER;
  const { managerProperty } = choices.settings;
  const [list, progress, clusters, reporting, ownedBy] = await Promise.all([
    snapshot === null ? null : readListPlace(context, reader, read, { snapshot, choices }),
    syncing ? readProgress(db.kysely, portalId, now()) : null,
    isClustered ? recallClusters(db, portalId, { revision, now: now() }) : null,
    managerProperty === null ? [] : loadReportingFacts(db.kysely, portalId, companyId, managerProperty),
    findWhoActs(db.kysely, { ...reader, portal, company, settings: choices.settings }),
  ]);
  return buildAccountCard({
    company: { id: companyId, name: company?.name ?? '' },
    snapshot,
    list,
    syncing,
    progress,
    pause,
    ownedBy,
    model: choices.model,
    fitWords: choices.fitWords,
    fitWeekAgo: read.fitBefore,
    cluster: clusters?.get(companyId) ?? null,
    placeholders: read.placeholders,
    reporting,
    roleLabels: choices.roles.labels,
    plan: read.plan,
    technologies: listTechnologies(company, choices),
    playDefinitions: choices.plays,
    runs: read.runs,
    putOff: read.putOff,
    ...(await readNames(context, read)),
    now: now(),
  });
}

/** What the properties that an admin mapped as technographic say of a company, by the labels they have in HubSpot. */
function listTechnologies(company: CardRows['company'], { technographic }: PortalChoices): Technology[] {
  return technographic.flatMap(({ name, label }) => {
    const value = company?.properties[name]?.trim() ?? '';
    return value === '' ? [] : [{ label, value }];
  });
}

/** Whom the account's plays name. */
async function readNames(context: HttpContext, read: CardRows) {
  const [enrolling, colleagues, owners] = await Promise.all([
    readEnrolling(context, read),
    nameColleagues(context, read),
    nameTaskOwners(context, read.portal.portalId, read.runs),
  ]);
  return { enrolling, colleagues, owners };
}

/** The names of users by address; asked of the database only where somebody started or put off a play. */
async function nameColleagues({ db }: HttpContext, { portal, runs, putOff }: CardRows): Promise<Map<string, string>> {
  const isAnybody = [...runs.map(({ startedBy }) => startedBy), ...putOff.map(({ givenBy }) => givenBy)].some((by) =>
    by.includes('@'),
  );
  return isAnybody ? listNames(db.kysely, portal.portalId) : new Map();
}

/** Asked of the database only where a step enrols somebody. */
async function readEnrolling({ db }: HttpContext, { portal, runs }: CardRows): Promise<EnrolContext> {
  const enrolling = runs.filter(({ steps }) => steps.some(({ sequence }) => sequence !== undefined));
  const ids = enrolling.flatMap(({ contactIds }) => contactIds.slice(0, 1));
  const contacts = ids.length === 0 ? [] : await listContacts(db.kysely, portal.portalId, ids);
  const isAllowed = SEQUENCE_SCOPES.every((scope) => portal.scopes.includes(scope));
  return {
    unavailable: isAllowed ? null : NOT_ALLOWED,
    names: new Map(contacts.map((each) => [each.contactId, each.name])),
  };
}
