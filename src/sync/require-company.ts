import { NotFoundError } from '../errors.ts';
import { getCompany } from '../storage/mirror/companies.ts';
import type { Db } from '../storage/tables/tables.ts';

/** @throws NotFoundError for a company that is not mirrored, as what who clicked is told */
export async function requireCompany(db: Db, portalId: number, companyId: string): Promise<void> {
  if ((await getCompany(db, portalId, companyId)) !== null) return;
  throw new NotFoundError('Roundtable has no such company: it may have been deleted or merged. Reload the page.');
}
