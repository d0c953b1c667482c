/** What `GET /api/settings/slack` answers with, and every change of it. Times are ISO 8601, UTC. */
export interface SlackData {
  /** `null` while no channel is connected. */
  channel: {
    /** The last characters of its webhook. */
    ending: string;
    connectedAt: string;
    connectedBy: string;
    /** When Slack refused further messages, and its reason. */
    stopped: { at: string; reason: string } | null;
  } | null;
  kinds: SlackKinds;
  /** What happened to messages in the last seven days. */
  report: { written: number; waiting: number; held: number; failed: number; mostADay: number };
  mayChange: boolean;
  /** Who may; `null` if unknown. */
  askWhom: string | null;
}

export interface SlackKinds {
  surges: boolean;
  proposals: boolean;
  tiers: boolean;
  plays: boolean;
}

/** What `POST /api/settings/slack/test` answers with besides; `null` where this very request was answered before. */
export interface SlackTested extends SlackData {
  tested: { result: 'sent' | 'gone' | 'refused' | 'later' | 'unclear'; reason: string } | null;
}
