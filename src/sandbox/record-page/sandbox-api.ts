import express from 'express';
import type { Response, Router } from 'express';
import { z } from 'zod';
import type { CardRequest, CardResponse } from '../hubspot/forward-hubspot-fetch.ts';
import type { PortalStore } from '../hubspot/store/portal-store.ts';
import { listCompanies } from './list-companies.ts';
import type {
  CompanyListView,
  CompanyRecordView,
  ExtensionView,
  ForwardedResponse,
  PortalUser,
  PortalView,
  RecordPageProblem,
} from './record-page-data.ts';
import { TIER_FILTERS, USER_HEADER } from './record-page-data.ts';
import { showCompany, showProperties } from './show-company.ts';

export interface SandboxApiOptions {
  store: PortalStore;
  /** The stand-in's: appends the caller, signs, forwards. */
  forwardFetch: (request: CardRequest, user?: { userId: number; userEmail: string }) => Promise<CardResponse>;
  app: { appId: string; name: string };
  /** The profile's variables: `APP_BASE_URL`. */
  variables: Record<string, string>;
  extensions: ExtensionView[];
}

const companyQuery = z.object({
  search: z.string().max(200).default(''),
  tier: z.enum(TIER_FILTERS).default('all'),
  page: z.coerce.number().int().min(1).max(1_000_000).default(1),
});

const forwardedRequest = z.object({
  url: z.url(),
  method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']).default('GET'),
  body: z.json().optional(),
  headers: z.record(z.string(), z.string()).default({}),
  timeoutMs: z.number().positive().max(60_000).optional(),
});

/** The record page's own API under `/sandbox-api`. A body over HubSpot's 1 MB is rejected by `forwardFetch`, not here. */
export function mountSandboxApi(router: Router, options: SandboxApiOptions): void {
  const { store, forwardFetch } = options;
  router.get('/sandbox-api/portal', (request, response: Response<PortalView>) => {
    response.json(viewPortal(options, request.get(USER_HEADER)));
  });
  router.get('/sandbox-api/companies', (request, response: Response<CompanyListView | RecordPageProblem>) => {
    const query = companyQuery.safeParse(request.query);
    if (query.success) response.json(listCompanies(store, query.data));
    else refuse(response, 400, z.prettifyError(query.error));
  });
  router.get('/sandbox-api/companies/:id', (request, response: Response<CompanyRecordView | RecordPageProblem>) => {
    const company = showCompany(store, request.params.id);
    if (company === null) refuse(response, 404, `The portal has no company ${request.params.id}.`);
    else response.json(company);
  });
  router.get('/sandbox-api/companies/:id/values', (request, response) => {
    const values = readValues(store, request.params.id, request.query['name']);
    if (values === null) refuse(response, 404, `The portal has no company ${request.params.id}.`);
    else response.json(values);
  });
  router.get('/sandbox-api/companies/:id/properties', (request, response) => {
    const properties = showProperties(store, request.params.id, listNames(request.query['name']));
    if (properties === null) refuse(response, 404, `The portal has no company ${request.params.id}.`);
    else response.json(properties);
  });
  router.post(
    '/sandbox-api/hubspot-fetch',
    express.json({ limit: '5mb' }),
    async (request, response: Response<ForwardedResponse | RecordPageProblem>) => {
      const asked = forwardedRequest.safeParse(request.body);
      if (!asked.success) return refuse(response, 400, z.prettifyError(asked.error));
      const { timeoutMs, ...rest } = asked.data;
      try {
        const { id: userId, email: userEmail } = findUser(store, request.get(USER_HEADER));
        const forwarded = { ...rest, ...(timeoutMs === undefined ? {} : { timeoutMs }) };
        response.json(await forwardFetch(forwarded, { userId, userEmail }));
      } catch (error) {
        refuse(response, 502, describeFailure(error));
      }
    },
  );
}

function refuse(response: Response<RecordPageProblem>, status: number, error: string): void {
  response.status(status).json({ error });
}

/** Node says only "fetch failed"; the reason is in the cause. */
function describeFailure(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  return cause instanceof Error ? `${error.message}: ${cause.message || cause.name}` : error.message;
}

/** Raw values of the named properties (all if none is named), `null` if one is not set; `null` if there is no company. */
function readValues(store: PortalStore, id: string, name: unknown): Record<string, string | null> | null {
  const company = store.records.companies.getActive(id);
  if (company === undefined) return null;
  const names = listNames(name);
  const wanted = names.length === 0 ? Object.keys(company.properties) : names;
  return Object.fromEntries(wanted.map((each) => [each, company.properties[each] || null]));
}

/** The values of a query parameter that may be repeated. */
function listNames(name: unknown): string[] {
  return [name].flat().filter((each) => typeof each === 'string');
}

function viewPortal({ store, app, variables, extensions }: SandboxApiOptions, email: string | undefined): PortalView {
  const { portalId, name, timeZone } = store.portal;
  return {
    name,
    portalId,
    timeZone,
    isInstalled: store.grant !== null,
    appId: app.appId,
    appName: app.name,
    user: findUser(store, email),
    users: listUsers(store),
    variables,
    extensions,
  };
}

/** The owner with this address, else the first one. */
function findUser(store: PortalStore, email: string | undefined): PortalUser {
  const users = listUsers(store);
  return users.find((user) => user.email === email) ?? (users[0] as PortalUser);
}

/** Never empty: a portal without owners has an admin. */
function listUsers({ owners }: PortalStore): PortalUser[] {
  if (owners.length === 0) return [{ id: 1, email: 'admin@portal.example', firstName: 'Admin', lastName: '' }];
  return owners.map(({ userId, email, firstName, lastName }) => ({ id: userId, email, firstName, lastName }));
}
