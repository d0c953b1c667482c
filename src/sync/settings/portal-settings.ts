import { z } from 'zod';
import { DEFAULT_AUTO_APPLY } from '../../domain/target-list/plan-changes.ts';
import { getPortalSettings } from '../../storage/portal/portal-settings.ts';
import type { Db } from '../../storage/tables/tables.ts';
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
