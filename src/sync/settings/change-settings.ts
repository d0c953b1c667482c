import { isDeepStrictEqual } from 'node:util';
import { forgetPublished } from '../../storage/accounts/published-properties.ts';
import { markEditedStale } from '../../storage/accounts/outside-edits.ts';
import { markAllStale } from '../../storage/accounts/stale-accounts.ts';
import { countUnread } from '../../storage/mirror/companies.ts';
import { appendAudit, type AuditEntry } from '../../storage/portal/audit-log.ts';
import { savePortalSettings } from '../../storage/portal/portal-settings.ts';
import { lockPortal } from '../../storage/portal/portals.ts';
import { NOTE_KINDS, setNoteKinds } from '../../storage/portal/record-notes.ts';
import type { Db } from '../../storage/tables/tables.ts';
import type { SyncContext } from '../sync-context.ts';
import { portalSettingsSchema, readSettings, TARGET_NAMES, type PortalSettings } from './portal-settings.ts';

type Name = keyof PortalSettings;
type Change = Partial<PortalSettings>;

/** Settings just saved in the transaction `trx`. */
interface Saved {
  context: SyncContext;
  trx: Db;
  portalId: number;
  settings: PortalSettings;
  /** Epoch ms. */
  at: number;
}

/** What else a change of a setting causes, in the same transaction; `null`: nothing, the next reader finds it changed. */
const EFFECTS: Record<Name, ((saved: Saved) => Promise<void>) | null> = {
  outsideEdits: publishEdited,
  onlyOwnersAct: null,
  writeConfirmedRoles: null,
  keepTargetAccounts: rereadTargets,
  clusterBy: recluster,
  managerProperty: (saved) => send(saved, 'reread-contacts'),
  recordNotes: startNotes,
  mappedProperties: (saved) => send(saved, 'reread-companies'),
  keys: null,
  admins: null,
  autoApply: null,
  program: null,
  guide: null,
};

/**
 * Changes what is given (or what is made of the settings held) and leaves the rest; the audit log says who did.
 * What changes nothing is not written, so that a repeated request leaves one entry.
 * @param entry what the log says, where the changes themselves do not belong there
 */
export async function changeSettings(
  context: SyncContext,
  portalId: number,
  change: Change | ((held: PortalSettings) => Change),
  changedBy: string,
  entry: Partial<Pick<AuditEntry, 'action' | 'subject' | 'details'>> = {},
): Promise<PortalSettings> {
  return context.db.transaction(async (trx) => {
    await lockPortal(trx, portalId);
    const held = await readSettings(trx, portalId);
    const changes = typeof change === 'function' ? change(held) : change;
    const settings = portalSettingsSchema.parse({ ...held, ...changes });
    const changed = (Object.keys(EFFECTS) as Name[]).filter((name) => !isDeepStrictEqual(settings[name], held[name]));
    if (changed.length === 0) return held;
    const at = context.now();
    await savePortalSettings(trx, portalId, settings, { at, by: changedBy });
    for (const name of changed) await EFFECTS[name]?.({ context, trx, portalId, settings, at });
    await appendAudit(trx, portalId, {
      at,
      actor: changedBy,
      action: 'settings changed',
      subject: `portal:${portalId}`,
      details: { ...pick(settings, changed), before: pick(held, changed) },
      ...entry,
    });
    return settings;
  });
}

function pick(settings: PortalSettings, names: readonly Name[]): Record<string, unknown> {
  return Object.fromEntries(names.map((name) => [name, settings[name]]));
}

async function send(
  { context, trx, portalId, at }: Saved,
  job: 'refresh' | 'reread-companies' | 'reread-contacts',
): Promise<void> {
  await context.queue.send(job, { portalId, since: at }, { singletonKey: String(portalId), trx });
}

/** What HubSpot's own properties hold is read again before they are written. */
async function rereadTargets(saved: Saved): Promise<void> {
  await forgetPublished(saved.trx, saved.portalId, TARGET_NAMES);
  await send(saved, 'reread-companies');
}

async function recluster(saved: Saved): Promise<void> {
  const { trx, portalId, settings } = saved;
  await markAllStale(trx, portalId, 'clusters are made otherwise');
  const names = settings.clusterBy === null ? [] : [settings.clusterBy];
  const isUnread = (await countUnread(trx, portalId, names)).length > 0;
  await send(saved, isUnread ? 'reread-companies' : 'refresh');
}

async function publishEdited(saved: Saved): Promise<void> {
  await markEditedStale(saved.trx, saved.portalId);
  await send(saved, 'refresh');
}

async function startNotes({ trx, portalId, settings, at }: Saved): Promise<void> {
  const kinds = NOTE_KINDS.filter((kind) => settings.recordNotes[kind]);
  await setNoteKinds(trx, portalId, kinds, at);
}
