import type { RoleId } from '../facts.ts';

/** HubSpot's default labels of `hs_buying_role`; a portal that renamed an option shows its own in HubSpot. */
export const ROLE_LABELS: Readonly<Record<RoleId, string>> = {
  DECISION_MAKER: 'Decision maker',
  BUDGET_HOLDER: 'Budget holder',
  CHAMPION: 'Champion',
  EXECUTIVE_SPONSOR: 'Executive sponsor',
  INFLUENCER: 'Influencer',
  LEGAL_AND_COMPLIANCE: 'Legal & compliance',
  PROCUREMENT: 'Procurement',
  END_USER: 'End user',
  BLOCKER: 'Blocker',
  OTHER: 'Other',
};
