/** What the record page's own API (`/sandbox-api/…`) answers with. Times are ISO 8601 (UTC). HubSpot has no such API. */
export interface PortalView {
  name: string;
  portalId: number;
  timeZone: string;
  /** Whether the app is installed in the portal. */
  isInstalled: boolean;
  appId: string;
  appName: string;
  /** The viewer: one of `users`. */
  user: PortalUser;
  users: PortalUser[];
  /** The profile's variables, which reach an extension as `context.variables`. */
  variables: Record<string, string>;
  extensions: ExtensionView[];
}

export interface PortalUser {
  id: number;
  email: string;
  firstName: string;
  lastName: string;
}

/** Header of the page's own requests: the e-mail address of the viewer in this tab. */
export const USER_HEADER = 'x-sandbox-user';

export interface ExtensionView {
  uid: string;
  type: 'card' | 'settings' | 'page';
  title: string;
  /** `crm.record.tab`, `settings`, `pages` … */
  location: string;
  /** The bundle as HubSpot's tool built it. */
  bundleUrl: string;
}

/** Tiers as the app published them; `none` is no tier. */
export const TIER_FILTERS = ['all', 'tier_1', 'tier_2', 'tier_3', 'none'] as const;
export type TierFilter = (typeof TIER_FILTERS)[number];

export interface CompanyListView {
  rows: CompanyRow[];
  /** Companies that match, on all pages. */
  total: number;
  page: number;
  pageCount: number;
  /** Companies that match the search, by tier. */
  tierCounts: Record<TierFilter, number>;
}

export interface CompanyRow {
  id: string;
  name: string;
  domain: string | null;
  tier: { value: string; label: string } | null;
  stage: string | null;
  fit: number | null;
  engagement: number | null;
  coverage: number | null;
  /** As HubSpot shows a choice of several: their labels. */
  missingRoles: string | null;
  nextPlay: string | null;
  owner: string | null;
}

export interface CompanyRecordView {
  id: string;
  name: string;
  domain: string | null;
  tier: { value: string; label: string } | null;
  propertyGroups: { label: string; properties: PropertyView[] }[];
  contacts: ContactView[];
  deals: DealView[];
  /** Open tasks first, the next due first. */
  tasks: TaskView[];
  /** Newest first, at most 40; `activityCount` counts all. */
  activity: ActivityView[];
  activityCount: number;
}

export interface PropertyView {
  name: string;
  label: string;
  /** As HubSpot would show it; `null` if it is not set. */
  value: string | null;
}

export interface ContactView {
  id: string;
  name: string;
  title: string | null;
  email: string | null;
  roles: string | null;
}

export interface DealView {
  id: string;
  name: string;
  stage: string;
  amount: string | null;
  closesAt: string | null;
  isClosed: boolean;
}

export interface TaskView {
  id: string;
  subject: string;
  body: string | null;
  isDone: boolean;
  dueAt: string | null;
  owner: string | null;
  contacts: string[];
}

export interface ActivityView {
  id: string;
  kind: 'meeting' | 'call' | 'email' | 'note' | 'task' | 'page visit' | 'form' | 'message';
  title: string;
  detail: string | null;
  who: string | null;
  at: string;
}

/** A worker's request through `hubspot.fetch`; the sandbox signs it and forwards it to the app. */
export interface ForwardedRequest {
  url: string;
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | undefined;
  body?: unknown;
  headers?: Record<string, string> | undefined;
  timeoutMs?: number | undefined;
}

export interface ForwardedResponse {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** The answer if the sandbox itself refuses a request. */
export interface RecordPageProblem {
  error: string;
}
