import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { DEFAULT_AUTO_APPLY } from '../../domain/target-list/propose-changes.ts';
import { appendAudit, type AuditEntry } from '../../storage/portal/audit-log.ts';
import { countUnread } from '../../storage/mirror/companies.ts';
import { markEditedStale } from '../../storage/accounts/outside-edits.ts';
import { getPortalSettings, savePortalSettings } from '../../storage/portal/portal-settings.ts';
import { lockPortal } from '../../storage/portal/portals.ts';
import { NOTE_KINDS, setNoteKinds } from '../../storage/portal/record-notes.ts';
import { forgetPublished } from '../../storage/accounts/published-properties.ts';
import { markAllStale } from '../../storage/accounts/stale-accounts.ts';
import type { Db } from '../../storage/tables/tables.ts';
import type { SyncContext } from '../sync-context.ts';
import { programSettingsSchema } from './program-settings.ts';

const propertyName = z.string().regex(/^[a-z][a-z0-9_]{0,99}$/, 'must be the internal name of a property');

/** What a company property can be read as; the last three are parts of the account plan. */
export const MAPPED_USES = [
  'tier',
  'intent',
  'topics',
  'fit',
  'technographic',
  'objective',
  'initiative',
  'competitor',
] as const;

/** A company property of the portal that somebody else's tool writes, and what it is read as. */
export const mappedPropertySchema = z.strictObject({
  /** Internal name. */
  property: propertyName,
  use: z.enum(MAPPED_USES, `must be one of ${MAPPED_USES.join(', ')}`),
  /** Who writes it: `6sense`, `Bombora` … */
  source: z
    .string('must be the name of the tool that writes it')
    .trim()
    .min(1, 'must be the name of the tool that writes it')
    .max(100, 'must have at most 100 characters'),
});
export type MappedProperty = z.infer<typeof mappedPropertySchema>;

export const MOST_MAPPED = 50;

/** HubSpot's own properties that `keepTargetAccounts` is about. */
export const TARGET_NAMES = ['hs_is_target_account', 'hs_ideal_customer_profile'] as const;

const emailsSchema = z.array(z.string().trim().toLowerCase().min(3).max(254)).max(200);

const tiersSchema = z.array(z.union([z.literal(1), z.literal(2), z.literal(3)])).max(3);

/** The steps of the guided start, in their order. */
export const GUIDE_STEPS = ['model', 'capacity', 'roles', 'keys'] as const;

/** Which changes of the target account list need no keys. */
export const autoApplySchema = z.strictObject({ addTo: tiersSchema, moveTo: tiersSchema, remove: z.boolean() });

/** What is noted on the record in HubSpot: changes of tier, surges, finished plays. */
export const recordNotesSchema = z.strictObject({ tiers: z.boolean(), surges: z.boolean(), plays: z.boolean() });

export const portalSettingsSchema = z.strictObject({
  /** What becomes of a value of ours that somebody else overwrote in HubSpot: put right, or left as they want it. */
  outsideEdits: z.enum(['restore', 'keep'], 'must be restore or keep').default('restore'),
  /** Whether of those who hold no right only a company's owner acts on its cards; else everybody does. */
  onlyOwnersAct: z.boolean('must be true or false').default(false),
  /** Whether a role that a rep confirms is added to the contact's `hs_buying_role` in HubSpot. */
  writeConfirmedRoles: z.boolean('must be true or false').default(false),
  /** Whether HubSpot's own target account and ideal customer profile tier follow the tier. */
  keepTargetAccounts: z.boolean('must be true or false').default(false),
  /** The company property that clusters of Tier 2 accounts are made of; `null`: industry and size. */
  clusterBy: propertyName.nullable().default(null),
  /** The contact property that holds a person's manager; `null`: none. */
  managerProperty: propertyName.nullable().default(null),
  recordNotes: recordNotesSchema.default({ tiers: false, surges: false, plays: false }),
  mappedProperties: z.array(mappedPropertySchema).max(MOST_MAPPED).default([]),
  /** E-mail addresses, in lower case, of who holds which key of the target account list. */
  keys: z.strictObject({ marketing: emailsSchema, sales: emailsSchema }).default({ marketing: [], sales: [] }),
  /** Who may change settings besides the person who installed the app. */
  admins: emailsSchema.default([]),
  autoApply: autoApplySchema.default({
    addTo: [...DEFAULT_AUTO_APPLY.addTo],
    moveTo: [...DEFAULT_AUTO_APPLY.moveTo],
    remove: DEFAULT_AUTO_APPLY.remove,
  }),
  program: programSettingsSchema.prefault({}),
  /** How far the guided start has come. */
  guide: z
    .strictObject({ finished: z.enum(['done', 'skipped']).nullable(), settled: z.array(z.enum(GUIDE_STEPS)).max(4) })
    .default({ finished: null, settled: [] }),
});
export type PortalSettings = z.infer<typeof portalSettingsSchema>;

/** What the portal's admin chose, with our choice where nobody did. */
export async function readSettings(db: Db, portalId: number): Promise<PortalSettings> {
  return portalSettingsSchema.parse((await getPortalSettings(db, portalId)) ?? {});
}

type Change = Partial<PortalSettings>;

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
    if (isDeepStrictEqual(settings, held)) return held;
    const at = context.now();
    await savePortalSettings(trx, portalId, settings, { at, by: changedBy });
    const isOther = settings.keepTargetAccounts !== held.keepTargetAccounts;
    // What stands there is found out anew.
    if (isOther) await forgetPublished(trx, portalId, TARGET_NAMES);
    if (isOther || !isDeepStrictEqual(settings.mappedProperties, held.mappedProperties)) {
      const options = { singletonKey: String(portalId), trx };
      await context.queue.send('reread-companies', { portalId, since: at }, options);
    }
    if (settings.clusterBy !== held.clusterBy) {
      await markAllStale(trx, portalId, 'clusters are made otherwise');
      const names = settings.clusterBy === null ? [] : [settings.clusterBy];
      const job = (await countUnread(trx, portalId, names)).length > 0 ? 'reread-companies' : 'refresh';
      await context.queue.send(job, { portalId, since: at }, { singletonKey: String(portalId), trx });
    }
    if (settings.managerProperty !== held.managerProperty) {
      await context.queue.send('reread-contacts', { portalId, since: at }, { singletonKey: String(portalId), trx });
    }
    if (settings.outsideEdits !== held.outsideEdits) {
      await markEditedStale(trx, portalId);
      await context.queue.send('refresh', { portalId }, { singletonKey: String(portalId), trx });
    }
    if (!isDeepStrictEqual(settings.recordNotes, held.recordNotes)) {
      const kinds = NOTE_KINDS.filter((kind) => settings.recordNotes[kind]);
      await setNoteKinds(trx, portalId, kinds, at);
    }
    const subject = `portal:${portalId}`;
    await appendAudit(trx, portalId, {
      at,
      actor: changedBy,
      action: 'settings changed',
      subject,
      details: tellChange(held, settings),
      ...entry,
    });
    return settings;
  });
}

/** Each setting that changed as it is now, and under `before` as it was. */
function tellChange(held: PortalSettings, settings: PortalSettings): Record<string, unknown> {
  const names = (Object.keys(settings) as (keyof PortalSettings)[]).filter(
    (name) => !isDeepStrictEqual(settings[name], held[name]),
  );
  const pick = (from: PortalSettings): Record<string, unknown> =>
    Object.fromEntries(names.map((name) => [name, from[name]]));
  return { ...pick(settings), before: pick(held) };
}
