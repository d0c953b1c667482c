import type { HubSpotClient } from '../../hubspot/client/client.ts';
import type { CrmRecord } from '../../hubspot/records/record.ts';
import { appendAudit } from '../../storage/portal/audit-log.ts';
import { saveOutsideEdits, type OutsideEdit } from '../../storage/accounts/outside-edits.ts';
import { loadPublished, writeAgain, type Published } from '../../storage/accounts/published-properties.ts';
import { markStale } from '../../storage/accounts/stale-accounts.ts';
import { readSettings, type PortalSettings } from '../settings/portal-settings.ts';
import type { SyncContext } from '../sync-context.ts';
import { isSameValue, type ComparedProperty } from './same-value.ts';
import { isSameTarget, steppedBy, TARGET_PROPERTIES } from './target-properties.ts';

/**
 * Compares our properties of companies just read with what HubSpot was last given. A different value was overwritten by
 * somebody else: that is recorded once, and corrected by the next publish if the admin chose so. A record that was read
 * before our last write says nothing; of one that was read while a write was on its way nobody knows whose the value is:
 * where overwritten ones are corrected, all of them are written again.
 */
export async function noticeOutsideEdits(
  context: SyncContext,
  client: HubSpotClient,
  records: readonly CrmRecord[],
  settings: PortalSettings,
): Promise<void> {
  const { portalId } = client;
  const ids = records.map((record) => record.id);
  const published = await loadPublished(context.db.kysely, portalId, ids);
  const stepped = steppedBy(settings);
  const own: readonly ComparedProperty[] = context.manifest.companyProperties.properties;
  const ofTargets = TARGET_PROPERTIES.filter(({ name }) => stepped.has(name));
  const differing = records.flatMap((record) => {
    const given = published.get(record.id);
    return [...findEdits(own, isSameValue, record, given), ...findEdits(ofTargets, isSameTarget, record, given)];
  });
  if (differing.length === 0) return;
  const isSending = ({ companyId }: OutsideEdit): boolean => published.get(companyId)?.sending === true;
  const unclear = differing.filter(isSending).map(({ companyId }) => companyId);
  const edits = differing.filter((edit) => !isSending(edit));
  const at = context.now();
  await context.db.transaction(async (trx) => {
    const { outsideEdits } = await readSettings(trx, portalId);
    const noticed = await saveOutsideEdits(trx, portalId, edits, at);
    for (const [companyId, own] of Map.groupBy(noticed, (edit) => edit.companyId)) {
      const details = { properties: own.map(({ property }) => property), choice: outsideEdits };
      const subject = `company:${companyId}`;
      await appendAudit(trx, portalId, {
        at,
        actor: 'somebody in HubSpot',
        action: 'values overwritten',
        subject,
        details,
      });
    }
    if (outsideEdits === 'keep' || noticed.length + unclear.length === 0) return;
    await writeAgain(trx, portalId, unclear);
    const companyIds = noticed.map(({ companyId }) => companyId);
    await markStale(trx, portalId, companyIds, 'values overwritten');
    await context.queue.send('refresh', { portalId }, { singletonKey: String(portalId), trx });
  });
}

function findEdits(
  properties: readonly ComparedProperty[],
  isSame: typeof isSameValue,
  record: CrmRecord,
  published: Published | undefined,
): OutsideEdit[] {
  if (published === undefined || published.updatedAt === null || record.updatedAt < published.updatedAt) return [];
  return properties.flatMap((property): OutsideEdit[] => {
    const { name } = property;
    const given = published.values[name];
    if (given === undefined || given === null || !(name in record.properties)) return [];
    return isSame(property, given, record.properties[name]) ? [] : [{ companyId: record.id, property: name }];
  });
}
