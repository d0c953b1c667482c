import { Router, type ErrorRequestHandler, type Request } from 'express';
import { z } from 'zod';
import { ForbiddenError, InvalidInputError } from '../../errors.ts';
import { equalInConstantTime } from '../../hubspot/access/signature.ts';
import { beginInstall } from '../../sync/install/begin-install.ts';
import { completeInstall } from '../../sync/install/complete-install.ts';
import { errorAnswer } from '../error-answer.ts';
import type { HttpContext } from '../http-context.ts';
import { parseInput } from '../parse-input.ts';
import { installedPage, refusedPage } from './install-pages.ts';

const STATE_COOKIE = 'roundtable_install';

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
    response.clearCookie(STATE_COOKIE, cookie);
    if ('error' in query) {
      // To somebody who began no install here, a link would say in our name whatever its writer wanted.
      const began = readCookie(request, STATE_COOKIE) !== '';
      const reason = began ? `HubSpot says: ${query.error_description ?? query.error}` : 'No install was begun here.';
      response.status(403).send(refusedPage(reason));
      return;
    }
    if (!equalInConstantTime(readCookie(request, STATE_COOKIE), query.state)) {
      throw new ForbiddenError('This install was not started in this browser: start again.');
    }
    const portal = await completeInstall(context, { code: query.code, state: query.state, redirectUri });
    response.send(installedPage(portal, context.hubspotAppUrl));
  });
  router.use('/oauth', showRefusal(context));
  return router;
}

/** @throws InvalidInputError in the words of a person, who cannot mend a parameter */
function readCallback(query: unknown): z.infer<typeof callbackQuery> {
  try {
    return parseInput(callbackQuery, query);
  } catch (cause) {
    throw new InvalidInputError('This address is no answer of HubSpot: start the install again.', [], cause);
  }
}

/** It is a person who looks at these answers, not a program. */
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
