import { isDeepStrictEqual } from 'node:util';
import { DEFAULT_COMMITTEE_MODEL } from '../../domain/committee/default-committee-model.ts';
import { defaultModel } from '../../domain/model/default-model.ts';
import type { Model } from '../../domain/model/model.ts';
import { listOwners } from '../../storage/mirror/owners.ts';
import type { Db } from '../../storage/tables/tables.ts';
import { lacksApprovers, listActive } from '../target-list/keys.ts';
import { findAssumedCapacity } from './assumed-capacity.ts';
import { GUIDE_STEPS, type PortalSettings } from './portal-settings.ts';

/** What the step of the model is about; seats and roles have steps of their own. */
const SCORING = ['fit', 'engagement', 'intent', 'stage'] as const;

/** Of the model that scores. */
type Active = Pick<Model, 'version' | 'fit' | 'engagement' | 'intent' | 'committee' | 'stage'>;

/**
 * Which steps of the guided start are decided, in their order: gone through there, or set up elsewhere. Version 1 of the
 * model is made at the install, so that a later one is somebody's, but it may differ in its roles or seats alone.
 */
export async function listSettledSteps(
  db: Db,
  portalId: number,
  settings: PortalSettings,
  active: Active,
): Promise<PortalSettings['guide']['settled']> {
  const isSetUp = {
    model: active.version > 1 && SCORING.some((part) => !isDeepStrictEqual(active[part], defaultModel[part])),
    capacity: (await findAssumedCapacity(db, portalId, settings)) === null,
    roles: !isDeepStrictEqual(active.committee.requiredRoles, DEFAULT_COMMITTEE_MODEL.requiredRoles),
    keys: !lacksApprovers(settings.keys, listActive(await listOwners(db, portalId))),
  };
  return GUIDE_STEPS.filter((step) => settings.guide.settled.includes(step) || isSetUp[step]);
}
