import { DelegateBackoff, handleWhenResult, retry, type IRetryBackoffContext } from 'cockatiel';
import { NOT_SENT } from '../../hubspot/client/transport.ts';

/** What became of a message: sent, or why not. */
export type SlackVerdict =
  | { kind: 'sent' }
  /** The webhook or its channel takes nothing any more. */
  | { kind: 'gone'; reason: string }
  /** Slack does not take this message. */
  | { kind: 'refused'; reason: string }
  /** Slack did not take it now; not before `afterMs`. */
  | { kind: 'later'; reason: string; afterMs: number }
  /** It may have arrived. */
  | { kind: 'unclear' };

export interface SlackPace {
  maxRetries: number;
  firstDelayMs: number;
  /** Where Slack asks to wait longer, the job waits without a process. */
  longestWaitMs: number;
  timeoutMs: number;
}

export const JOB_PACE: SlackPace = { maxRetries: 3, firstDelayMs: 1_000, longestWaitMs: 30_000, timeoutMs: 10_000 };
/** HubSpot waits 15 s for a click. */
export const CLICK_PACE: SlackPace = { maxRetries: 1, firstDelayMs: 500, longestWaitMs: 2_000, timeoutMs: 5_000 };

/** What Slack answers where the webhook, its app, its workspace or its channel is gone (docs.slack.dev, "Handling errors"). */
const GONE = new Set([
  'no_service',
  'no_service_id',
  'no_active_hooks',
  'no_team',
  'team_disabled',
  'invalid_token',
  'channel_not_found',
  'channel_is_archived',
  'action_prohibited',
  'posting_to_general_channel_denied',
]);
const GONE_STATUS = new Set([403, 404, 410]);

/**
 * Posts a text (Slack's mrkdwn) to an incoming webhook, and again while Slack asks for patience that is short enough. What may have arrived
 * is never posted again: Slack gives no way to look.
 */
export async function postToSlack(url: string, text: string, pace: SlackPace): Promise<SlackVerdict> {
  const policy = retry(
    handleWhenResult((result) => isLater(result) && result.afterMs <= pace.longestWaitMs),
    {
      maxAttempts: pace.maxRetries,
      backoff: new DelegateBackoff<IRetryBackoffContext<unknown>>(({ attempt, result }) => {
        const asked = 'value' in result && isLater(result.value) ? result.value.afterMs : 0;
        return Math.max(asked, pace.firstDelayMs * 2 ** (attempt - 1));
      }),
    },
  );
  return policy.execute(() => postOnce(url, text, pace.timeoutMs));
}

function isLater(result: unknown): result is Extract<SlackVerdict, { kind: 'later' }> {
  return typeof result === 'object' && result !== null && 'kind' in result && result.kind === 'later';
}

/** Redirects are not followed: they would lead away from Slack. */
async function postOnce(url: string, text: string, timeoutMs: number): Promise<SlackVerdict> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ text, unfurl_links: false, unfurl_media: false }),
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    return judgeAnswer(response.status, (await response.text()).trim(), response.headers.get('retry-after'));
  } catch (error) {
    const cause = error instanceof Error ? error.cause : null;
    const code = typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : '';
    return NOT_SENT.has(code) ? { kind: 'later', reason: code, afterMs: 0 } : { kind: 'unclear' };
  }
}

function judgeAnswer(status: number, body: string, retryAfter: string | null): SlackVerdict {
  if (status === 200) return { kind: 'sent' };
  const reason = /^[a-z_]{1,60}$/.test(body) ? body : `HTTP ${status}`;
  if (status === 429) {
    const seconds = Number(retryAfter);
    return { kind: 'later', reason, afterMs: Number.isFinite(seconds) && seconds > 0 ? seconds * 1_000 : 1_000 };
  }
  if (GONE_STATUS.has(status) || GONE.has(reason)) return { kind: 'gone', reason };
  // Somebody between us and Slack does not know what Slack did.
  if (status === 502 || status === 504) return { kind: 'unclear' };
  return status >= 500 ? { kind: 'later', reason, afterMs: 0 } : { kind: 'refused', reason };
}
