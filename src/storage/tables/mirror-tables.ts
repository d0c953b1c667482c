import type { ActivityType, DealFacts } from '../../domain/facts.ts';
import type { Json, NullableTime, PropertyValues, Time } from './column-types.ts';

/* What HubSpot holds, as we read it. */

/** Of every record read, whatever its type: the read that settled what is held of it. */
export interface MirroredRecordTable {
  portal_id: number;
  type: string;
  record_id: string;
  hs_updated_at: Time;
  read_at: Time;
  gone: boolean;
  counts: boolean | null;
}

export interface CompanyTable {
  portal_id: number;
  company_id: string;
  name: string;
  owner_id: string | null;
  properties: Json<PropertyValues>;
  hs_created_at: Time;
  hs_updated_at: Time;
}

export interface ContactTable {
  portal_id: number;
  contact_id: string;
  name: string;
  email: string | null;
  job_title: string | null;
  buying_roles: Json<{ role: string; setAt: number | null }[]>;
  opted_out: boolean;
  bounced: boolean;
  owner_id: string | null;
  properties: Json<PropertyValues>;
  hs_created_at: Time;
  hs_updated_at: Time;
}

export interface DealTable {
  portal_id: number;
  deal_id: string;
  name: string;
  amount: number | null;
  pipeline_id: string;
  stage_id: string;
  state: DealFacts['state'];
  owner_id: string | null;
  properties: Json<PropertyValues>;
  closed_at: NullableTime;
  hs_created_at: Time;
  hs_updated_at: Time;
}

export interface OwnerTable {
  portal_id: number;
  owner_id: string;
  user_id: string | null;
  email: string | null;
  name: string;
  active: boolean;
}

export interface PipelineStageTable {
  portal_id: number;
  pipeline_id: string;
  stage_id: string;
  label: string;
  pipeline_label: string;
  probability: number | null;
  closed: boolean;
  position: number;
}

/** An open ticket of an account, and when it was made. */
export interface OpenTicketTable {
  portal_id: number;
  ticket_id: string;
  company_id: string;
  opened_at: Time;
}

export interface ActivityTable {
  portal_id: number;
  activity_id: string;
  contact_id: string;
  type: ActivityType;
  occurred_at: Time;
  detail: string | null;
  source: string;
}

export interface SignalTable {
  portal_id: number;
  signal_id: string;
  company_id: string;
  source: string;
  topic: string;
  strength: number;
  occurred_at: Time;
}
