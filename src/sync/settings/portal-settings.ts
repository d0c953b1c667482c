import { z } from 'zod';
import { appendAudit } from '../../storage/audit-log.ts';
import { getPortalSettings, savePortalSettings } from '../../storage/portal-settings.ts';
import type { Db } from '../../storage/tables.ts';
import type { SyncContext } from '../sync-context.ts';

/** A company property of the portal that somebody else's tool writes, and what it is read as. */
export const mappedPropertySchema = z.strictObject({
  /** Internal name. */
  property: z.string().regex(/^[a-z][a-z0-9_]{0,99}$/, 'must be the internal name of a company property'),
  use: z.enum(['tier', 'intent', 'technographic']),
  /** Who writes it: `6sense`, `Bombora` … */
  source: z.string().trim().min(1).max(100),
});
export type MappedProperty = z.infer<typeof mappedPropertySchema>;

export const portalSettingsSchema = z.strictObject({
  /** What becomes of a value of ours that somebody else overwrote in HubSpot: put right, or left as they want it. */
  outsideEdits: z.enum(['restore', 'keep']).default('restore'),
  mappedProperties: z.array(mappedPropertySchema).max(50).default([]),
});
export type PortalSettings = z.infer<typeof portalSettingsSchema>;

/** What the portal's admin chose, with our choice where nobody did. */
export async function readSettings(db: Db, portalId: number): Promise<PortalSettings> {
  return portalSettingsSchema.parse((await getPortalSettings(db, portalId)) ?? {});
}

/** Changes what is given and leaves the rest; the audit log says who did. */
export async function changeSettings(
  context: SyncContext,
  portalId: number,
  change: Partial<PortalSettings>,
  changedBy: string,
): Promise<PortalSettings> {
  return context.db.transaction(async (trx) => {
    const settings = portalSettingsSchema.parse({ ...(await readSettings(trx, portalId)), ...change });
    const at = context.now();
    await savePortalSettings(trx, portalId, settings, { at, by: changedBy });
    const subject = `portal:${portalId}`;
    await appendAudit(trx, portalId, {
      at,
      actor: changedBy,
      action: 'settings changed',
      subject,
      details: { ...change },
    });
    return settings;
  });
}
