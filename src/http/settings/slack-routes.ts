import { Router, type Response } from 'express';
import { z } from 'zod';
import type { SlackData, SlackTested } from '../../../extensions/app/settings/access/slack-data.ts';
import { WEEK_MS } from '../../domain/day-ms.ts';
import { readName } from '../../storage/mirror/owners.ts';
import { countNotes, SLACK_KINDS } from '../../storage/portal/record-notes.ts';
import { getSlackHook, listSlackKinds } from '../../storage/portal/slack.ts';
import { readChangeRight } from '../../sync/settings/change-right.ts';
import { chooseSlackKinds, connectSlack, disconnectSlack, testSlack } from '../../sync/slack/choose-slack.ts';
import { MOST_MESSAGES_A_DAY } from '../../sync/slack/send-messages.ts';
import { slackUrlSchema } from '../../sync/slack/slack-url.ts';
import type { HttpContext } from '../http-context.ts';
import { parseBody, requestIdSchema } from '../parse-input.ts';
import { rawBodyOf } from '../raw-body.ts';
import { callerOf } from '../require-signature.ts';
import { callerWhoMayChange } from '../require-right.ts';
import { iso } from '../iso.ts';

const SHOWN_MS = WEEK_MS;

const connectBody = z.strictObject({ url: slackUrlSchema });
const kindsBody = z.strictObject({
  kinds: z.strictObject({ surges: z.boolean(), proposals: z.boolean(), tiers: z.boolean(), plays: z.boolean() }),
});
const testBody = z.strictObject({ requestId: requestIdSchema });

/** The Slack channel that messages go to. Its URL can be set, but is never shown. */
export function slackRoutes(context: HttpContext): Router {
  const router = Router();
  const answer = async (response: Response): Promise<void> => {
    response.json(await readSlack(context, response));
  };
  router.get('/slack', (_request, response) => answer(response));
  router.post('/slack/connect', async (request, response) => {
    const { portalId, userEmail: by } = await callerWhoMayChange(context, response);
    await connectSlack(context, { portalId, by }, parseBody(connectBody, rawBodyOf(request)).url);
    await answer(response);
  });
  router.post('/slack/kinds', async (request, response) => {
    const { portalId, userEmail: by } = await callerWhoMayChange(context, response);
    const { kinds } = parseBody(kindsBody, rawBodyOf(request));
    const chosen = SLACK_KINDS.filter((kind) => kinds[kind]);
    await chooseSlackKinds(context, { portalId, by }, chosen);
    await answer(response);
  });
  router.post('/slack/disconnect', async (_request, response) => {
    const { portalId, userEmail: by } = await callerWhoMayChange(context, response);
    await disconnectSlack(context, { portalId, by });
    await answer(response);
  });
  router.post('/slack/test', async (request, response) => {
    const { portalId, userEmail: by } = await callerWhoMayChange(context, response);
    const { requestId } = parseBody(testBody, rawBodyOf(request));
    const verdict = await testSlack(context, { portalId, by }, requestId);
    const tested =
      verdict === null ? null : { result: verdict.kind, reason: 'reason' in verdict ? verdict.reason : '' };
    response.json({ ...(await readSlack(context, response)), tested } satisfies SlackTested);
  });
  return router;
}

async function readSlack(context: HttpContext, response: Response): Promise<SlackData> {
  const { portalId, userEmail } = callerOf(response);
  const { kysely } = context.db;
  const hook = await getSlackHook(kysely, portalId);
  const held = new Set(await listSlackKinds(kysely, portalId));
  const counts = await countNotes(kysely, portalId, context.now() - SHOWN_MS, 'slack');
  const { written = 0, waiting = 0, sending = 0, failed = 0 } = counts;
  return {
    channel:
      hook === null
        ? null
        : {
            ending: hook.ending,
            connectedAt: iso(hook.connectedAt),
            connectedBy: await readName(kysely, portalId, hook.connectedBy),
            stopped: hook.stopped === null ? null : { at: iso(hook.stopped.at), reason: hook.stopped.reason },
          },
    kinds: {
      surges: held.has('surges'),
      proposals: held.has('proposals'),
      tiers: held.has('tiers'),
      plays: held.has('plays'),
    },
    report: { written, waiting: waiting + sending, held: counts['held'] ?? 0, failed, mostADay: MOST_MESSAGES_A_DAY },
    ...(await readChangeRight(kysely, portalId, userEmail)),
  };
}
