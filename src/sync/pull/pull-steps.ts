import { listPage, type ObjectType } from '../../hubspot/objects.ts';
import type { CrmRecord } from '../../hubspot/record.ts';
import { getActiveModel } from '../../storage/models.ts';
import { ENGAGEMENTS, mirrorEngagements, type EngagementType } from './mirror-activities.ts';
import { mirrorCompanies, mirrorContacts, mirrorDeals } from './mirror-records.ts';
import { pullCounters } from './pull-counters.ts';
import { pullForms, pullPageViews } from './pull-events.ts';
import { pullMarketingEvents } from './pull-marketing-events.ts';
import type { PullRun, PullStep } from './pull-run.ts';
import { CONTACT_PROPERTIES, DEAL_PROPERTIES, companyProperties } from './pulled-properties.ts';

/** Records are gathered to this many before they are stored: HubSpot answers for the associations of 1,000 at once. */
const GATHERED = 1_000;

/** The first sync, in order: what a later step refers to is there before it. */
export const PULL_STEPS: readonly PullStep[] = [
  { name: 'companies', label: 'Companies', run: pullCompanies },
  { name: 'contacts', label: 'Contacts', run: pullContacts },
  { name: 'deals', label: 'Deals', run: pullDeals },
  engagementStep('meetings', 'Meetings'),
  engagementStep('calls', 'Calls'),
  engagementStep('emails', 'E-mails'),
  { name: 'page_views', label: 'Page views', run: (run) => pullPageViews(run) },
  { name: 'forms', label: 'Form submissions', run: (run) => pullForms(run) },
  { name: 'marketing_events', label: 'Marketing events', run: pullMarketingEvents },
  { name: 'counters', label: 'E-mail opens and clicks', run: pullCounters },
];

async function pullCompanies(run: PullRun): Promise<void> {
  const model = await getActiveModel(run.context.db.kysely, run.client.portalId);
  const properties = model === null ? [] : companyProperties(model);
  await pullObjects(run, 'companies', properties, (records) => mirrorCompanies(run.context, run.client, records));
}

async function pullContacts(run: PullRun): Promise<void> {
  await pullObjects(run, 'contacts', CONTACT_PROPERTIES, (records) => mirrorContacts(run.context, run.client, records));
}

async function pullDeals(run: PullRun): Promise<void> {
  await pullObjects(run, 'deals', DEAL_PROPERTIES, (records) => mirrorDeals(run.context, run.client, records));
}

function engagementStep(type: EngagementType, label: string): PullStep {
  const run = async (pull: PullRun): Promise<void> => {
    const store = (records: CrmRecord[]): Promise<void> => mirrorEngagements(pull.context, pull.client, type, records);
    await pullObjects(pull, type, ENGAGEMENTS[type].properties, store);
  };
  return { name: type, label, run };
}

/** Reads all records of a type page by page; memory holds one gathering at a time. */
async function pullObjects(
  run: PullRun,
  type: ObjectType,
  properties: readonly string[],
  store: (records: CrmRecord[]) => Promise<void>,
): Promise<void> {
  let { cursor, done } = run.from;
  let gathered: CrmRecord[] = [];
  do {
    const page = await listPage(run.client, type, { properties, after: cursor });
    gathered.push(...page.results);
    cursor = page.after;
    if (gathered.length < GATHERED && cursor !== null) continue;
    await store(gathered);
    done += gathered.length;
    gathered = [];
    await run.save({ cursor, done });
  } while (cursor !== null);
}
