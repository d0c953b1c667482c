import { Router } from 'express';
import { receiveWebhooks } from '../../sync/webhooks/receive-webhooks.ts';
import { webhookBatchSchema, webhookEventSchema } from '../../sync/webhooks/webhook-event.ts';
import type { HttpContext } from '../http-context.ts';
import { parseBody } from '../parse-input.ts';
import { rawBodyOf, readRawBody } from '../raw-body.ts';
import { refusePages, requireSignatureV3 } from '../require-signature.ts';

/** HubSpot's webhooks: verified, stored, answered; a job processes them. */
export function webhookRoutes(context: HttpContext): Router {
  const router = Router();
  router.post('/webhooks', readRawBody, requireSignatureV3(context), async (request, response) => {
    refusePages(request);
    const parsed = parseBody(webhookBatchSchema, rawBodyOf(request)).map((item) => webhookEventSchema.safeParse(item));
    const events = parsed.flatMap((item) => (item.success ? [item.data] : []));
    const dropped = parsed.length - events.length;
    if (dropped > 0) {
      const fields = parsed.flatMap((item) => (item.error?.issues ?? []).map(({ path }) => path.join('.')));
      context.log.warn({ dropped, fields: [...new Set(fields)] }, 'webhook events of an unknown shape were let go');
    }
    await receiveWebhooks(context, events);
    response.status(204).end();
  });
  return router;
}
