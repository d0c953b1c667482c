import type { ActivityType, RoleId } from '../facts.ts';

export const CHANNELS = ['sales', 'email', 'forms', 'web', 'events', 'ads', 'none'] as const;
export type Channel = (typeof CHANNELS)[number];

interface ActivityWeight {
  channel: Channel;
  points: number;
  halfLifeDays: number;
}

/** Parameters of `domain.md` §2; every one is editable by the admin. */
export interface EngagementModel {
  weights: Readonly<Record<ActivityType, ActivityWeight>>;
  /** The latest this-many events of one person, type and UTC day count. */
  dailyLimit: number;
  channelCap: number;
  personCap: number;
  roleWeights: Readonly<Partial<Record<RoleId, number>>>;
  /** ρ: the k-th most engaged person counts ρ^(k−1). */
  depthDecay: number;
  /** s: the depth that scores 50. */
  halfScoreDepth: number;
}
