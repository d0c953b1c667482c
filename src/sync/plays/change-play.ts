import { createHash } from 'node:crypto';
import { InvalidInputError } from '../../errors.ts';
import type { Tier } from '../../domain/committee/committee-model.ts';
import { findPlay } from '../../domain/plays/play-registry.ts';
import { AS_SHIPPED, isSame, toEdit, type PlayChoice, type PlayEdit } from '../../domain/plays/portal-plays.ts';
import { appendAudit } from '../../storage/portal/audit-log.ts';
import { countUnread } from '../../storage/mirror/companies.ts';
import { readName } from '../../storage/mirror/owners.ts';
import { PLAY_EDITED, PLAY_RESET } from '../../storage/plays/kept-plays.ts';
import { addPlayChoice, listPlayChoices } from '../../storage/plays/play-choices.ts';
import { lockPortal } from '../../storage/portal/portals.ts';
import { isWaitingFor, markAllStale } from '../../storage/accounts/stale-accounts.ts';
import type { Db } from '../../storage/tables/tables.ts';
import type { SyncContext } from '../sync-context.ts';
import { assertTriggerProperties, readPlayProperties } from './play-properties.ts';
import { getPortalPlay } from './portal-plays.ts';

/** Why accounts wait to be computed after a change of a play. */
const PLAYS_CHANGED = 'plays changed';

interface PlayChange {
  portalId: number;
  playId: string;
  /** Signed e-mail address of the admin. */
  changedBy: string;
}

/**
 * Switches a play on or off: one that is off is offered nowhere; its runs go on to their end.
 * @throws NotFoundError for a play the portal has not
 */
export async function switchPlay(context: SyncContext, change: PlayChange & { enabled: boolean }): Promise<void> {
  const { enabled } = change;
  await getPortalPlay(context.db.kysely, change.portalId, change.playId);
  const action = enabled ? 'play switched on' : 'play switched off';
  await changeChoice(context, change, action, (choice) => ({ ...choice, enabled }));
}

/**
 * Lets a play start by itself at accounts of these tiers, or of none.
 * @throws NotFoundError for a play the portal has not
 */
export async function setAutoStart(
  context: SyncContext,
  change: PlayChange & { tiers: readonly Tier[] },
): Promise<void> {
  await getPortalPlay(context.db.kysely, change.portalId, change.playId);
  const autoStart = change.tiers.toSorted((a, b) => a - b);
  await changeChoice(context, change, 'automatic start of a play changed', (choice) => ({ ...choice, autoStart }));
}

/**
 * Writes a play as an admin wants it; one that reads as it ships is as it ships.
 * @param version that the edit began with: somebody else's change since is not overwritten
 * @throws NotFoundError for a play the portal has not; InvalidInputError where somebody changed it meanwhile, or where its
 * trigger names a company property that the portal does not have
 */
export async function editPlay(
  context: SyncContext,
  change: PlayChange & { edit: PlayEdit; version: number },
): Promise<void> {
  await getPortalPlay(context.db.kysely, change.portalId, change.playId);
  await assertTriggerProperties(context, change.portalId, change.edit);
  const original = findPlay(change.playId);
  const edit = original !== null && isSame(toEdit(original), change.edit) ? null : change.edit;
  await changeChoice(context, change, PLAY_EDITED, (choice) => ({ ...choice, edit }), change.version);
}

/** Adds a play of the portal's own. @returns its id, which a repeated request gives again */
export async function addPlay(
  context: SyncContext,
  change: Omit<PlayChange, 'playId'> & { edit: PlayEdit; requestId: string },
): Promise<string> {
  const { edit, requestId } = change;
  await assertTriggerProperties(context, change.portalId, edit);
  const playId = `own-${createHash('sha256').update(requestId).digest('hex').slice(0, 12)}`;
  await changeChoice(context, { ...change, playId }, 'play added', (choice) =>
    choice.edit === null ? { ...choice, edit } : choice,
  );
  return playId;
}

/**
 * Goes back to the play that ships; whether it is on stays.
 * @throws InvalidInputError for a play of the portal's own
 */
export async function resetPlay(context: SyncContext, change: PlayChange): Promise<void> {
  if ((await getPortalPlay(context.db.kysely, change.portalId, change.playId)).isOwn) {
    throw new InvalidInputError('A play of your own has no original. Switch it off instead.');
  }
  await changeChoice(context, change, PLAY_RESET, (choice) => ({ ...choice, edit: null }));
}

/**
 * Whether accounts still wait to be looked at after a change of any play: until then, where plays are due is not known. One
 * play's change concerns the others: a card recommends three, and each person is turned to by one.
 */
export async function isBeingCounted(db: Db, portalId: number): Promise<boolean> {
  return isWaitingFor(db, portalId, PLAYS_CHANGED);
}

/** Adds a version of what is chosen, where it differs, says who did in the audit log, and has every account seen anew. */
async function changeChoice(
  context: SyncContext,
  { portalId, playId, changedBy }: PlayChange,
  action: string,
  change: (choice: PlayChoice) => PlayChoice,
  from?: number,
): Promise<void> {
  await context.db.transaction(async (trx) => {
    await lockPortal(trx, portalId);
    const held = (await listPlayChoices(trx, portalId)).find((each) => each.playId === playId);
    const before = held?.choice ?? AS_SHIPPED;
    const choice = change(before);
    if (isSame(choice, before)) return;
    const version = held?.version ?? 0;
    if (from !== undefined && from !== version) {
      const who = held === undefined ? 'Somebody' : await readName(trx, portalId, held.changedBy);
      throw new InvalidInputError(`${who} changed this play meanwhile. Reload it, then make your change again.`);
    }
    const at = context.now();
    await addPlayChoice(trx, portalId, { playId, version: version + 1, choice, changedAt: at, changedBy });
    const { enabled, autoStart } = choice;
    const changed = listChanged(playId, before, choice);
    const details = { version: version + 1, enabled, autoStart, changed, before: { autoStart: before.autoStart } };
    await appendAudit(trx, portalId, { at, actor: changedBy, action, subject: `play:${playId}`, details });
    await markAllStale(trx, portalId, PLAYS_CHANGED);
    const named = await readPlayProperties(trx, portalId);
    if ((await countUnread(trx, portalId, named)).length > 0) {
      await context.queue.send('reread-companies', { portalId, since: at }, { singletonKey: String(portalId), trx });
    }
    await context.queue.send('refresh', { portalId }, { singletonKey: String(portalId), trx });
  });
}

/** Which parts of what an admin may write differ, by their names: what is written in them is in the play's versions. */
function listChanged(playId: string, before: PlayChoice, after: PlayChoice): string[] {
  const original = findPlay(playId);
  const shipped = original === null ? null : toEdit(original);
  const [from, to] = [before.edit ?? shipped, after.edit ?? shipped];
  if (from === null || to === null) return [];
  return (Object.keys(to) as (keyof PlayEdit)[]).filter((part) => !isSame(from[part], to[part]));
}
