import type { RoleId } from '../../domain/facts.ts';
import { InvalidInputError, NotFoundError } from '../../errors.ts';
import { appendAudit } from '../../storage/portal/audit-log.ts';
import { companiesOfContacts } from '../../storage/mirror/links.ts';
import { isMember } from '../../storage/accounts/account-members.ts';
import {
  getUnwrittenConfirmation,
  listRoleDecisions,
  saveRoleDecision,
  type RoleDecision,
} from '../../storage/accounts/role-decisions.ts';
import { markStale } from '../../storage/accounts/stale-accounts.ts';
import { readSettings } from '../settings/portal-settings.ts';
import type { SyncContext } from '../sync-context.ts';

/** A card offers the way back for ten seconds after an answer that may take as long: HubSpot is not given a confirmed role before. */
const UNDO_FOR_MS = 30_000;

export interface RoleDecisionRequest {
  portalId: number;
  /** The account on whose card it was clicked: who may act there may decide about its people, and nobody else's. */
  companyId: string;
  contactId: string;
  role: RoleId;
  decision: 'confirmed' | 'rejected';
  requestId: string;
  decidedBy: string;
}

/**
 * Keeps a rep's yes or no to a suggested role. Where the portal wants it, a yes is on its way to HubSpot's own
 * `hs_buying_role` in the same transaction.
 * @throws NotFoundError for a contact that does not belong to the company
 */
export async function decideRole(context: SyncContext, request: RoleDecisionRequest): Promise<void> {
  const { contactId, role, decision, requestId, decidedBy } = request;
  const decidedAt = context.scoringTime();
  await keepDecision(context, request, { contactId, role, decision, decidedAt, decidedBy, requestId });
}

export interface UndoRequest extends Omit<RoleDecisionRequest, 'decision'> {
  /** The request of the decision that is undone. */
  undoes: string;
}

/**
 * Undoes a confirmation or a rejection: what held before it holds again.
 * @throws NotFoundError where there is no such decision about this person's role, or they do not belong to the company
 * @throws InvalidInputError for a confirmation that HubSpot has been given, or that a later rejection replaced
 */
export async function undoDecision(context: SyncContext, request: UndoRequest): Promise<void> {
  const { portalId, contactId, role, undoes, requestId, decidedBy } = request;
  const decisions = await listRoleDecisions(context.db.kysely, portalId, contactId);
  const undone = decisions.find((each) => each.requestId === undoes);
  if (undone === undefined || undone.decision === 'undone' || undone.role !== role) {
    throw new NotFoundError('There is no such answer to undo: reload the card.');
  }
  if (decisions.some((each) => each.undoes === undoes)) return;
  if (undone.decision === 'confirmed' && (await getUnwrittenConfirmation(context.db.kysely, portalId, undoes)) === null)
    throw new InvalidInputError(
      'HubSpot has been given this role, or it was rejected since: change "Buying role" on the contact.',
    );
  const decidedAt = context.scoringTime();
  const undo = { contactId, role, decision: 'undone', decidedAt, decidedBy, requestId, undoes } as const;
  await keepDecision(context, request, undo, undone.decision);
}

const UNDONE = { confirmed: 'role confirmation undone', rejected: 'role rejection undone' } as const;

/** `undone`: what an undo takes back. */
async function keepDecision(
  context: SyncContext,
  { portalId, companyId }: { portalId: number; companyId: string },
  decision: RoleDecision,
  undone: keyof typeof UNDONE | null = null,
): Promise<void> {
  const { contactId, role, requestId } = decision;
  await context.db.transaction(async (trx) => {
    if (!(await isMember(trx, portalId, companyId, contactId))) {
      throw new NotFoundError('This contact does not belong to this company: reload the card.');
    }
    if (!(await saveRoleDecision(trx, portalId, decision))) return;
    await appendAudit(trx, portalId, {
      at: context.now(),
      actor: decision.decidedBy,
      action: undone === null ? `role ${decision.decision}` : UNDONE[undone],
      subject: `contact:${contactId}`,
      details: { role, companyId },
    });
    await markStale(trx, portalId, await companiesOfContacts(trx, portalId, [contactId]), 'role decided');
    if (decision.decision !== 'confirmed' || !(await readSettings(trx, portalId)).writeConfirmedRoles) return;
    const startAfter = context.now() + UNDO_FOR_MS;
    await context.queue.send('write-role', { portalId, requestId }, { trx, startAfter });
  });
}
