import { Router, type RequestHandler, type Response } from 'express';
import { z } from 'zod';
import type { SegmentsData } from '../../../extensions/app/pages/segments/segments-data.ts';
import { SEGMENT_KINDS, type SegmentKind } from '../../domain/segments/segments.ts';
import {
  makeMissingSegments,
  makeSegment,
  readSegments,
  removeSegment,
  SEGMENT_SCOPES,
} from '../../sync/segments/keep-segments.ts';
import { assertMaySegment, maySegment } from '../../sync/segments/segment-right.ts';
import type { HttpContext } from '../http-context.ts';
import { parseBody, requestIdSchema } from '../parse-input.ts';
import { rawBodyOf } from '../raw-body.ts';
import { getConnected } from '../require-right.ts';
import { callerOf, type Caller } from '../require-signature.ts';

const segmentBody = z.strictObject({
  requestId: requestIdSchema,
  kind: z.enum(SEGMENT_KINDS, 'must name a segment'),
});

const allBody = z.strictObject({ requestId: requestIdSchema });

type Change = (context: HttpContext, portalId: number, kind: SegmentKind, by: string) => Promise<void>;

/** Segments that are made on request. Each change may be repeated and answers with all segments. */
export function segmentRoutes(context: HttpContext): Router {
  const router = Router();
  const answer = async (response: Response, refused: string[] = []): Promise<void> => {
    response.json({ ...(await answerSegments(context, callerOf(response))), refused } satisfies SegmentsData);
  };
  const onClick =
    (change: Change): RequestHandler =>
    async (request, response) => {
      const caller = callerOf(response);
      await assertMaySegment(context.db.kysely, caller);
      const { kind } = parseBody(segmentBody, rawBodyOf(request));
      await change(context, caller.portalId, kind, caller.userEmail);
      await answer(response);
    };
  router.get('/', (_request, response) => answer(response));
  router.post('/make', onClick(makeSegment));
  router.post('/make-missing', async (request, response) => {
    const caller = callerOf(response);
    await assertMaySegment(context.db.kysely, caller);
    parseBody(allBody, rawBodyOf(request));
    await answer(response, await makeMissingSegments(context, caller.portalId, caller.userEmail));
  });
  router.post('/remove', onClick(removeSegment));
  return router;
}

async function answerSegments(context: HttpContext, caller: Caller): Promise<Omit<SegmentsData, 'refused'>> {
  const portal = await getConnected(context, caller.portalId);
  const { segments, unavailable } = await readSegments(context, caller.portalId);
  return {
    segments: segments.map(({ conditions: _conditions, ...segment }) => segment),
    allowed: SEGMENT_SCOPES.every((scope) => portal.scopes.includes(scope)),
    reconnectUrl: `${context.appBaseUrl}/oauth/install`,
    mayChange: await maySegment(context.db.kysely, caller),
    unavailable,
  };
}
