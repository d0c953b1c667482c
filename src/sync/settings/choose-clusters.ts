import { invalidField } from '../../errors.ts';
import { findUnknownProperties } from '../model/model-properties.ts';
import type { SyncContext } from '../sync-context.ts';
import { changeSettings } from './change-settings.ts';

/**
 * Has the accounts of Tier 2 grouped by a company property; `null`: by industry and size.
 * @throws InvalidInputError where the portal has no such property
 */
export async function chooseClusters(
  context: SyncContext,
  portalId: number,
  clusterBy: string | null,
  changedBy: string,
): Promise<void> {
  if (clusterBy !== null && (await findUnknownProperties(context, portalId, [clusterBy])).length > 0) {
    throw invalidField('clusterBy', `this account has no company property "${clusterBy}"`);
  }
  await changeSettings(context, portalId, { clusterBy }, changedBy);
}
