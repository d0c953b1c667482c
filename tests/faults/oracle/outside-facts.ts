import type { RoleDecisionFact, SignalFact, ActivityType } from '../../../src/domain/facts.ts';

/** What the app was told by others than HubSpot, under the ids of that moment. */
export interface OutsideFacts {
  signals: (SignalFact & { companyId: string })[];
  activities: { id: string; contactId: string; type: ActivityType; occurredAt: number }[];
  decisions: (RoleDecisionFact & { contactId: string })[];
}
