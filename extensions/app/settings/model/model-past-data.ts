/** What `GET /api/settings/model/score-on` answers with: one account at the end of an earlier day. */
export interface PastScoreData {
  name: string;
  /** ISO 8601, UTC. */
  at: string;
  /** The version it was recomputed by. */
  modelVersion: number;
  scores: PastScoreLine[];
  /** What was recorded then; `null` where the account was not scored yet, or that is no longer kept. */
  recorded: { modelVersion: number; tier: 1 | 2 | 3 | null; stage: string; at: string } | null;
}

export interface PastScoreLine {
  score: 'fit' | 'engagement' | 'intent' | 'coverage';
  /** Recomputed; `null` where there is nothing to judge by. */
  total: number | null;
  /** As recorded then; `null` where nothing was. */
  recorded: number | null;
  /** The strongest reasons. */
  reasons: { label: string; points: number }[];
}
