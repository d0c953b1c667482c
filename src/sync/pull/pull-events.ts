import { MissingScopesError, HubSpotRejectedError } from '../../errors.ts';
import { listEventOccurrences, listEventTypes, type EventOccurrence } from '../../hubspot/events.ts';
import type { Activity } from '../../storage/activities.ts';
import { retentionStart } from '../sync-context.ts';
import { classifyForm, classifyPageView, type ClassifiedActivity } from './classify-activity.ts';
import { mirrorActivities } from './mirror-activities.ts';
import type { PullRun } from './pull-run.ts';

/** HubSpot's name of a page visit (recorded). */
const PAGE_EVENT = /^e_visited_page$/;
/** HubSpot names form submissions differently by generation of the portal: what the portal lists is asked for. */
const FORM_EVENT = /^e_(?=.*form)(?=.*submi).*$/;

/** Page visits one by one since a time (epoch ms, the retention's start by default), where the portal's subscription gives them. */
export async function pullPageViews(run: PullRun, since: number | null = null): Promise<void> {
  await pullOccurrences(run, since, PAGE_EVENT, (event) => classifyPageView(event.properties, event.occurredAt));
}

/** Form submissions one by one, where the portal's subscription gives them. */
export async function pullForms(run: PullRun, since: number | null = null): Promise<void> {
  await pullOccurrences(run, since, FORM_EVENT, (event) =>
    classifyForm(event.properties.hs_form_name || event.properties.hs_form_id || null, event.occurredAt),
  );
}

/**
 * Whether the portal gives event occurrences at all (Enterprise, and the scope granted): else counters stand for them.
 * @throws what the client throws for any other reason
 */
export async function findEventTypes(client: PullRun['client']): Promise<string[]> {
  try {
    return await listEventTypes(client);
  } catch (error) {
    const refused =
      error instanceof MissingScopesError || (error instanceof HubSpotRejectedError && error.status === 403);
    if (refused) return [];
    throw error;
  }
}

async function pullOccurrences(
  run: PullRun,
  since: number | null,
  wanted: RegExp,
  classify: (event: EventOccurrence) => ClassifiedActivity,
): Promise<void> {
  const types = (await findEventTypes(run.client)).filter((type) => wanted.test(type));
  const occurredAfter = since ?? retentionStart(run.context);
  let done = 0;
  for (const eventType of types) {
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof listEventOccurrences>> = await listEventOccurrences(run.client, {
        eventType,
        objectType: 'contact',
        occurredAfter,
        after,
      });
      const activities = page.results.map((event): Activity => toActivity(event, classify(event)));
      await mirrorActivities(run.context, run.client.portalId, activities);
      after = page.after;
      done += page.results.length;
      await run.save({ cursor: null, done });
    } while (after !== null);
  }
}

function toActivity(event: EventOccurrence, classified: ClassifiedActivity): Activity {
  return { activityId: `event:${event.id}`, contactId: event.objectId, source: 'events', ...classified };
}
