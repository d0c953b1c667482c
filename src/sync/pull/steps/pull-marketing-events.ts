import { z } from 'zod';
import {
  listMarketingEvents,
  listParticipations,
  type Participation,
} from '../../../hubspot/events/marketing-events.ts';
import { replaceActivities, type Activity } from '../../../storage/mirror/activities.ts';
import { companiesOfContacts } from '../../../storage/mirror/links.ts';
import { markStale } from '../../../storage/accounts/stale-accounts.ts';
import { parseCursor } from './cursor.ts';
import { isWithheld } from '../activities/event-kinds.ts';
import { withinRetention } from '../mirror/mirror-activities.ts';
import type { PullRun } from './pull-run.ts';

/** The page of events that is being read, the event on it, and the page of its participations. */
const positionSchema = z.object({
  page: z.string().nullable(),
  event: z.string().nullable(),
  after: z.string().nullable(),
});
type Position = z.infer<typeof positionSchema>;

/** Who registered for and attended the portal's marketing events, where it granted the scope to read them. */
export async function pullMarketingEvents(run: PullRun): Promise<void> {
  let position: Position = parseCursor(positionSchema, run.from.cursor) ?? { page: null, event: null, after: null };
  let { done } = run.from;
  const save = async (next: Position, read: number): Promise<void> => {
    position = next;
    done += read;
    await run.save({ cursor: JSON.stringify(position), done });
  };
  for (;;) {
    const page = await listEventsOrNone(run, position.page);
    const resumed = page.results.findIndex(({ id }) => id === position.event);
    for (const event of page.results.slice(Math.max(0, resumed))) {
      let after = event.id === position.event ? position.after : null;
      do {
        run.signal.throwIfAborted();
        const people = await listParticipations(run.client, event.id, { after });
        await mirrorParticipations(run, event.name, people.results);
        after = people.after;
        if (after !== null) await save({ ...position, event: event.id, after }, people.results.length);
        else done += people.results.length;
      } while (after !== null);
      await save({ ...position, event: event.id, after: null }, 0);
    }
    if (page.after === null) return;
    await save({ page: page.after, event: null, after: null }, 0);
  }
}

async function listEventsOrNone(run: PullRun, after: string | null): ReturnType<typeof listMarketingEvents> {
  try {
    return await listMarketingEvents(run.client, { after });
  } catch (error) {
    if (isWithheld(error)) return { results: [], after: null };
    throw error;
  }
}

/** Who registered counts, and more who came; who cancelled or stayed away does not. */
async function mirrorParticipations(
  { context, client }: PullRun,
  eventName: string,
  participations: readonly Participation[],
): Promise<void> {
  const activities = participations.flatMap(({ id, contactId, state, occurredAt }): Activity[] => {
    if (state !== 'ATTENDED' && state !== 'REGISTERED') return [];
    const type = state === 'ATTENDED' ? 'event_attended' : 'event_registered';
    const source = 'marketing_events';
    return [{ activityId: `marketing_event:${id}`, contactId, type, occurredAt, detail: eventName, source }];
  });
  const ids = participations.map(({ id }) => `marketing_event:${id}`);
  await context.db.transaction(async (trx) => {
    const contactIds = await replaceActivities(trx, client.portalId, ids, withinRetention(context, activities));
    await markStale(trx, client.portalId, await companiesOfContacts(trx, client.portalId, contactIds), 'activity');
  });
}
