import { z } from 'zod';
import { monthsBefore } from '../../domain/committee/months-before.ts';
import { FREE_MAIL_DOMAINS } from '../../domain/data-trust/free-mail-domains.ts';
import {
  countRoles,
  findCompaniesOfDomains,
  findCompaniesWithout,
  findLoneContacts,
  findRefusedRecords,
  findSharedDomains,
  findStaleRoles,
  findTieredWithoutOwner,
} from '../../storage/mirror/data-gaps.ts';
import { propertiesOf } from '../model/model-schema.ts';
import { blockErasures } from '../../storage/mirror/erase-contact.ts';
import { getDataReport, saveDataReport } from '../../storage/mirror/data-reports.ts';
import { getActiveModel } from '../../storage/portal/models.ts';
import type { Db } from '../../storage/tables/tables.ts';
import type { SyncContext } from '../sync-context.ts';

const gapSchema = z.object({
  check: z.enum([
    'lone_contacts',
    'lost_activities',
    'free_mail',
    'shared_domains',
    'without_domain',
    'without_industry',
    'without_size',
    'without_icp_tier',
    'without_owner',
    'stale_roles',
    'refused',
  ]),
  count: z.number(),
  examples: z.array(
    z.object({
      objectType: z.string(),
      id: z.string(),
      name: z.string(),
      detail: z.string().nullable(),
      /** Reports of before it was kept lack it. */
      tier: z.number().nullable().default(null),
    }),
  ),
});
const reportSchema = z.object({
  gaps: z.array(gapSchema),
  roles: z.array(z.object({ role: z.string(), set: z.number(), suggested: z.number() })),
});
export type DataReport = z.infer<typeof reportSchema>;

/**
 * Looks for what the portal's records lack and keeps what it finds, with the worst of each kind (decision 227). Every
 * check is one statement over the mirror; nothing is asked of HubSpot. Nobody is erased between the look and what is kept
 * of it, which names people. May run any number of times.
 */
export async function examineData(context: SyncContext, portalId: number): Promise<void> {
  await context.db.transaction(async (trx) => {
    await blockErasures(trx, portalId);
    const model = await getActiveModel(trx, portalId);
    if (model === null) return;
    const staleBefore = monthsBefore(context.scoringTime(), model.committee.staleRoleMonths);
    await saveDataReport(trx, portalId, context.now(), await findGaps(trx, portalId, staleBefore, propertiesOf(model)));
  });
}

/** `scored`: the properties that the fit score reads; what it does not read need not be filled in for it. */
async function findGaps(db: Db, portalId: number, staleBefore: number, scored: readonly string[]): Promise<DataReport> {
  const { activities, ...lone } = await findLoneContacts(db, portalId);
  const doers = lone.examples.filter(({ detail }) => detail !== '0');
  return {
    gaps: [
      { check: 'lone_contacts', count: lone.count, examples: lone.examples.map((each) => ({ ...each, detail: null })) },
      { check: 'lost_activities', count: activities, examples: doers },
      { check: 'free_mail', ...(await findCompaniesOfDomains(db, portalId, FREE_MAIL_DOMAINS)) },
      { check: 'shared_domains', ...(await findSharedDomains(db, portalId, FREE_MAIL_DOMAINS)) },
      { check: 'without_domain', ...(await findCompaniesWithout(db, portalId, 'domain')) },
      ...(await findUnscored(db, portalId, scored)),
      { check: 'without_owner', ...(await findTieredWithoutOwner(db, portalId)) },
      { check: 'stale_roles', ...(await findStaleRoles(db, portalId, staleBefore)) },
      { check: 'refused', ...(await findRefusedRecords(db, portalId)) },
    ],
    roles: await countRoles(db, portalId),
  };
}

/** What was found when the records were last examined (`at`, epoch ms); `null` before the first time. */
export async function readDataReport(
  { db }: SyncContext,
  portalId: number,
): Promise<(DataReport & { at: number }) | null> {
  const held = await getDataReport(db.kysely, portalId);
  return held === null ? null : { at: held.at, ...reportSchema.parse(held.report) };
}

/** The checks of single properties, by the property that the fit score reads. */
const SCORED = {
  industry: 'without_industry',
  numberofemployees: 'without_size',
  hs_ideal_customer_profile: 'without_icp_tier',
} as const;

async function findUnscored(db: Db, portalId: number, scored: readonly string[]): Promise<DataReport['gaps']> {
  const gaps: DataReport['gaps'] = [];
  for (const [property, check] of Object.entries(SCORED)) {
    if (scored.includes(property)) gaps.push({ check, ...(await findCompaniesWithout(db, portalId, property)) });
  }
  return gaps;
}
