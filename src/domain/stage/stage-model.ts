import type { Expression } from '../condition/expression.ts';
import type { StageId } from './stage-ids.ts';

export interface StageDefinition {
  id: StageId;
  label: string;
  /** The shared words both teams agreed to, shown as they are. */
  definition: string;
  /** What it asks for; the unknown is no reason to withhold it. Of the language's leaves those of {@link STAGE_LEAVES}. */
  when: Expression;
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

/** What a stage may ask for: scores, customer, engaged roles and states of deals, which the score log keeps for a replay. */
export const STAGE_LEAVES = ['score', 'flag', 'role', 'deal'] as const;
