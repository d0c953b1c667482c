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
} from '../../storage/mirror/data-gaps.ts';
import { getDataReport, saveDataReport } from '../../storage/mirror/data-reports.ts';
import { getActiveModel } from '../../storage/portal/models.ts';
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
    'stale_roles',
    'refused',
  ]),
  count: z.number(),
  examples: z.array(
    z.object({ objectType: z.string(), id: z.string(), name: z.string(), detail: z.string().nullable() }),
  ),
});
const reportSchema = z.object({
  gaps: z.array(gapSchema),
  roles: z.array(z.object({ role: z.string(), set: z.number(), suggested: z.number() })),
});
export type DataReport = z.infer<typeof reportSchema>;

/**
 * Looks for what the portal's records lack and keeps what it finds, with the worst of each kind (decision 227). Every
 * check is one statement over the mirror; nothing is asked of HubSpot. May run any number of times.
 */
export async function examineData(context: SyncContext, portalId: number): Promise<void> {
  const { kysely } = context.db;
  const model = await getActiveModel(kysely, portalId);
  if (model === null) return;
  const staleBefore = monthsBefore(context.scoringTime(), model.committee.staleRoleMonths);
  const { activities, ...lone } = await findLoneContacts(kysely, portalId);
  const doers = lone.examples.filter(({ detail }) => detail !== '0');
  const report: DataReport = {
    gaps: [
      { check: 'lone_contacts', count: lone.count, examples: lone.examples.map((each) => ({ ...each, detail: null })) },
      { check: 'lost_activities', count: activities, examples: doers },
      { check: 'free_mail', ...(await findCompaniesOfDomains(kysely, portalId, FREE_MAIL_DOMAINS)) },
      { check: 'shared_domains', ...(await findSharedDomains(kysely, portalId, FREE_MAIL_DOMAINS)) },
      { check: 'without_domain', ...(await findCompaniesWithout(kysely, portalId, 'domain')) },
      { check: 'without_industry', ...(await findCompaniesWithout(kysely, portalId, 'industry')) },
      { check: 'without_size', ...(await findCompaniesWithout(kysely, portalId, 'numberofemployees')) },
      { check: 'stale_roles', ...(await findStaleRoles(kysely, portalId, staleBefore)) },
      { check: 'refused', ...(await findRefusedRecords(kysely, portalId)) },
    ],
    roles: await countRoles(kysely, portalId),
  };
  await saveDataReport(kysely, portalId, context.now(), report);
}

/** What was found when the records were last examined (`at`, epoch ms); `null` before the first time. */
export async function readDataReport(
  { db }: SyncContext,
  portalId: number,
): Promise<(DataReport & { at: number }) | null> {
  const held = await getDataReport(db.kysely, portalId);
  return held === null ? null : { at: held.at, ...reportSchema.parse(held.report) };
}
