import { HubSpotRejectedError, MissingScopesError } from '../../errors.ts';
import { listMarketingEvents, listParticipations, type MarketingEvent } from '../../hubspot/marketing-events.ts';
import type { Activity } from '../../storage/activities.ts';
import { mirrorActivities } from './mirror-activities.ts';
import type { PullRun } from './pull-run.ts';

/** Who registered for and attended the portal's marketing events, where it granted the scope to read them. */
export async function pullMarketingEvents(run: PullRun): Promise<void> {
  let after: string | null = null;
  let done = 0;
  do {
    const page = await listEventsOrNone(run, after);
    for (const event of page.results) {
      done += await pullParticipations(run, event);
      await run.save({ cursor: null, done });
    }
    after = page.after;
  } while (after !== null);
}

async function listEventsOrNone(run: PullRun, after: string | null): ReturnType<typeof listMarketingEvents> {
  try {
    return await listMarketingEvents(run.client, { after });
  } catch (error) {
    const refused =
      error instanceof MissingScopesError || (error instanceof HubSpotRejectedError && error.status === 403);
    if (refused) return { results: [], after: null };
    throw error;
  }
}

async function pullParticipations(run: PullRun, event: MarketingEvent): Promise<number> {
  let after: string | null = null;
  let count = 0;
  do {
    const page: Awaited<ReturnType<typeof listParticipations>> = await listParticipations(run.client, event.id, {
      after,
    });
    const activities = page.results.flatMap((participation): Activity[] => {
      const type = participation.state === 'ATTENDED' ? 'event_attended' : 'event_registered';
      if (participation.state !== 'ATTENDED' && participation.state !== 'REGISTERED') return [];
      return [
        {
          activityId: `marketing_event:${participation.id}`,
          contactId: participation.contactId,
          type,
          occurredAt: participation.occurredAt,
          detail: event.name,
          source: 'marketing_events',
        },
      ];
    });
    await mirrorActivities(run.context, run.client.portalId, activities);
    count += page.results.length;
    after = page.after;
  } while (after !== null);
  return count;
}
