import type { PortalRecord } from '../portal-data.ts';
import type { WorldIndustry } from './industries.ts';
import type { Seat } from './job-titles.ts';
import type { WorldCountry } from './places.ts';

/** The situation of an account: what was planted, and what scoring should find. */
export type Situation =
  | 'open_deal'
  | 'customer'
  | 'lost'
  | 'lost_active_again'
  | 'surging'
  | 'in_market'
  | 'warm'
  | 'quiet'
  | 'cold';

export interface WorldPerson {
  record: PortalRecord;
  seat: Seat;
  firstName: string;
}

/** A company of the world with everything that is generated around it. */
export interface WorldAccount {
  company: PortalRecord;
  stem: string;
  industry: WorldIndustry;
  country: WorldCountry;
  employees: number;
  ownerId: string;
  situation: Situation;
  people: WorldPerson[];
  /** Meetings held so far; they decide the subject of the next one. */
  meetings: number;
}
