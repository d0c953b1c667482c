import { GrantRevokedError, HubSpotRejectedError, MissingScopesError } from '../../errors.ts';
import type { Journal, JournalPage } from '../../hubspot/access/journal.ts';
import { asPortal } from '../../storage/connection/tenant-scope.ts';
import { readJournalPosition, saveJournalPosition } from '../../storage/portal/journal-positions.ts';
import { filterConnected } from '../../storage/portal/portals.ts';
import { checkGrant } from '../portal-client.ts';
import type { SyncContext } from '../sync-context.ts';

const JOURNAL = 'app-events';
/** Of one run; the next goes on from there. */
const MAX_PAGES = 200;
/** Those that were said to be refused, once a process. */
const told = new WeakSet<Journal>();

/**
 * Learns from HubSpot's journal which portals uninstalled the app, and has each say so itself: what counts is that
 * HubSpot refuses the grant. A portal that was installed again since, or an event that was misread, changes nothing.
 * Where HubSpot does not let the app read its journal, the next renewal of a token tells, half an hour later at most.
 */
export async function readJournal(context: SyncContext): Promise<void> {
  try {
    await context.journal.subscribe();
    await readPages(context);
  } catch (error) {
    if (!(error instanceof HubSpotRejectedError || error instanceof MissingScopesError)) throw error;
    if (told.has(context.journal)) return;
    told.add(context.journal);
    context.log.warn({ err: error }, 'HubSpot does not let the app read its journal of uninstalls');
  }
}

async function readPages(context: SyncContext): Promise<void> {
  const { db, now } = context;
  let position = await readJournalPosition(db.kysely, JOURNAL);
  for (let pages = 0; pages < MAX_PAGES; pages += 1) {
    const page = await readPage(context, position, pages === 0);
    if (page === null) return;
    for (const portalId of await filterConnected(db.kysely, page.uninstalledFrom)) {
      await asPortal(portalId, () => verifyUninstall(context, portalId));
    }
    position = page.position;
    await saveJournalPosition(db.kysely, JOURNAL, position, now());
  }
}

/** HubSpot forgets positions after three days: then all it has is read, once a run. */
async function readPage(
  { journal }: SyncContext,
  position: string | null,
  first: boolean,
): Promise<JournalPage | null> {
  try {
    return await journal.readAfter(position);
  } catch (error) {
    const isForgotten = error instanceof HubSpotRejectedError && error.status === 404 && position !== null;
    if (!isForgotten) throw error;
    return first ? journal.readAfter(null) : null;
  }
}

/** Whatever keeps HubSpot from answering for one portal keeps no other; its next renewal tells as well. */
async function verifyUninstall(context: SyncContext, portalId: number): Promise<void> {
  try {
    await checkGrant(context, portalId);
    context.log.info({ portalId }, 'uninstalled in HubSpot, and installed again');
  } catch (error) {
    if (error instanceof GrantRevokedError) context.log.info({ portalId }, 'uninstalled in HubSpot');
    else context.log.warn({ portalId, err: error }, 'uninstalled in HubSpot, as its journal says');
  }
}
