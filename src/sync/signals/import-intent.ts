import { z } from 'zod';
import { DAY_MS } from '../../domain/day-ms.ts';
import { markStale } from '../../storage/accounts/stale-accounts.ts';
import { findCompanyIds } from '../../storage/mirror/company-domains.ts';
import { deleteSignals, listSignalSources, OWN_IDS, upsertSignals, type Signal } from '../../storage/mirror/signals.ts';
import { appendAudit } from '../../storage/portal/audit-log.ts';
import { hashId } from '../hash-id.ts';
import { faultAt, readTable, refuseRows } from '../read-table.ts';
import type { SyncContext } from '../sync-context.ts';

const NEEDED = ['company', 'source', 'topic', 'strength', 'date'];
const name = (what: string, most: number) => z.string().min(1, `must be ${what}`).max(most, `is longer than ${most}`);
const rowSchema = z.object({
  company: name("the company's record ID or domain", 300),
  source: name('who says so, as G2', 100),
  topic: name('what they look for', 200),
  strength: z
    .string()
    .regex(/^\d{1,3}(\.\d+)?$/, 'must be a number from 0 to 100')
    .transform(Number)
    .refine((value) => value <= 100, 'must be a number from 0 to 100'),
  date: z.iso
    .date('must be a day like 2026-03-31')
    .transform((value) => Date.parse(value))
    .refine((at) => at >= 0, 'must be after 1970'),
});

export interface ImportedIntent {
  /** Signals of the table, of so many companies. */
  signals: number;
  companies: number;
  /** Rows whose company HubSpot does not have here: passed over. */
  unknownRows: number;
  unknownCompanies: string[];
}

/**
 * Takes over intent from a table: each row says of a company how strongly a source saw it look for a topic on a day. All
 * rows or none, but for companies that are not known, since a vendor's report names the whole market; the same company,
 * source, topic and day again takes the place of what was said before.
 * @param table CSV, or separated by tabs or semicolons, with a header
 * @throws InvalidInputError naming row and column of what does not hold
 */
export async function importIntent(
  context: SyncContext,
  { portalId, table, importedBy }: { portalId: number; table: string; importedBy: string },
): Promise<ImportedIntent> {
  const rows = readTable(table, NEEDED, rowSchema);
  const tomorrow = context.scoringTime() + DAY_MS;
  refuseRows(rows.flatMap(({ row, values }) => (values.date > tomorrow ? [faultAt(row, 'date', 'is to come')] : [])));
  const names = rows.map(({ values }) => values.company);
  const companyIds = await findCompanyIds(context.db.kysely, portalId, names);
  const signals = rows.flatMap(({ values: { company, date, ...said } }): Signal[] => {
    const companyId = companyIds.get(company.toLowerCase());
    if (companyId === undefined) return [];
    const key = JSON.stringify([companyId, said.source.toLowerCase(), said.topic.toLowerCase(), date]);
    const signalId = `${OWN_IDS.table}${hashId(32, key)}`;
    return [{ signalId, companyId, ...said, occurredAt: date }];
  });
  const companies = new Set(signals.map(({ companyId }) => companyId)).size;
  const unknown = names.filter((each) => !companyIds.has(each.toLowerCase()));
  await context.db.transaction(async (trx) => {
    const changed = await upsertSignals(trx, portalId, signals);
    if (changed.length === 0) return;
    const details = { signals: signals.length, companies };
    const entry = { at: context.now(), actor: importedBy, action: 'intent imported', details };
    await appendAudit(trx, portalId, { ...entry, subject: `portal:${portalId}` });
    await markStale(trx, portalId, changed, 'signal');
    await context.queue.send('refresh', { portalId }, { singletonKey: String(portalId), trx });
  });
  const unknownCompanies = [...new Set(unknown)];
  return { signals: signals.length, companies, unknownRows: unknown.length, unknownCompanies };
}

/** Removes what tables brought from a source; if that is gone already, nothing changes. */
export async function takeOutImported(
  context: SyncContext,
  { portalId, source, by }: { portalId: number; source: string; by: string },
): Promise<void> {
  await context.db.transaction(async (trx) => {
    const held = await listSignalSources(trx, portalId, OWN_IDS.table);
    const ids = held.filter((each) => each.source === source).map(({ signalId }) => signalId);
    if (ids.length === 0) return;
    const companyIds = await deleteSignals(trx, portalId, ids);
    const entry = {
      at: context.now(),
      actor: by,
      action: 'imported intent taken out',
      details: { signals: ids.length },
    };
    await appendAudit(trx, portalId, { ...entry, subject: `source:${source}` });
    await markStale(trx, portalId, companyIds, 'signal');
    await context.queue.send('refresh', { portalId }, { singletonKey: String(portalId), trx });
  });
}
