import { DEFAULT_COMMITTEE_MODEL } from '../committee/default-committee-model.ts';
import { DEFAULT_ENGAGEMENT_MODEL } from './default-engagement-model.ts';
import { GENERAL } from './starting-models/general.ts';
import { DEFAULT_STAGE_MODEL } from './default-stage-model.ts';
import type { Model } from './model.ts';

/** The model a new portal starts with, built on HubSpot's own properties; every part can be edited. */
export const defaultModel: Model = {
  version: 1,
  name: 'Starting model',
  fit: GENERAL,
  engagement: DEFAULT_ENGAGEMENT_MODEL,
  intent: {
    halfLifeDays: 14,
    sourceWeights: { G2: 0.8, '6sense': 0.7, Demandbase: 0.7, Bombora: 0.6, HubSpot: 0.5 },
    defaultWeight: 0.5,
  },
  committee: DEFAULT_COMMITTEE_MODEL,
  stage: DEFAULT_STAGE_MODEL,
  tiering: {
    priorityWeights: { fit: 0.45, engagement: 0.25, intent: 0.2, dealPotential: 0.1 },
    rules: [
      { tier: 1, seats: 25, fitFloor: 70 },
      { tier: 2, seats: 150, fitFloor: 50 },
      { tier: 3, seats: 1_000, fitFloor: 30 },
    ],
    incumbencyBonus: 5,
    dwellDays: 30,
    dwellEndsUnderFloor: 5,
  },
};
