/** The stages of an account, from the lowest to the highest. */
export const STAGE_IDS = ['unaware', 'aware', 'engaged', 'sales_ready', 'opportunity', 'customer'] as const;
export type StageId = (typeof STAGE_IDS)[number];
