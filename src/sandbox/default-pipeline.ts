import type { PortalPipeline, PortalTicketPipeline } from './portal-data.ts';

/** The deal pipeline every new HubSpot portal has, with HubSpot's ids and win probabilities (recorded pipelines body). */
export function createDefaultPipeline(): PortalPipeline {
  return {
    id: 'default',
    label: 'Sales Pipeline',
    stages: [
      { id: 'appointmentscheduled', label: 'Appointment Scheduled', isClosed: false, probability: '0.2' },
      { id: 'qualifiedtobuy', label: 'Qualified To Buy', isClosed: false, probability: '0.4' },
      { id: 'presentationscheduled', label: 'Presentation Scheduled', isClosed: false, probability: '0.6' },
      { id: 'decisionmakerboughtin', label: 'Decision Maker Bought-In', isClosed: false, probability: '0.8' },
      { id: 'contractsent', label: 'Contract Sent', isClosed: false, probability: '0.9' },
      { id: 'closedwon', label: 'Closed Won', isClosed: true, probability: '1.0' },
      { id: 'closedlost', label: 'Closed Lost', isClosed: true, probability: '0.0' },
    ],
  };
}

/** The ticket pipeline every new HubSpot portal has, with HubSpot's ids (doc). */
export function createSupportPipeline(): PortalTicketPipeline {
  return {
    id: '0',
    label: 'Support Pipeline',
    stages: [
      { id: '1', label: 'New', isClosed: false },
      { id: '2', label: 'Waiting on contact', isClosed: false },
      { id: '3', label: 'Waiting on us', isClosed: false },
      { id: '4', label: 'Closed', isClosed: true },
    ],
  };
}
