import type { PortalData } from './portal-data.ts';
import { createDefaultPipeline, createSupportPipeline } from './default-pipeline.ts';

/** A portal with HubSpot's default pipelines and no records. */
export function createEmptyPortal(portal: PortalData['portal']): PortalData {
  return {
    portal,
    owners: [],
    pipelines: [createDefaultPipeline()],
    ticketPipelines: [createSupportPipeline()],
    addedOptions: {},
    customProperties: {},
    objects: {
      companies: [],
      contacts: [],
      deals: [],
      meetings: [],
      calls: [],
      emails: [],
      notes: [],
      tasks: [],
      tickets: [],
    },
    associations: [],
    events: [],
    marketingEvents: [],
    adActivities: [],
  };
}
