import { NotFoundError, invalidField } from '../../errors.ts';
import { endMinimumStays } from '../../storage/accounts/minimum-stays.ts';
import { lockScores } from '../../storage/accounts/score-log.ts';
import { appendAudit } from '../../storage/portal/audit-log.ts';
import { activateModel, getActiveVersion, getModel, wasActivatedBy } from '../../storage/portal/models.ts';
import { lockPortal } from '../../storage/portal/portals.ts';
import { markAllStale } from '../../storage/accounts/stale-accounts.ts';
import type { SyncContext } from '../sync-context.ts';
import { listChangedParts } from './compare-versions.ts';
import { listEndingStays } from './list-ending-stays.ts';
import { findUnread } from './model-properties.ts';
import { propertiesOf } from './model-schema.ts';

interface Activation {
  /** Made once per click: a repeat, even one that comes after another activation, changes nothing. */
  requestId: string;
  version: number;
  /** Of the draft that was looked at; an earlier version never changes. */
  revision: number;
  by: string;
}

/**
 * Makes a draft, or an earlier version, the one that scores: every account is scored anew. A draft waits until what it
 * reads of companies is read, or tiers would be assigned by half of it and held for their minimum stay. Minimum
 * stays that would stand in its way end (`listEndingStays`).
 * @throws NotFoundError where there is no such version; InvalidInputError where the draft changed since, or waits
 */
export async function activateVersion(
  context: SyncContext,
  portalId: number,
  { requestId, version, revision, by }: Activation,
): Promise<void> {
  await context.db.transaction(async (trx) => {
    await lockPortal(trx, portalId);
    if (await wasActivatedBy(trx, portalId, requestId)) return;
    const before = await getActiveVersion(trx, portalId);
    const stored = await getModel(trx, portalId, version);
    if (stored === null || stored.status === 'discarded') {
      throw new NotFoundError(`There is no version ${version} of the model.`);
    }
    if (stored.status === 'active') return;
    if (stored.revision !== revision) {
      throw invalidField('revision', 'the draft was changed since you looked: look at what it would do now');
    }
    const unread = await findUnread(trx, portalId, propertiesOf(stored.model));
    if (unread.length > 0 && stored.status === 'draft') {
      const names = unread.map(({ property }) => property).join(', ');
      throw invalidField('version', `${names} is still being read of your companies: wait until that is done`);
    }
    const at = context.now();
    await lockScores(trx, portalId);
    const ending = before === null ? [] : await listEndingStays(trx, portalId, { from: before, to: version });
    await endMinimumStays(trx, portalId, ending, context.scoringTime());
    await activateModel(trx, portalId, version, { by, at, requestId });
    await markAllStale(trx, portalId, 'the model changed');
    const action = stored.status === 'draft' ? 'model activated' : 'model returned to';
    const replaced = before === null ? null : await getModel(trx, portalId, before);
    const changed = replaced === null ? [] : listChangedParts(replaced.model, stored.model);
    const details = { before, changed };
    await appendAudit(trx, portalId, { at, actor: by, action, subject: `model:${version}`, details });
    const options = { singletonKey: String(portalId), trx };
    if (unread.length > 0) await context.queue.send('reread-companies', { portalId, since: at }, options);
    await context.queue.send('refresh', { portalId }, options);
  });
}
