import type { RoleId } from '../../domain/facts.ts';
import { appendAudit } from '../../storage/portal/audit-log.ts';
import { deletePlaceholder, savePlaceholder } from '../../storage/accounts/placeholders.ts';
import { markStale } from '../../storage/accounts/stale-accounts.ts';
import { requireCompany } from '../require-company.ts';
import type { SyncContext } from '../sync-context.ts';

export interface PlaceholderRequest {
  portalId: number;
  companyId: string;
  role: RoleId;
  /** Who it is said to be; `null` takes the placeholder away. */
  note: string | null;
  /** Signed e-mail address of the user. */
  changedBy: string;
}

/**
 * Keeps that somebody who is no contact yet holds a role, or that nobody is said to any more. What changes nothing is
 * not logged, so that it may be repeated.
 * @throws NotFoundError for a company that is not mirrored
 */
export async function keepPlaceholder(context: SyncContext, request: PlaceholderRequest): Promise<void> {
  const { portalId, companyId, role, note, changedBy } = request;
  await requireCompany(context.db.kysely, portalId, companyId);
  await context.db.transaction(async (trx) => {
    const placeholder = { companyId, role, createdAt: context.now(), createdBy: changedBy };
    const isChanged =
      note === null
        ? await deletePlaceholder(trx, portalId, companyId, role)
        : await savePlaceholder(trx, portalId, { ...placeholder, note });
    if (!isChanged) return;
    const action = note === null ? 'placeholder removed' : 'placeholder kept';
    const entry = { at: context.now(), actor: changedBy, action, subject: `company:${companyId}`, details: { role } };
    await appendAudit(trx, portalId, entry);
    await markStale(trx, portalId, [companyId], action);
  });
}
