import { sql } from 'kysely';
import type { ReportingFact } from '../../domain/committee/reporting-lines.ts';
import type { Db } from '../tables/tables.ts';

/** The people of a company, by id, with what this contact property says of their manager. */
export async function loadReportingFacts(
  db: Db,
  portalId: number,
  companyId: string,
  property: string,
): Promise<ReportingFact[]> {
  const result = await sql<Omit<ReportingFact, 'contactId'> & { contact_id: string }>`
    select contact.contact_id, contact.name, contact.email, nullif(contact.properties ->> ${property}, '') as manager
    from contact_companies link
    join contacts contact on contact.portal_id = link.portal_id and contact.contact_id = link.contact_id
    where link.portal_id = ${portalId} and link.company_id = ${companyId} order by contact.contact_id`.execute(db);
  return result.rows.map(({ contact_id: contactId, ...fact }) => ({ contactId, ...fact }));
}
