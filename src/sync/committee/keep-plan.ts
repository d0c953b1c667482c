import type { PlanKind } from '../../domain/facts.ts';
import { InvalidInputError } from '../../errors.ts';
import {
  countPlanItems,
  deletePlanItem,
  MAPPED_ITEM,
  OBJECTIVE_ID,
  savePlanItem,
} from '../../storage/accounts/account-plans.ts';
import { appendAudit } from '../../storage/portal/audit-log.ts';
import { markStale } from '../../storage/accounts/stale-accounts.ts';
import { requireCompany } from '../require-company.ts';
import type { SyncContext } from '../sync-context.ts';

/** More of a kind nobody reads before a call. */
export const MOST_PLAN_ITEMS = 10;

interface PlanChange {
  portalId: number;
  companyId: string;
  /** Signed e-mail address of the user. */
  changedBy: string;
}

export interface NoteRequest extends PlanChange {
  kind: PlanKind;
  text: string;
  /** Made once per click: the item's own id, but of the objective, of which there is one. */
  requestId: string;
}

/**
 * Notes something in the plan of an account; an objective takes the place of the one before.
 * @throws NotFoundError for a company that is not mirrored; InvalidInputError where the plan is full
 */
export async function noteInPlan(context: SyncContext, request: NoteRequest): Promise<void> {
  const { portalId, companyId, kind, text, requestId, changedBy } = request;
  await changePlan(context, request, `plan: ${kind} noted`, async (trx) => {
    const itemId = kind === 'objective' ? OBJECTIVE_ID : requestId;
    const item = { companyId, itemId, kind, text, notedAt: context.scoringTime(), notedBy: changedBy };
    const isChanged = await savePlanItem(trx, portalId, item);
    if ((await countPlanItems(trx, portalId, companyId, kind)) > MOST_PLAN_ITEMS) {
      throw new InvalidInputError(`The plan holds ${MOST_PLAN_ITEMS} of these at most: take one out first.`);
    }
    return isChanged;
  });
}

/**
 * Takes an item out of the plan; one that does not exist counts as taken out.
 * @throws InvalidInputError for what a property of the company says
 */
export async function dropFromPlan(context: SyncContext, request: PlanChange & { itemId: string }): Promise<void> {
  const { portalId, companyId, itemId } = request;
  if (itemId.startsWith(MAPPED_ITEM)) {
    throw new InvalidInputError('This is kept in a property of the company: change it there.');
  }
  await changePlan(context, request, 'plan: item dropped', (trx) => deletePlanItem(trx, portalId, companyId, itemId));
}

type Trx = Parameters<typeof savePlanItem>[0];

async function changePlan(
  context: SyncContext,
  { portalId, companyId, changedBy }: PlanChange,
  action: string,
  change: (trx: Trx) => Promise<boolean>,
): Promise<void> {
  await requireCompany(context.db.kysely, portalId, companyId);
  await context.db.transaction(async (trx) => {
    if (!(await change(trx))) return;
    const at = context.now();
    await appendAudit(trx, portalId, { at, actor: changedBy, action, subject: `company:${companyId}`, details: {} });
    await markStale(trx, portalId, [companyId], 'account plan changed');
  });
}
