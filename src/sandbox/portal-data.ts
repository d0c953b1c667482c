import type { PropertyType } from './hubspot/default-properties/property-definition.ts';

/**
 * A whole HubSpot portal as plain data: what the CSV import and the built-in world produce and the stand-in loads.
 * Ids and property values are strings as on HubSpot's wire; times are ISO 8601 (UTC).
 */
export interface PortalData {
  portal: { portalId: number; name: string; timeZone: string; companyCurrency: string };
  owners: PortalOwner[];
  /** Pipelines of deals. */
  pipelines: PortalPipeline[];
  ticketPipelines: PortalTicketPipeline[];
  /** Options that users of the portal added to an enumeration property, by object type and property name. */
  addedOptions: Record<string, Record<string, { label: string; value: string }[]>>;
  /** Custom properties of the portal, by object type. */
  customProperties: Record<string, { name: string; label: string; type: PropertyType; fieldType: string }[]>;
  objects: Record<PortalObjectType, PortalRecord[]>;
  associations: PortalAssociation[];
  /** Event occurrences of an Enterprise portal: page visits and form submissions. */
  events: PortalEvent[];
  marketingEvents: PortalMarketingEvent[];
  /** Activities of kinds HubSpot does not expose; they reach the app through its signals endpoint. */
  adActivities: PortalAdActivity[];
}

export const PORTAL_OBJECT_TYPES = [
  'companies',
  'contacts',
  'deals',
  'meetings',
  'calls',
  'emails',
  'notes',
  'tasks',
  'tickets',
] as const;
export type PortalObjectType = (typeof PORTAL_OBJECT_TYPES)[number];

export interface PortalRecord {
  id: string;
  properties: Record<string, string>;
  createdAt: string;
  updatedAt: string;
  archived?: boolean;
  /** Current and earlier values, newest first, of the properties whose history matters. */
  history?: Record<string, { value: string; timestamp: string }[]>;
}

export interface PortalOwner {
  id: string;
  email: string;
  firstName: string;
  lastName: string;
  userId: number;
}

export interface PortalPipeline {
  id: string;
  label: string;
  stages: { id: string; label: string; isClosed: boolean; probability: string }[];
}

/** A ticket stage is open or closed; it has no win probability. */
export interface PortalTicketPipeline {
  id: string;
  label: string;
  stages: { id: string; label: string; isClosed: boolean }[];
}

/** HubSpot stores both directions; one entry here represents both. `label` is a portal-defined label, if any. */
export interface PortalAssociation {
  fromType: PortalObjectType;
  fromId: string;
  toType: PortalObjectType;
  toId: string;
  primary: boolean;
  label: string | null;
}

export interface PortalEvent {
  id: string;
  /** `e_visited_page`, `e_submitted_form` … */
  eventType: string;
  contactId: string;
  occurredAt: string;
  properties: Record<string, string>;
}

export interface PortalMarketingEvent {
  id: string;
  name: string;
  startsAt: string;
  participations: { contactId: string; state: 'REGISTERED' | 'ATTENDED'; occurredAt: string }[];
}

export interface PortalAdActivity {
  id: string;
  type: 'ad_click' | 'ad_impression';
  contactId: string;
  companyId: string;
  occurredAt: string;
}
