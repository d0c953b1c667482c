/** What `GET /api/settings/data-trust` answers with. */
export interface TrustData {
  /** When the records were examined, ISO 8601 (UTC); `null` before the first time. */
  at: string | null;
  gaps: TrustGap[];
}

export interface TrustGap {
  check: TrustCheck;
  count: number;
  /** The worst 25. */
  examples: TrustExample[];
}

export interface TrustExample {
  id: string;
  name: string;
  detail: string | null;
  /** Of a company where they are ordered by it, if it has one. */
  tier: number | null;
  recordTypeId: string | null;
}

export type TrustCheck =
  | 'lone_contacts'
  | 'lost_activities'
  | 'free_mail'
  | 'shared_domains'
  | 'without_domain'
  | 'without_industry'
  | 'without_size'
  | 'without_icp_tier'
  | 'without_owner'
  | 'stale_roles'
  | 'refused';
