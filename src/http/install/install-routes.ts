import { Router, type ErrorRequestHandler, type Request } from 'express';
import { z } from 'zod';
import { ForbiddenError, InvalidInputError } from '../../errors.ts';
import { equalInConstantTime } from '../../hubspot/access/signature.ts';
import { beginInstall } from '../../sync/install/begin-install.ts';
import { completeInstall } from '../../sync/install/complete-install.ts';
import { getPortal, isConnected, type Portal } from '../../storage/portal/portals.ts';
import { asPortal } from '../../storage/connection/tenant-scope.ts';
import { isLink, signLink } from '../download-link.ts';
import { errorAnswer } from '../error-answer.ts';
import type { HttpContext } from '../http-context.ts';
import { parseInput } from '../parse-input.ts';
import { connectedPage, installedPage, refusedPage } from './install-pages.ts';

const STATE_COOKIE = 'roundtable_install';
/** Marks the install that this browser completed, so that reloading the page shows how it stands. */
const DONE_COOKIE = 'roundtable_installed';
const DONE_LASTS_MS = 60 * 60_000;

const callbackQuery = z.union([
  z.object({ code: z.string().min(1), state: z.string().min(1) }),
  z.object({ error: z.string().max(200), error_description: z.string().max(500).optional() }),
]);

/** OAuth: to HubSpot's consent page and back. The state is bound to the browser by a cookie. */
export function installRoutes(context: HttpContext): Router {
  const router = Router();
  const redirectUri = `${context.appBaseUrl}/oauth/callback`;
  const cookie = {
    httpOnly: true,
    sameSite: 'lax',
    secure: context.appBaseUrl.startsWith('https:'),
    path: '/oauth',
  } as const;
  router.get('/oauth/install', async (_request, response) => {
    const { clientId, hubspotAppUrl } = context;
    const { url, state } = await beginInstall(context, { appUrl: hubspotAppUrl, clientId, redirectUri });
    response.cookie(STATE_COOKIE, state, { ...cookie, maxAge: 15 * 60_000 }).redirect(url);
  });
  router.get('/oauth/callback', async (request, response) => {
    const query = readCallback(request.query);
    const ended = 'state' in query ? await findEnded(context, request, query.state) : null;
    if (ended !== null) {
      response.send(connectedPage(ended, context.hubspotAppUrl));
      return;
    }
    response.clearCookie(STATE_COOKIE, cookie);
    if ('error' in query) {
      // If no install was begun here, a crafted link could show any text in our name.
      const began = readCookie(request, STATE_COOKIE) !== '';
      const reason = began ? `HubSpot says: ${query.error_description ?? query.error}` : 'No install was begun here.';
      response.status(403).send(refusedPage(reason));
      return;
    }
    if (!equalInConstantTime(readCookie(request, STATE_COOKIE), query.state)) {
      throw new ForbiddenError('This install was not started in this browser: start again.');
    }
    const portal = await completeInstall(context, { code: query.code, state: query.state, redirectUri });
    const done = signCompletion(context, query.state, portal.portalId);
    response.cookie(DONE_COOKIE, done, { ...cookie, maxAge: DONE_LASTS_MS });
    response.send(installedPage(portal, context.hubspotAppUrl));
  });
  router.use('/oauth', showRefusal(context));
  return router;
}

/** The signed cookie of the browser that completed the install of this state; it names the portal. */
function signCompletion(context: HttpContext, state: string, portalId: number): string {
  const expires = context.now() + DONE_LASTS_MS;
  return [portalId, expires, signLink(context, ['installed', state, portalId, expires])].join('.');
}

/** The portal that this browser connected with this state, if it is still connected; nobody else learns of it. */
async function findEnded(context: HttpContext, request: Request, state: string): Promise<Portal | null> {
  const [portalId, expires, token = ''] = readCookie(request, DONE_COOKIE).split('.');
  const end = { portalId: Number(portalId), expires: Number(expires) };
  if (!isLink(context, { signed: ['installed', state, end.portalId, end.expires], token, expires: end.expires })) {
    return null;
  }
  const portal = await asPortal(end.portalId, () => getPortal(context.db.kysely, end.portalId));
  return portal !== null && isConnected(portal.status) ? portal : null;
}

/** @throws InvalidInputError worded for a person, who cannot fix a parameter */
function readCallback(query: unknown): z.infer<typeof callbackQuery> {
  try {
    return parseInput(callbackQuery, query);
  } catch (cause) {
    throw new InvalidInputError('This address is no answer of HubSpot: start the install again.', [], cause);
  }
}

/** A person reads these answers, not a program. */
function showRefusal(context: HttpContext): ErrorRequestHandler {
  return (error: unknown, _request, response, _next) => {
    const { status, headers, body } = errorAnswer(error);
    if (status >= 500) context.log.error({ err: error }, 'install failed');
    response.status(status).set(headers).send(refusedPage(body.error.message));
  };
}

function readCookie(request: Request, name: string): string {
  const cookies = (request.get('Cookie') ?? '').split(';').map((part) => part.trim());
  return cookies.find((part) => part.startsWith(`${name}=`))?.slice(name.length + 1) ?? '';
}
