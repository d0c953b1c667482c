import type { EngagementModel } from '../engagement/engagement-model.ts';

const EFFORT = { channel: 'none', points: 0, halfLifeDays: 30 } as const;

/** The weights of `domain.md` §2. What we send or dial without an answer is effort, not engagement. */
export const DEFAULT_ENGAGEMENT_MODEL: EngagementModel = {
  weights: {
    meeting_held: { channel: 'sales', points: 30, halfLifeDays: 45 },
    call_connected: { channel: 'sales', points: 15, halfLifeDays: 30 },
    email_reply: { channel: 'sales', points: 20, halfLifeDays: 30 },
    email_click: { channel: 'email', points: 4, halfLifeDays: 14 },
    email_open: { channel: 'email', points: 0.2, halfLifeDays: 7 },
    form_high_intent: { channel: 'forms', points: 40, halfLifeDays: 30 },
    form_other: { channel: 'forms', points: 12, halfLifeDays: 30 },
    page_high_intent: { channel: 'web', points: 5, halfLifeDays: 14 },
    page_view: { channel: 'web', points: 1, halfLifeDays: 7 },
    event_attended: { channel: 'events', points: 20, halfLifeDays: 60 },
    event_registered: { channel: 'events', points: 6, halfLifeDays: 60 },
    ad_click: { channel: 'ads', points: 2, halfLifeDays: 14 },
    ad_impression: { channel: 'ads', points: 0.01, halfLifeDays: 14 },
    call_unanswered: EFFORT,
    email_sent: EFFORT,
    note: EFFORT,
    task: EFFORT,
  },
  dailyLimit: 3,
  channelCap: 60,
  personCap: 100,
  roleWeights: {
    DECISION_MAKER: 1.3,
    BUDGET_HOLDER: 1.3,
    CHAMPION: 1.2,
    EXECUTIVE_SPONSOR: 1.2,
    END_USER: 0.8,
  },
  depthDecay: 0.6,
  halfScoreDepth: 80,
};
