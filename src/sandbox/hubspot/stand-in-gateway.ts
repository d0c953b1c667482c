import { createServer } from 'node:http';
import express from 'express';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { listenOnLoopback, type Listening } from '../listen-on-loopback.ts';
import { bearerToken } from './http/check-token.ts';
import { renderAccountChoice } from './oauth/consent-page.ts';
import type { StandIn } from './stand-in.ts';

/** The values that identify a portal in a request to the token endpoints; a value that is not a single string is ignored. */
const tokenForm = z.object({
  code: z.string().catch(''),
  refresh_token: z.string().catch(''),
  token: z.string().catch(''),
});

/**
 * One origin for several portals, as `api.hubapi.com` and `app.hubspot.com` are: a request is routed to the portal of its
 * token, its code or, in the browser, the chosen account. A request that names none goes to the first portal, which refuses it.
 * Closing the gateway leaves the stand-ins running. Throws if there is no portal.
 */
export async function startStandInGateway(standIns: readonly StandIn[], port = 0): Promise<Listening> {
  const [first] = standIns;
  if (!first) throw new Error('A gateway needs a portal.');
  const byId = new Map(standIns.map((standIn) => [String(standIn.store.portal.portalId), standIn]));
  const pass = (standIn: StandIn | undefined, request: Request, response: Response): void =>
    (standIn ?? first).listener(request, response);

  const app = express().disable('x-powered-by').disable('etag');
  app.get('/oauth/authorize', (request, response) => {
    const { search } = new URL(request.url, 'http://gateway');
    const accounts = standIns.map(({ store: { portal } }) => ({
      name: portal.name,
      href: authorizePath(portal, search),
    }));
    response.send(renderAccountChoice(accounts));
  });
  app.all('/oauth/:portalId/authorize', (request, response) =>
    pass(byId.get(request.params.portalId), request, response),
  );
  app.post(/^\/oauth\/2026-09\/token/, express.urlencoded({ extended: false }), (request, response) => {
    const standIn = standIns.find(({ store }) => holds(store.tokens, request.body));
    pass(standIn, request, response);
  });
  app.use((request, response) => {
    const token = bearerToken(request.get('authorization'));
    const standIn =
      token === null ? undefined : standIns.find(({ store }) => Object.hasOwn(store.tokens.access, token));
    pass(standIn, request, response);
  });

  return listenOnLoopback(createServer({ maxHeaderSize: 128 * 1024 }, app), port);
}

/** HubSpot's URL for one account: its id between `/oauth/` and `/authorize` (doc). */
const authorizePath = ({ portalId }: { portalId: number }, search: string): string =>
  `/oauth/${portalId}/authorize${search}`;

/** Whether the portal issued the token or code in a request to the token endpoints. */
function holds({ codes, access, refresh }: StandIn['store']['tokens'], body: unknown): boolean {
  const { code, refresh_token: refreshToken, token } = tokenForm.parse(body ?? {});
  if (Object.hasOwn(codes, code)) return true;
  return [refreshToken, token].some((each) => Object.hasOwn(refresh, each) || Object.hasOwn(access, each));
}
