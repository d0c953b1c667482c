import { NotFoundError } from '../../errors.ts';
import { appendAudit } from '../../storage/portal/audit-log.ts';
import { lockPortal } from '../../storage/portal/portals.ts';
import { setNoteKinds, type SlackKind } from '../../storage/portal/record-notes.ts';
import {
  claimSlackTest,
  deleteSlackHook,
  dropMessages,
  getSlackHook,
  getSlackUrl,
  listSlackKinds,
  saveSlackHook,
} from '../../storage/portal/slack.ts';
import type { Db } from '../../storage/tables/tables.ts';
import type { SyncContext } from '../sync-context.ts';
import { CLICK_PACE, postToSlack, type SlackPace, type SlackVerdict } from './post-to-slack.ts';
import { endingOf } from './slack-url.ts';
import { stopSlack } from './stop-slack.ts';

interface Admin {
  portalId: number;
  by: string;
}

/** Connects a channel by the URL of its incoming webhook (`slackUrlSchema`); messages that were chosen begin from now. */
export async function connectSlack(context: SyncContext, { portalId, by }: Admin, url: string): Promise<void> {
  await change(context, { portalId, by }, async (trx, at) => {
    const held = await getSlackUrl(trx, context.cipher, portalId);
    if (held === url) return null;
    const kinds = (await listSlackKinds(trx, portalId)) as SlackKind[];
    const ending = endingOf(url);
    await saveSlackHook(trx, context.cipher, { portalId, url, ending, connectedAt: at, connectedBy: by });
    await dropMessages(trx, portalId);
    await setNoteKinds(trx, portalId, [], at, 'slack');
    await setNoteKinds(trx, portalId, kinds, at, 'slack');
    return { action: 'Slack connected', details: { ending } };
  });
}

/** Lets exactly these kinds be told, each from the moment it was chosen. @throws NotFoundError where no channel is connected */
export async function chooseSlackKinds(
  context: SyncContext,
  { portalId, by }: Admin,
  kinds: readonly SlackKind[],
): Promise<void> {
  await change(context, { portalId, by }, async (trx, at) => {
    if ((await getSlackHook(trx, portalId)) === null) throw new NotFoundError('Connect a channel of Slack first.');
    const held = new Set(await listSlackKinds(trx, portalId));
    if (held.size === kinds.length && kinds.every((kind) => held.has(kind))) return null;
    await setNoteKinds(trx, portalId, kinds, at, 'slack');
    return { action: 'Slack messages chosen', details: { kinds, before: { kinds: [...held] } } };
  });
}

/** Forgets the channel and what was chosen for it; a repeat changes nothing. */
export async function disconnectSlack(context: SyncContext, { portalId, by }: Admin): Promise<void> {
  await change(context, { portalId, by }, async (trx, at) => {
    await setNoteKinds(trx, portalId, [], at, 'slack');
    return (await deleteSlackHook(trx, portalId)) ? { action: 'Slack disconnected', details: {} } : null;
  });
}

/**
 * Sends a message that says no more than that it arrives. A repeat of the same request sends none.
 * @returns what Slack said; `null` for a repeat
 * @throws NotFoundError where no channel is connected that takes messages
 */
export async function testSlack(
  context: SyncContext,
  { portalId, by }: Admin,
  requestId: string,
  pace: SlackPace = CLICK_PACE,
): Promise<SlackVerdict | null> {
  const { kysely } = context.db;
  const url = await getSlackUrl(kysely, context.cipher, portalId);
  if (url === null) throw new NotFoundError('No channel of Slack is connected.');
  if (!(await claimSlackTest(kysely, portalId, requestId))) return null;
  const verdict = await postToSlack(
    url,
    '*Roundtable* is connected: what was chosen in its settings arrives here.',
    pace,
  );
  if (verdict.kind === 'gone') await stopSlack(context, portalId, { url, reason: verdict.reason });
  const entry = { actor: by, action: 'Slack tested', subject: `portal:${portalId}`, details: { result: verdict.kind } };
  await appendAudit(kysely, portalId, { at: context.now(), ...entry });
  return verdict;
}

/** Under the portal's lock, with an entry in the audit log for what really changed. */
async function change(
  context: SyncContext,
  { portalId, by }: Admin,
  make: (trx: Db, at: number) => Promise<{ action: string; details: Record<string, unknown> } | null>,
): Promise<void> {
  const at = context.now();
  await context.db.transaction(async (trx) => {
    await lockPortal(trx, portalId);
    const entry = await make(trx, at);
    if (entry !== null) await appendAudit(trx, portalId, { at, actor: by, subject: `portal:${portalId}`, ...entry });
  });
}
