import { AmbiguousWriteError, AppError, InvalidInputError, MissingScopesError, NotFoundError } from '../../errors.ts';
import { enrolContact, listSequences, type Sequence } from '../../hubspot/work/sequences.ts';
import { listContacts } from '../../storage/mirror/contacts.ts';
import { claimEnrolment, getPlayRun, settleEnrolment, type Enrolment } from '../../storage/plays/play-runs.ts';
import { appendAudit } from '../../storage/portal/audit-log.ts';
import type { SyncContext } from '../sync-context.ts';

/** What the portal has to allow, beside what the app needs anyway. */
export const SEQUENCE_SCOPES = ['automation.sequences.read', 'automation.sequences.enrollments.write'];

export const NOT_ALLOWED =
  'This account has not allowed Roundtable to use sequences: install it again and allow them, or enrol by hand.';

interface EnrolClick {
  portalId: number;
  companyId: string;
  runId: string;
  /** Of the run, from 0. */
  step: number;
  /** Signed id and address of the user: they are the sender. */
  userId: string;
  userEmail: string;
}

/**
 * Enrols the run's first contact in the sequence that a step names, with the signed user as sender. Each step enrols once, however often it is
 * clicked; what HubSpot refused may be clicked again. What may have been done is not done again.
 * @throws NotFoundError where there is no such step; InvalidInputError where there is nobody who may be written to
 */
export async function enrolInSequence(context: SyncContext, click: EnrolClick): Promise<void> {
  const { portalId, companyId, runId, step } = click;
  const { kysely } = context.db;
  const run = await getPlayRun(kysely, portalId, runId);
  const sequence = run?.steps[step]?.sequence;
  if (run?.companyId !== companyId || run.status !== 'running' || sequence === undefined) {
    throw new NotFoundError('This play is over, or the step enrols nobody: reload the card.');
  }
  const contactId = await findContact(context, portalId, run.contactIds);
  const at = context.now();
  if (!(await claimEnrolment(kysely, portalId, { runId, step, at }))) return;
  const enrolment = await ask(context, click, { contactId, sequenceId: sequence.id });
  if (enrolment === null) return;
  await context.db.transaction(async (trx) => {
    await settleEnrolment(trx, portalId, { runId, step, enrolment });
    if (enrolment.state !== 'enrolled') return;
    const details = { runId, step: step + 1, contactId, sequenceId: sequence.id };
    const entry = { at, actor: click.userEmail, action: 'contact enrolled', subject: `company:${companyId}`, details };
    await appendAudit(trx, portalId, entry);
  });
}

/** The sequences that a user may choose from. @throws HubSpotRejectedError where they have no seat; InvalidInputError where the scope is missing */
export async function readSequences(context: SyncContext, portalId: number, userId: string): Promise<Sequence[]> {
  try {
    return await listSequences(context.clientFor(portalId, 'card'), userId);
  } catch (error) {
    if (error instanceof MissingScopesError) throw new InvalidInputError(NOT_ALLOWED);
    throw error;
  }
}

async function findContact(context: SyncContext, portalId: number, contactIds: readonly string[]): Promise<string> {
  const contacts = await listContacts(context.db.kysely, portalId, contactIds.slice(0, 1));
  const [contact] = contacts;
  if (contact === undefined) throw new InvalidInputError('The play has nobody to enrol: its contact is gone.');
  if (contact.optedOut || contact.bounced) {
    throw new InvalidInputError(`${contact.name} may not be written to: they opted out, or their address bounces.`);
  }
  return contact.contactId;
}

/** `null` where nobody knows what HubSpot did. */
async function ask(
  context: SyncContext,
  { portalId, userId, userEmail }: EnrolClick,
  { contactId, sequenceId }: { contactId: string; sequenceId: string },
): Promise<Enrolment | null> {
  const at = context.now();
  try {
    const client = context.clientFor(portalId, 'card');
    await enrolContact(client, { userId, senderEmail: userEmail, contactId, sequenceId });
    return { state: 'enrolled', at, reason: null };
  } catch (error) {
    if (error instanceof AmbiguousWriteError) return null;
    if (error instanceof MissingScopesError) return { state: 'refused', at, reason: NOT_ALLOWED };
    if (error instanceof AppError) return { state: 'refused', at, reason: error.message };
    throw error;
  }
}
