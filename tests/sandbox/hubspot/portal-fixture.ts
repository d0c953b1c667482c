import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEmptyPortal } from '../../../src/sandbox/empty-portal.ts';
import { parseHubSpotProject } from '../../../src/sandbox/hubspot/hubspot-project.ts';
import type { HubSpotProject } from '../../../src/sandbox/hubspot/hubspot-project.ts';
import type { StandIn, StandInOptions } from '../../../src/sandbox/hubspot/stand-in.ts';
import { startStandIn } from '../../../src/sandbox/hubspot/stand-in.ts';
import type { PortalData, PortalRecord } from '../../../src/sandbox/portal-data.ts';

export const APP = { clientId: 'client-1', clientSecret: 'secret-1', appId: '4242' };
export const APP_URL = 'http://127.0.0.1:9';
export const REDIRECT = `${APP_URL}/oauth/callback`;

const SCOPES = [
  'oauth',
  'crm.objects.companies.read',
  'crm.objects.companies.write',
  'crm.schemas.companies.read',
  'crm.schemas.companies.write',
  'crm.objects.contacts.read',
  'crm.objects.contacts.write',
  'crm.schemas.contacts.read',
  'crm.schemas.contacts.write',
  'crm.objects.deals.read',
  'crm.objects.deals.write',
  'crm.objects.owners.read',
  'crm.lists.read',
  'crm.lists.write',
];
export const OPTIONAL_SCOPES = [
  'sales-email-read',
  'business-intelligence',
  'crm.objects.marketing_events.read',
  'forms',
  'tickets',
];

export interface ProjectInput {
  appUrl?: string;
  requiredScopes?: string[];
  crmObjects?: unknown[];
  legacyCrmObjects?: unknown[];
  hubEvents?: unknown[];
}

/** A developer project with the shapes of the platform's documentation. */
export function createProject(input: ProjectInput = {}): HubSpotProject {
  return parseHubSpotProject(
    {
      app: {
        uid: 'abm',
        type: 'app',
        config: {
          name: 'Round & <Table>',
          description: 'Tiers and committees.',
          auth: {
            type: 'oauth',
            redirectUrls: ['${APP_BASE_URL}/oauth/callback'],
            requiredScopes: input.requiredScopes ?? SCOPES,
            optionalScopes: OPTIONAL_SCOPES,
            conditionallyRequiredScopes: [],
          },
          permittedUrls: { fetch: ['${APP_BASE_URL}/api'], iframe: [], img: [] },
        },
      },
      webhooks: {
        uid: 'webhooks',
        type: 'webhooks',
        config: {
          settings: { targetUrl: '${APP_BASE_URL}/webhooks', maxConcurrentRequests: 10 },
          subscriptions: {
            crmObjects: input.crmObjects ?? [],
            legacyCrmObjects: input.legacyCrmObjects ?? [],
            hubEvents: input.hubEvents ?? [],
          },
        },
      },
    },
    { APP_BASE_URL: input.appUrl ?? APP_URL },
  );
}

export const record = (
  id: string,
  properties: Record<string, string>,
  extra: Partial<PortalRecord> = {},
): PortalRecord => ({
  id,
  properties,
  createdAt: '2026-01-02T03:04:05.678Z',
  updatedAt: '2026-02-02T03:04:05.678Z',
  ...extra,
});

/** Two companies, three contacts (two at the first company), an open deal, a meeting and a call, a visit and a form. */
export function createPortal(): PortalData {
  const data = createEmptyPortal({
    portalId: 12_345_678,
    name: 'Test portal',
    timeZone: 'US/Eastern',
    companyCurrency: 'USD',
  });
  const link = (
    fromType: 'contacts' | 'deals' | 'meetings' | 'calls',
    fromId: string,
    toType: 'companies' | 'contacts',
    toId: string,
    primary = false,
  ) => data.associations.push({ fromType, fromId, toType, toId, primary, label: null });
  data.owners.push({ id: '9000', email: 'ava@vendor.example', firstName: 'Ava', lastName: 'Stone', userId: 77 });
  data.objects.companies.push(
    record('101', { name: 'Acme', domain: 'acme.example', industry: 'BANKING', numberofemployees: '500' }),
    record('102', { name: 'Bolt', domain: 'bolt.example', numberofemployees: '90' }),
  );
  data.objects.contacts.push(
    record('1', {
      email: 'ann@acme.example',
      firstname: 'Ann',
      hs_buying_role: 'CHAMPION;DECISION_MAKER',
      hs_analytics_num_page_views: '4',
    }),
    record(
      '51',
      { email: 'bob@acme.example', firstname: 'Bob' },
      {
        history: {
          firstname: [
            { value: 'Bob', timestamp: '2026-02-01T00:00:00.000Z' },
            { value: 'Robert', timestamp: '2026-01-05T00:00:00.000Z' },
          ],
        },
      },
    ),
    record('101', { email: 'cid@bolt.example', firstname: 'Cid' }),
  );
  data.objects.deals.push(
    record('201', { dealname: 'Acme platform', pipeline: 'default', dealstage: 'qualifiedtobuy', amount: '1000' }),
  );
  data.objects.meetings.push(record('301', { hs_timestamp: '2026-01-20T10:00:00.000Z', hs_meeting_title: 'Kick-off' }));
  data.objects.calls.push(record('302', { hs_timestamp: '2026-01-25T10:00:00.000Z', hs_call_direction: 'OUTBOUND' }));
  link('contacts', '1', 'companies', '101', true);
  link('contacts', '51', 'companies', '101');
  link('contacts', '101', 'companies', '102', true);
  link('deals', '201', 'companies', '101', true);
  link('meetings', '301', 'companies', '101');
  link('meetings', '301', 'contacts', '1');
  link('calls', '302', 'contacts', '1');
  data.events.push(
    {
      id: 'e-1',
      eventType: 'e_visited_page',
      contactId: '1',
      occurredAt: '2026-01-10T00:00:00.000Z',
      properties: { hs_url: 'https://v.example/' },
    },
    {
      id: 'e-2',
      eventType: 'e_submitted_form',
      contactId: '1',
      occurredAt: '2026-01-12T00:00:00.000Z',
      properties: { hs_form_id: 'f-1' },
    },
    { id: 'e-3', eventType: 'e_visited_page', contactId: '51', occurredAt: '2026-01-11T00:00:00.000Z', properties: {} },
  );
  data.marketingEvents.push({
    id: '555',
    name: 'Webinar',
    startsAt: '2026-01-15T15:00:00.000Z',
    participations: [
      { contactId: '1', state: 'ATTENDED', occurredAt: '2026-01-15T15:00:00.000Z' },
      { contactId: '51', state: 'REGISTERED', occurredAt: '2026-01-14T15:00:00.000Z' },
    ],
  });
  return data;
}

export interface TestPortal {
  standIn: StandIn;
  /** `null` where the portal is kept in memory only. */
  folder: string | null;
  /** Moves the portal's clock; it stands still otherwise. */
  advance: (ms: number) => void;
  now: () => number;
  stop: () => Promise<void>;
}

/** Starts the stand-in on a free port in a folder of its own, with a clock the test moves. */
export async function startTestPortal(options: Partial<StandInOptions> = {}): Promise<TestPortal> {
  const folder = options.folder === undefined ? await mkdtemp(join(tmpdir(), 'hubspot-')) : options.folder;
  let nowMs = Date.parse('2026-03-01T12:00:00.000Z');
  const standIn = await startStandIn({
    port: 0,
    folder,
    data: createPortal(),
    app: APP,
    project: createProject(),
    clock: () => nowMs,
    ...options,
  });
  return {
    standIn,
    folder,
    advance: (ms) => void (nowMs += ms),
    now: () => nowMs,
    stop: async () => {
      await standIn.close();
      if (folder !== null) await rm(folder, { recursive: true, force: true });
    },
  };
}

export interface Tokens {
  access_token: string;
  refresh_token: string;
  expires_in: number;
}

/** An answer's body, to be looked into by a test. */
export type Json = ReturnType<typeof JSON.parse>;

export interface Client {
  tokens: Tokens;
  call: (method: string, path: string, body?: unknown) => Promise<{ status: number; body: Json; headers: Headers }>;
}

export const VERIFIER = 'a-verifier-of-at-least-forty-three-characters-0123456789';
export const CHALLENGE = createHash('sha256').update(VERIFIER).digest('base64url');

/** The consent form's post, as a browser sends it after a click on "Connect app". */
export async function consent(
  url: string,
  scopes: string[],
  optional: string[],
  extra: Record<string, string> = {},
  path = '/oauth/authorize',
): Promise<Response> {
  const form = new URLSearchParams({
    client_id: APP.clientId,
    redirect_uri: REDIRECT,
    scope: scopes.join(' '),
    optional_scope: optional.join(' '),
    state: 'st-1',
    code_challenge: CHALLENGE,
    code_challenge_method: 'S256',
    ...extra,
  });
  for (const scope of optional) form.append('granted_optional', scope);
  return fetch(`${url}${path}`, { method: 'POST', body: form, redirect: 'manual' });
}

export async function requestTokens(
  url: string,
  fields: Record<string, string>,
): Promise<{ status: number; body: Json }> {
  const body = new URLSearchParams({ client_id: APP.clientId, client_secret: APP.clientSecret, ...fields });
  const response = await fetch(`${url}/oauth/2026-09/token`, { method: 'POST', body });
  return { status: response.status, body: await response.json() };
}

/** Installs the app and returns a client with its access token. */
export async function install(standIn: StandIn, scopes = SCOPES, optional = OPTIONAL_SCOPES): Promise<Client> {
  const redirected = await consent(standIn.url, scopes, optional, { redirect_uri: REDIRECT });
  const code = new URL(redirected.headers.get('location') ?? '').searchParams.get('code') ?? '';
  const { body: tokens } = await requestTokens(standIn.url, {
    grant_type: 'authorization_code',
    code,
    redirect_uri: REDIRECT,
    code_verifier: VERIFIER,
  });
  return { tokens, call: createCaller(standIn.url, tokens.access_token) };
}

export function createCaller(url: string, token: string): Client['call'] {
  return async (method, path, body) => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const json = response.headers.get('content-type')?.includes('json');
    return { status: response.status, body: json ? JSON.parse(text) : text, headers: response.headers };
  };
}
