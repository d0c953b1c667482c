/** What can go wrong with a request. The recorded bodies of each are in `inject-fault.ts` and `api-error.ts`. */
export const REQUEST_FAULT_KINDS = [
  'rate_limit_ten_secondly',
  'rate_limit_search',
  'locked',
  'migrating',
  'html_502',
  'html_504',
  'html_200',
  'hang',
  'reset_before',
  'reset_mid_body',
  'expired_token',
] as const;

/** What can go wrong with a webhook event on its way to the app. */
export const EVENT_FAULT_KINDS = ['webhook_lost', 'webhook_duplicated', 'webhook_reordered'] as const;

export type RequestFaultKind = (typeof REQUEST_FAULT_KINDS)[number];
export type EventFaultKind = (typeof EVENT_FAULT_KINDS)[number];
export type FaultKind = RequestFaultKind | EventFaultKind;

/** The limit a request counts against; `refresh` is a token refresh, which counts against none. */
export type RequestClass = 'general' | 'search' | 'refresh';

const API: readonly RequestClass[] = ['general', 'search'];
const EVERY: readonly RequestClass[] = [...API, 'refresh'];

/** Which requests a fault can affect. */
export const FAULT_MEETS: Readonly<Record<RequestFaultKind, readonly RequestClass[]>> = {
  rate_limit_ten_secondly: ['general'],
  rate_limit_search: ['search'],
  locked: API,
  migrating: API,
  html_502: EVERY,
  html_504: EVERY,
  html_200: API,
  hang: EVERY,
  reset_before: API,
  reset_mid_body: API,
  expired_token: API,
};

/** Whether HubSpot has carried out a request that the fault affects: the edge may fail before or after. */
export const FAULT_CARRIES_OUT: Readonly<Record<RequestFaultKind, 'never' | 'either' | 'always'>> = {
  rate_limit_ten_secondly: 'never',
  rate_limit_search: 'never',
  locked: 'never',
  migrating: 'never',
  html_502: 'either',
  html_504: 'either',
  html_200: 'either',
  hang: 'either',
  reset_before: 'never',
  reset_mid_body: 'always',
  expired_token: 'never',
};
