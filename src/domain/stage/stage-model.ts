import type { Terms } from '../condition/check-expression.ts';
import type { Expression } from '../condition/expression.ts';
import type { StageId } from './stage-ids.ts';

export interface StageDefinition {
  id: StageId;
  label: string;
  /** The shared words both teams agreed to, shown as they are. */
  definition: string;
  /** What it asks for; the unknown is no reason to withhold it. Of the language what {@link STAGE_TERMS} name. */
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

/**
 * What a stage may ask for: what it is judged by and the score log keeps for a replay. Anything else would be unknown of every account,
 * and the unknown is no reason to withhold a stage.
 */
export const STAGE_TERMS: Terms = {
  leaves: ['score', 'flag', 'role', 'deal'],
  scores: ['fit', 'engagement', 'intent'],
  flags: ['customer'],
  roleStates: ['engaged'],
  deals: ['state'],
};
