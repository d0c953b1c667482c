import type { OpenTicketFact } from '../../../src/domain/facts.ts';
import type { PortalStore } from '../../../src/sandbox/hubspot/store/portal-store.ts';

/** An open ticket and one company it is about. */
export interface TicketOfCompany extends OpenTicketFact {
  companyId: string;
}

/** The open tickets of a portal, once for each company; none where the portal does not let the app read them. */
export function readOpenTickets(store: PortalStore): TicketOfCompany[] {
  if (store.grant?.scopes.includes('tickets') === false) return [];
  return [...store.records.tickets.active()].flatMap(({ id: ticketId, properties, createdAt }) => {
    const pipeline = store.ticketPipelines.find((each) => each.id === properties['hs_pipeline']);
    const stage = pipeline?.stages.find((each) => each.id === properties['hs_pipeline_stage']);
    if (stage?.isClosed !== false) return [];
    const openedAt = Date.parse(createdAt);
    return [...store.associations.linked('tickets', ticketId, 'companies').keys()].map((companyId) => {
      return { ticketId, companyId, openedAt };
    });
  });
}
