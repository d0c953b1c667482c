import { randomUUID } from 'node:crypto';
import express from 'express';
import type { Express, Request, Response } from 'express';
import { z } from 'zod';
import type { AppCredentials } from '../http/endpoint.ts';
import type { HubSpotProject } from '../hubspot-project.ts';
import type { PortalStore } from '../store/portal-store.ts';
import { renderAuthorizeError, renderConsentPage } from './consent-page.ts';

const authorizeParameters = z.object({
  client_id: z.string(),
  redirect_uri: z.string(),
  scope: z.string().default(''),
  optional_scope: z.string().default(''),
  state: z.string().optional(),
  code_challenge: z.string().optional(),
  code_challenge_method: z.enum(['S256']).optional(),
});

/** The boxes ticked on the consent page: one arrives as text, several as a list, none not at all. */
const consentForm = z.object({ granted_optional: z.union([z.string(), z.array(z.string())]).default([]) });

const CODE_LIFETIME_MS = 10 * 60_000;

interface AuthorizeContext {
  store: PortalStore;
  app: AppCredentials;
  project: HubSpotProject;
}

interface CheckedRequest {
  parameters: z.infer<typeof authorizeParameters>;
  scopes: string[];
  optionalScopes: string[];
}

/** The consent page and its form's target, with and without the account in the path. There is no login: whoever opens the page is the portal's admin. */
export function mountAuthorizePages(server: Express, context: AuthorizeContext): void {
  const paths = ['/oauth/authorize', `/oauth/${context.store.portal.portalId}/authorize`];
  server.get(paths, (request, response) => {
    const checked = check(context, request.query, response);
    if (!checked) return;
    const { parameters, scopes, optionalScopes } = checked;
    const given = Object.entries(parameters).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
    response.send(
      renderConsentPage(context.project.app, context.store.portal.name, {
        scopes,
        optionalScopes,
        path: request.path,
        parameters: Object.fromEntries(given),
      }),
    );
  });
  server.post(paths, express.urlencoded({ extended: false }), (request: Request, response) => {
    const checked = check(context, request.body, response);
    if (!checked) return;
    const { granted_optional: granted } = consentForm.parse(request.body);
    const chosen = new Set([granted].flat());
    const optional = checked.optionalScopes.filter((scope) => chosen.has(scope));
    response.redirect(302, grantCode(context.store, checked, [...checked.scopes, ...optional]));
  });
}

/** HubSpot shows these errors on its own page: it redirects only to a registered address. */
function check({ app, project }: AuthorizeContext, input: unknown, response: Response): CheckedRequest | null {
  const refuse = (message: string): null => {
    response.status(400).send(renderAuthorizeError(message));
    return null;
  };
  const result = authorizeParameters.safeParse(input);
  if (!result.success) return refuse(z.prettifyError(result.error));
  const parameters = result.data;
  const { requiredScopes, optionalScopes, conditionallyRequiredScopes, redirectUrls } = project.app.auth;
  if (parameters.client_id !== app.clientId) return refuse(`No app has the client ID ${parameters.client_id}.`);
  if (!redirectUrls.includes(parameters.redirect_uri)) {
    return refuse(`Redirect URL ${parameters.redirect_uri} does not match any registered with the app.`);
  }
  const scopes = splitScopes(parameters.scope);
  const optional = splitScopes(parameters.optional_scope);
  const missing = requiredScopes.filter((scope) => !scopes.includes(scope));
  if (missing.length > 0) return refuse(`The install URL lacks scopes the app requires: ${missing.join(', ')}.`);
  const declared = new Set([...requiredScopes, ...optionalScopes, ...conditionallyRequiredScopes]);
  const unknown = [...scopes, ...optional].filter((scope) => !declared.has(scope));
  if (unknown.length > 0) return refuse(`The app is not configured for the scopes ${unknown.join(', ')}.`);
  return { parameters, scopes, optionalScopes: optional.filter((scope) => !scopes.includes(scope)) };
}

const splitScopes = (text: string): string[] => text.split(/[ ,]+/).filter((scope) => scope !== '');

/** Stores a code that the app exchanges for tokens; returns the URL to redirect the browser to. */
function grantCode(store: PortalStore, { parameters }: CheckedRequest, scopes: string[]): string {
  const code = randomUUID();
  const [admin] = store.owners;
  store.tokens.codes[code] = {
    redirectUri: parameters.redirect_uri,
    scopes,
    userId: admin?.userId ?? 1,
    userEmail: admin?.email ?? 'admin@portal.example',
    expiresAtMs: store.now() + CODE_LIFETIME_MS,
    codeChallenge: parameters.code_challenge ?? null,
  };
  store.touch();
  const target = new URL(parameters.redirect_uri);
  target.searchParams.set('code', code);
  if (parameters.state !== undefined) target.searchParams.set('state', parameters.state);
  return target.href;
}
