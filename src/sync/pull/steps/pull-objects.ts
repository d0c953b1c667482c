import { z } from 'zod';
import { listPage } from '../../../hubspot/records/objects.ts';
import type { CrmRecord } from '../../../hubspot/records/record.ts';
import { listRecordIds, readClock } from '../../../storage/mirror/mirrored-records.ts';
import { countInHubSpot } from '../reading/count-in-hubspot.ts';
import { parseCursor } from './cursor.ts';
import { forgetForGood } from '../mirror/forget-for-good.ts';
import { mirrorRecords } from '../mirror/mirror-records.ts';
import type { PullRun } from './pull-run.ts';
import { pulledProperties } from '../reading/pulled-properties.ts';
import type { RecordType } from '../reading/record-types.ts';

/** Records are gathered to this many before they are stored: HubSpot answers for the associations of 1,000 at once. */
const GATHERED = 1_000;

/** `after` asks for the next page; `lastId` is the last record that is stored. */
const positionSchema = z.object({ after: z.string().nullable(), lastId: z.string().nullable() });
type Position = z.infer<typeof positionSchema>;

/** The cursor of a step that has begun and stored nothing. */
export const FROM_THE_START = JSON.stringify({ after: null, lastId: null } satisfies Position);

interface Gathering {
  records: CrmRecord[];
  readAt: number;
  /** Where to go on after it. */
  after: string | null;
}

/**
 * Reads all records of a type page by page. While one gathering is stored the pages of the next are read; memory holds
 * two. What is mirrored and not among what HubSpot lists (it lists by ascending id) is looked at by itself, and
 * forgotten if it is gone.
 */
export async function pullObjects(run: PullRun, type: RecordType): Promise<void> {
  let position: Position = parseCursor(positionSchema, run.from.cursor) ?? { after: null, lastId: null };
  let { done } = run.from;
  const store = async ({ records, readAt, after }: Gathering): Promise<void> => {
    await mirrorRecords(run.context, run.client, type, { records, readAt });
    const lastId = records.at(-1)?.id ?? position.lastId;
    await reconcile(run, type, records, { after: position.lastId, upTo: after === null ? null : lastId });
    // HubSpot's lists do not say how long they are; those of one gathering need no forecast.
    const total = done === 0 && after !== null ? { total: await countInHubSpot(run.client, type) } : {};
    position = { after, lastId };
    done += records.length;
    await run.save({ cursor: JSON.stringify(position), done, ...total });
  };
  let storing: Promise<void> = Promise.resolve();
  try {
    for await (const gathering of gather(run, type, position.after)) {
      await storing;
      storing = store(gathering);
      // Awaited with the next gathering: until then its failure is nobody's.
      storing.catch(() => undefined);
    }
  } finally {
    await storing;
  }
}

async function* gather(run: PullRun, type: RecordType, from: string | null): AsyncGenerator<Gathering> {
  const definitions = await pulledProperties(run.context, run.client, type);
  const properties = definitions.map(({ name }) => name);
  let after = from;
  do {
    const readAt = await readClock(run.context.db.kysely);
    const records: CrmRecord[] = [];
    do {
      run.signal.throwIfAborted();
      const page = await listPage(run.client, type, { properties, after });
      records.push(...page.results);
      after = page.after;
    } while (records.length < GATHERED && after !== null);
    yield { records, readAt, after };
  } while (after !== null);
}

async function reconcile(
  run: PullRun,
  type: RecordType,
  records: readonly CrmRecord[],
  range: { after: string | null; upTo: string | null },
): Promise<void> {
  const { context, client } = run;
  const listed = new Set(records.map(({ id }) => id));
  const held = await listRecordIds(context.db.kysely, client.portalId, type, range);
  await forgetForGood(
    context,
    client,
    type,
    held.filter((id) => !listed.has(id)),
  );
}
