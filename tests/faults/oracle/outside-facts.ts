import type { RoleDecisionFact, SignalFact, ActivityType } from '../../../src/domain/facts.ts';

import type { Db } from '../../../src/storage/tables/tables.ts';

/** What the app was told by others than HubSpot, under the ids of that moment. */
export interface OutsideFacts {
  signals: (SignalFact & { companyId: string })[];
  activities: { id: string; contactId: string; type: ActivityType; occurredAt: number }[];
  decisions: (RoleDecisionFact & { contactId: string; requestId: string; taken: boolean })[];
  /** Who left an account while the app looked: HubSpot keeps no history of it. */
  leavers: { companyId: string; contactId: string; leftAt: number }[];
}

/** Takes from the app whom it saw leave which account, and when. */
export async function readLeavers(db: Db, portalId: number, outside: OutsideFacts): Promise<void> {
  const rows = await db
    .selectFrom('former_members')
    .select(['company_id', 'contact_id', 'left_at'])
    .where('portal_id', '=', portalId)
    .orderBy('company_id')
    .orderBy('contact_id')
    .execute();
  outside.leavers = rows.map((row) => ({
    companyId: row.company_id,
    contactId: row.contact_id,
    leftAt: row.left_at,
  }));
}

/**
 * Gives decisions the time at which they reached the app, which alone knows: a click that met faults is repeated for a
 * while, and one that was refused in the end, its contact being gone, may have been taken the first time.
 */
export async function timeDecisions(db: Db, portalId: number, { decisions }: OutsideFacts): Promise<void> {
  const rows = await db
    .selectFrom('role_decisions')
    .select(['request_id', 'decided_at'])
    .where('portal_id', '=', portalId)
    .execute();
  const times = new Map(rows.map((row) => [row.request_id, row.decided_at]));
  for (const decision of decisions) {
    const at = times.get(decision.requestId);
    if (at === undefined) continue;
    decision.decidedAt = at;
    decision.taken = true;
  }
}
