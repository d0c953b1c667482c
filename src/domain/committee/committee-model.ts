import type { RoleId } from '../facts.ts';

export type Tier = 1 | 2 | 3;

export interface RequiredRole {
  role: RoleId;
  weight: number;
}

export interface CommitteeModel {
  /** Roles an account of a tier must have covered; `none` is for accounts without a tier. */
  requiredRoles: Readonly<Record<Tier | 'none', readonly RequiredRole[]>>;
  /**
   * The role that an option added by the portal to `hs_buying_role` counts as, by the option's value; other options
   * count as none.
   */
  optionRoles?: Readonly<Record<string, RoleId>>;
  engagedWithinDays: number;
  reachedWithinDays: number;
  staleRoleMonths: number;
}
