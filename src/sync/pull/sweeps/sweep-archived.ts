import { z } from 'zod';
import { listPage } from '../../../hubspot/records/objects.ts';
import { readUpdateTimes } from '../../../storage/mirror/mirrored-records.ts';
import { parseCursor } from '../steps/cursor.ts';
import type { PullRun } from '../steps/pull-run.ts';
import type { RecordType } from '../reading/record-types.ts';
import { syncRecords } from '../mirror/sync-records.ts';

/** Lists the archived records of a type and forgets those that are mirrored: no webhook reported their deletion. */
export async function sweepArchived(run: PullRun, type: RecordType): Promise<void> {
  const { context, client, signal } = run;
  let after = parseCursor(z.string(), run.from.cursor);
  let { done } = run.from;
  do {
    signal.throwIfAborted();
    const page = await listPage(client, type, { properties: [], archived: true, after });
    const ids = page.results.map(({ id }) => id);
    const held = await readUpdateTimes(context.db.kysely, client.portalId, type, ids);
    // One that came back since is read as it is.
    await syncRecords(context, client, type, [...held.keys()]);
    done += held.size;
    ({ after } = page);
    await run.save({ cursor: after === null ? null : JSON.stringify(after), done });
  } while (after !== null);
}
