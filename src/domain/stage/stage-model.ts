export const STAGE_IDS = ['unaware', 'aware', 'engaged', 'sales_ready', 'opportunity', 'customer'] as const;
export type StageId = (typeof STAGE_IDS)[number];

/** What a stage asks for; every given part must hold. Scores are 0–100. */
export interface StageRequirement {
  minFit?: number;
  minEngagement?: number;
  minIntent?: number;
  /** One of these roles must be engaged. */
  engagedRoles?: readonly string[];
  openDeal?: boolean;
  /** A won deal, or lifecycle stage `customer`. */
  customer?: boolean;
}

export interface StageDefinition {
  id: StageId;
  label: string;
  /** The shared words both teams agreed to, shown as they are. */
  definition: string;
  /** Any of these alternatives suffices. */
  anyOf: readonly StageRequirement[];
}

export interface StageModel {
  version: number;
  /** From the lowest stage to the highest; an account is in the highest whose requirement holds. */
  stages: readonly StageDefinition[];
  /** Points by which a condition must fail before an account falls back. */
  fallbackMargin: number;
  /** Days for which it must have failed. */
  fallbackDwellDays: number;
}
