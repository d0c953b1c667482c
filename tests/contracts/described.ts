import { z } from 'zod';

/*
 * Endpoints that no schema of `shared/hubspot/schemas` covers, held against HubSpot's own descriptions of its API (decision 411): the public
 * repository HubSpot/HubSpot-public-api-spec-collection, folder PublicApiSpecs. Written by hand: what a request may hold, and which fields an answer must.
 */

const JOURNAL = 'Webhooks Journal/Webhooks Journal/Rollouts/284944/2026-09/webhooksJournal.json';
const SEQUENCES = 'Automation/Sequences/Rollouts/321890/2026-09/sequences.json';
const ACCOUNT = 'Account/Account Info/Rollouts/318954/2026-09/accountInfo.json';
const LIMITS = 'CRM/Limits Tracking/Rollouts/199890/2026-09/limitsTracking.json';
const UNINSTALLS = 'CRM/App Uninstalls/Rollouts/209039/2026-09/appUninstalls.json';
/** That of 2026-09 describes no answer of the token, and no client credentials; paths and fields are the same. */
const OAUTH = 'Auth/Oauth/Rollouts/279897/2026-03/oauth.json';

export interface DescribedEndpoint {
  /** Where HubSpot describes it. */
  source: string;
  method: string;
  /** As the stand-in writes it, with `:name` for a parameter. */
  path: string;
  status: number;
  /** What a body may hold; absent where there is none. */
  request?: z.ZodType;
  answer: z.ZodType;
}

const time = z.iso.datetime({ offset: true });
const texts = z.array(z.string());
const noContent = z.null();

const subscription = z.looseObject({
  id: z.int(),
  appId: z.int(),
  subscriptionType: z.enum([
    'APP_LIFECYCLE_EVENT',
    'ASSOCIATION',
    'EVENT',
    'GDPR_PRIVACY_DELETION',
    'LIST_MEMBERSHIP',
    'OBJECT',
  ]),
  objectTypeId: z.string(),
  actions: texts,
  createdAt: time,
  updatedAt: time,
});
const pointer = z.looseObject({ url: z.url(), expiresAt: time, currentOffset: z.uuid() });

const token = z.looseObject({ access_token: z.string(), expires_in: z.int(), token_type: z.string() });
const tokenAnswer = z.discriminatedUnion('token_use', [
  token.extend({ token_use: z.literal('access_token'), refresh_token: z.string() }),
  token.extend({ token_use: z.literal('client_credentials') }),
]);
const tokenRequest = z.strictObject({
  grant_type: z.enum(['authorization_code', 'client_credentials', 'refresh_token']),
  client_id: z.string(),
  client_secret: z.string(),
  code: z.string().optional(),
  code_verifier: z.string().optional(),
  redirect_uri: z.string().optional(),
  refresh_token: z.string().optional(),
  scope: z.string().optional(),
});
const aboutToken = z.strictObject({
  client_id: z.string(),
  client_secret: z.string(),
  token: z.string(),
  token_type_hint: z.string().optional(),
});
const tokenInfo = z.looseObject({
  active: z.literal(true),
  app_id: z.int(),
  client_id: z.string(),
  hub_id: z.int(),
  scopes: texts,
  token: z.string(),
  token_type: z.string(),
  user_id: z.int(),
});
const signedToken = z.looseObject({
  appId: z.int(),
  appInstallId: z.string(),
  audience: z.string(),
  expiresAt: z.int(),
  hubId: z.int(),
  hublet: z.string(),
  installingUserId: z.int(),
  isPrivateDistribution: z.boolean(),
  isServiceAccount: z.boolean(),
  isUserLevel: z.boolean(),
  newSignature: z.string(),
  scopeToScopeGroupPks: z.string(),
  scopes: z.string(),
  signature: z.string(),
  trialScopeToScopeGroupPks: z.string(),
  trialScopes: z.string(),
  userId: z.int(),
});
const tokenInfoAnswer = z.union([
  z.strictObject({ active: z.literal(false) }),
  tokenInfo.extend({ token_use: z.literal('refresh_token') }),
  tokenInfo.extend({
    token_use: z.literal('access_token'),
    expires_in: z.int(),
    is_private_distribution: z.boolean(),
    signed_access_token: signedToken,
  }),
]);

const usage = { limit: z.int(), usage: z.int(), percentage: z.number() };

export const DESCRIBED: readonly DescribedEndpoint[] = [
  {
    source: OAUTH,
    method: 'post',
    path: '/oauth/2026-09/token',
    status: 200,
    request: tokenRequest,
    answer: tokenAnswer,
  },
  {
    source: OAUTH,
    method: 'post',
    path: '/oauth/2026-09/token/introspect',
    status: 200,
    request: aboutToken,
    answer: tokenInfoAnswer,
  },
  // No answer is described.
  {
    source: OAUTH,
    method: 'post',
    path: '/oauth/2026-09/token/revoke',
    status: 200,
    request: aboutToken,
    answer: z.unknown(),
  },
  {
    source: UNINSTALLS,
    method: 'delete',
    path: '/appinstalls/2026-09/external-install',
    status: 204,
    answer: noContent,
  },
  {
    source: ACCOUNT,
    method: 'get',
    path: '/account-info/2026-09/details',
    status: 200,
    answer: z.looseObject({
      portalId: z.int(),
      accountType: z.enum(['APP_DEVELOPER', 'DEVELOPER_TEST', 'SANDBOX', 'STANDARD']),
      timeZone: z.string(),
      companyCurrency: z.string(),
      additionalCurrencies: texts,
      utcOffset: z.string(),
      utcOffsetMilliseconds: z.int(),
      uiDomain: z.string(),
      dataHostingLocation: z.string(),
    }),
  },
  {
    source: LIMITS,
    method: 'get',
    path: '/crm/limits/2026-09/custom-properties',
    status: 200,
    answer: z.looseObject({
      overallLimit: z.int(),
      overallUsage: z.int(),
      overallPercentage: z.number(),
      byObjectType: z.array(
        z.looseObject({ objectTypeId: z.string(), singularLabel: z.string(), pluralLabel: z.string(), ...usage }),
      ),
    }),
  },
  {
    source: JOURNAL,
    method: 'get',
    path: '/webhooks-journal/subscriptions/2026-09',
    status: 200,
    answer: z.looseObject({ results: z.array(subscription) }),
  },
  {
    source: JOURNAL,
    method: 'post',
    path: '/webhooks-journal/subscriptions/2026-09',
    status: 200,
    request: z.strictObject({
      subscriptionType: z.literal('APP_LIFECYCLE_EVENT'),
      eventTypeId: z.string(),
      properties: texts,
    }),
    answer: subscription,
  },
  // Of these two only the paths and limits are described; the pointer is that of their batch forms.
  { source: JOURNAL, method: 'get', path: '/webhooks-journal/journal/2026-09/earliest', status: 200, answer: pointer },
  {
    source: JOURNAL,
    method: 'get',
    path: '/webhooks-journal/journal/2026-09/offset/:offset/next',
    status: 200,
    answer: pointer,
  },
  {
    source: SEQUENCES,
    method: 'get',
    path: '/automation/sequences/2026-09',
    status: 200,
    answer: z.looseObject({
      total: z.int(),
      results: z.array(
        z.looseObject({ id: z.string(), name: z.string(), userId: z.string(), createdAt: time, updatedAt: time }),
      ),
    }),
  },
  {
    source: SEQUENCES,
    method: 'post',
    path: '/automation/sequences/2026-09/enrollments',
    status: 200,
    request: z.strictObject({
      contactId: z.string(),
      senderEmail: z.string(),
      sequenceId: z.string(),
      senderAliasAddress: z.string().optional(),
    }),
    answer: z.looseObject({ id: z.string(), toEmail: z.string(), enrolledAt: time, updatedAt: time }),
  },
];

/** The described endpoint that a request goes to. */
export function findDescribed(method: string, pathname: string): DescribedEndpoint | undefined {
  return DESCRIBED.find((each) => {
    const pattern = each.path.replaceAll('.', '\\.').replaceAll(/:\w+/g, '[^/]+');
    return each.method === method.toLowerCase() && new RegExp(`^${pattern}$`).test(pathname);
  });
}

/** What is wrong with a body, as its description has it; [] when it fits. */
export function faultsOf(schema: z.ZodType, body: unknown): string[] {
  const { error } = schema.safeParse(body);
  return (error?.issues ?? []).map(({ path, message }) => `${path.join('.')} ${message}`);
}
