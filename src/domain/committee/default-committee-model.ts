import type { CommitteeModel } from './committee-model.ts';

/**
 * The committee an admin starts from: the higher the tier, the more of it must be covered. No tier requires
 * procurement, which not every portal has among its roles: an admin who sells to it adds it, in the guided start
 * (`guided-start.ts`) or in the model.
 */
export const DEFAULT_COMMITTEE_MODEL: CommitteeModel = {
  requiredRoles: {
    1: [
      { role: 'DECISION_MAKER', weight: 3 },
      { role: 'BUDGET_HOLDER', weight: 3 },
      { role: 'CHAMPION', weight: 3 },
      { role: 'EXECUTIVE_SPONSOR', weight: 2 },
      { role: 'INFLUENCER', weight: 2 },
      { role: 'LEGAL_AND_COMPLIANCE', weight: 1 },
    ],
    2: [
      { role: 'DECISION_MAKER', weight: 3 },
      { role: 'BUDGET_HOLDER', weight: 2 },
      { role: 'CHAMPION', weight: 3 },
      { role: 'INFLUENCER', weight: 1 },
    ],
    3: [
      { role: 'DECISION_MAKER', weight: 2 },
      { role: 'CHAMPION', weight: 2 },
      { role: 'INFLUENCER', weight: 1 },
    ],
    none: [
      { role: 'DECISION_MAKER', weight: 2 },
      { role: 'CHAMPION', weight: 2 },
      { role: 'INFLUENCER', weight: 1 },
    ],
  },
  engagedWithinDays: 30,
  reachedWithinDays: 90,
  staleRoleMonths: 12,
};
