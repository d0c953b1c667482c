import { writePlain } from '../../domain/write-plain.ts';
import { AmbiguousWriteError, AppError, GrantRevokedError, NotFoundError } from '../../errors.ts';
import type { HubSpotClient } from '../../hubspot/client/client.ts';
import { createNote, findNoteByMarker } from '../../hubspot/work/notes.ts';
import { readBatch } from '../../hubspot/records/read-batch.ts';
import { getTimeZone } from '../../storage/portal/portals.ts';
import {
  leaseNote,
  renewNote,
  settleNote,
  type NoteDetails,
  type WaitingNote,
} from '../../storage/portal/record-notes.ts';
import { loadPortalPlays } from '../plays/portal-plays.ts';
import { readSettings } from '../settings/portal-settings.ts';
import type { SyncContext } from '../sync-context.ts';
import { describeNote } from './describe-note.ts';
import { queueDueNotes } from './queue-due-notes.ts';

/** Of one portal in 24 hours: a new model may move thousands of accounts, and a timeline is for people. */
export const MOST_NOTES_A_DAY = 200;
/** Longer than a create may take, with all the patience HubSpot may ask for: it is renewed right before. */
const LEASE_MS = 600_000;
/** A create whose answer was lost may take effect after it: nobody looks for its note before. */
const UNCLEAR_MS = 15_000;

/**
 * Notes what happened to accounts on their records in HubSpot, where an admin wants it: changes of tier, surges and finished plays, at most
 * `MOST_NOTES_A_DAY`. Each is written once, also after a crash: it carries a marker, by which an attempt that was cut off is found.
 * @throws what is worth another attempt
 */
export async function writeNotes(context: SyncContext, portalId: number, signal?: AbortSignal): Promise<void> {
  const { kysely } = context.db;
  if (!(await wantsNotes(context, portalId))) return;
  await queueDueNotes(context, portalId, {
    channel: 'record',
    most: MOST_NOTES_A_DAY,
    heldBack: 'notes held back',
  });
  const plays = (await loadPortalPlays(kysely, portalId)).map(({ play }) => play);
  const timeZone = await getTimeZone(kysely, portalId);
  const describe = (details: NoteDetails): string => writePlain(describeNote(details, plays), timeZone);
  const client = context.clientFor(portalId, 'background');
  for (;;) {
    signal?.throwIfAborted();
    const note = await leaseNote(kysely, portalId, LEASE_MS);
    if (note === null) return;
    await writeOne(context, client, note, describe);
  }
}

/** Whether an admin wants anything noted on records. */
export async function wantsNotes({ db }: SyncContext, portalId: number): Promise<boolean> {
  const { recordNotes } = await readSettings(db.kysely, portalId);
  return Object.values(recordNotes).includes(true);
}

async function writeOne(
  context: SyncContext,
  client: HubSpotClient,
  note: WaitingNote,
  describe: (details: NoteDetails) => string,
): Promise<void> {
  const { kysely } = context.db;
  const { portalId } = client;
  const { noteKey } = note;
  try {
    const noteId = await makeNote(context, client, note, describe(note.details));
    if (noteId !== null) await settleNote(kysely, portalId, noteKey, { noteId });
  } catch (error) {
    const isFinal = error instanceof AppError && error.retry === 'never' && !(error instanceof GrantRevokedError);
    const afterMs = error instanceof AmbiguousWriteError ? UNCLEAR_MS : 0;
    await settleNote(kysely, portalId, noteKey, isFinal ? 'failed' : { afterMs });
    if (!isFinal) throw error;
    context.log.warn({ portalId, noteKey, code: error.code }, 'note not written');
  }
}

/** On the company as it is in HubSpot now, where a merged one answers with its survivor; `null` where another took it over. */
async function makeNote(
  { db }: SyncContext,
  client: HubSpotClient,
  note: WaitingNote,
  body: string,
): Promise<string | null> {
  const { found } = await readBatch(client, 'companies', [note.companyId], { properties: [] });
  const [company] = found;
  if (company === undefined) throw new NotFoundError('The company is in HubSpot no more.');
  const marker = `rt-${note.noteKey}`;
  const earlier = note.attempts > 1 ? await findNoteByMarker(client, company.id, marker) : null;
  if (earlier !== null) return earlier;
  if (!(await renewNote(db.kysely, client.portalId, note, LEASE_MS))) return null;
  return createNote(client, { body, at: note.happenedAt, companyId: company.id, marker });
}
