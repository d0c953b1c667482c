import type { PortalData } from './portal-data.ts';
import { createDefaultPipeline } from './default-pipeline.ts';

/** A portal with HubSpot's default pipeline and nothing in it. */
export function createEmptyPortal(portal: PortalData['portal']): PortalData {
  return {
    portal,
    owners: [],
    pipelines: [createDefaultPipeline()],
    addedOptions: {},
    customProperties: {},
    objects: { companies: [], contacts: [], deals: [], meetings: [], calls: [], emails: [], notes: [], tasks: [] },
    associations: [],
    events: [],
    marketingEvents: [],
    adActivities: [],
  };
}
