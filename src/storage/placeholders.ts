import type { PlaceholderFact } from '../domain/facts.ts';
import type { Db } from './tables.ts';

export interface Placeholder extends PlaceholderFact {
  companyId: string;
  createdAt: number;
  createdBy: string;
}

/** One placeholder a role; a second one replaces the note. */
export async function savePlaceholder(db: Db, portalId: number, placeholder: Placeholder): Promise<void> {
  const row = {
    note: placeholder.note,
    created_at: new Date(placeholder.createdAt),
    created_by: placeholder.createdBy,
  };
  await db
    .insertInto('placeholders')
    .values({ portal_id: portalId, company_id: placeholder.companyId, role: placeholder.role, ...row })
    .onConflict((conflict) => conflict.columns(['portal_id', 'company_id', 'role']).doUpdateSet(row))
    .execute();
}
