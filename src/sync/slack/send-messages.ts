import { setTimeout as pause } from 'node:timers/promises';
import { AppError } from '../../errors.ts';
import { getPortal, getTimeZone } from '../../storage/portal/portals.ts';
import {
  getSlackHook,
  getSlackUrl,
  leaseMessages,
  settleMessages,
  type SlackMessage,
} from '../../storage/portal/slack.ts';
import { findProposals } from '../../storage/target-list/proposals.ts';
import { queueDueNotes } from '../notes/queue-due-notes.ts';
import { loadPortalPlays } from '../plays/portal-plays.ts';
import type { SyncContext } from '../sync-context.ts';
import { JOB_PACE, postToSlack, type SlackPace, type SlackVerdict } from './post-to-slack.ts';
import { stopSlack } from './stop-slack.ts';
import { formatLine, formatMessage, type LineContext } from './format-message.ts';

/** Of one portal in 24 hours: a new model may move thousands of accounts, and a channel is for people. */
export const MOST_MESSAGES_A_DAY = 200;
/** Put together in one post. */
const MOST_LINES = 20;
/** Slack takes one post a second and webhook. */
const BETWEEN_POSTS_MS = 1_100;
/** Longer than one post may take, retries included. */
const LEASE_MS = 180_000;

/** Slack does not accept messages now; they wait. */
class SlackUnavailableError extends AppError {
  constructor(reason: string, afterMs: number) {
    super(`Slack takes no messages now (${reason}).`, {
      code: 'SLACK_UNAVAILABLE',
      retry: afterMs > 0 ? { afterMs } : 'backoff',
    });
  }
}

/**
 * Sends a portal's Slack channel what happened since the last message: several accounts in one post, each event once, at most
 * `MOST_MESSAGES_A_DAY`.
 * @throws SlackUnavailableError if Slack has to be tried again later
 */
export async function sendSlackMessages(
  context: SyncContext,
  portalId: number,
  { signal, pace = JOB_PACE }: { signal?: AbortSignal; pace?: SlackPace } = {},
): Promise<void> {
  const { kysely } = context.db;
  const portal = await getPortal(kysely, portalId);
  if (portal?.status !== 'active' || !(await wantsSlack(context, portalId))) return;
  await queueDueNotes(context, portalId, {
    channel: 'slack',
    most: MOST_MESSAGES_A_DAY,
    heldBack: 'Slack messages held back',
  });
  const plays = (await loadPortalPlays(kysely, portalId)).map(({ play }) => play);
  const timeZone = await getTimeZone(kysely, portalId);
  const wording = { plays, hubspotAppUrl: context.hubspotAppUrl, portalId, timeZone };
  for (;;) {
    signal?.throwIfAborted();
    const url = await getSlackUrl(kysely, context.cipher, portalId);
    if (url === null) return;
    const messages = await leaseMessages(kysely, portalId, {
      now: context.now(),
      leaseMs: LEASE_MS,
      most: MOST_LINES,
    });
    if (messages.length === 0) return;
    const verdict = await sendTogether(context, url, messages, { ...wording, pace });
    if (verdict.kind === 'gone' || messages.length < MOST_LINES) return;
    // Nothing is taken meanwhile: what is being sent when the process ends counts as sent.
    await pause(BETWEEN_POSTS_MS, undefined, { signal });
  }
}

/** Whether a channel is connected that takes messages. */
export async function wantsSlack({ db }: SyncContext, portalId: number): Promise<boolean> {
  const hook = await getSlackHook(db.kysely, portalId);
  return hook !== null && hook.stopped === null;
}

async function sendTogether(
  context: SyncContext,
  url: string,
  messages: readonly SlackMessage[],
  { pace, ...wording }: Omit<LineContext, 'proposals'> & { pace: SlackPace },
): Promise<SlackVerdict> {
  const { kysely } = context.db;
  const { portalId } = wording;
  const ids = messages.flatMap(({ details }) => ('proposalId' in details ? [details.proposalId] : []));
  const found = await findProposals(kysely, portalId, ids);
  const proposals = new Map(found.map((proposal) => [proposal.proposalId, proposal]));
  const lines = messages.flatMap((message) => formatLine(message, { ...wording, proposals }) ?? []);
  const keys = messages.map(({ noteKey }) => noteKey);
  const verdict: SlackVerdict =
    lines.length === 0 ? { kind: 'sent' } : await postToSlack(url, formatMessage(lines), pace);
  if (verdict.kind === 'later') {
    await settleMessages(kysely, portalId, keys, 'waiting');
    throw new SlackUnavailableError(verdict.reason, verdict.afterMs);
  }
  if (verdict.kind === 'gone') await stopSlack(context, portalId, { url, reason: verdict.reason });
  else await settleMessages(kysely, portalId, keys, verdict.kind === 'refused' ? 'failed' : 'written');
  if (verdict.kind !== 'sent') context.log.warn({ portalId, verdict, messages: keys.length }, 'Slack took no message');
  return verdict;
}
