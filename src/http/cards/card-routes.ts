import { Router } from 'express';
import { z } from 'zod';
import type {
  DismissPlayRequest,
  DismissReason,
  EnrolRequest,
  MOST_STOP_REASON,
  RateTextRequest,
  SnoozePlayRequest,
  StartPlayRequest,
  StopPlayRequest,
  UndoPlayFeedbackRequest,
} from '../../../extensions/app/cards/card-requests.ts';
import { rateText } from '../../sync/plays/text-library.ts';
import { enrolInSequence } from '../../sync/plays/enrol-in-sequence.ts';
import { giveFeedback } from '../../sync/plays/give-feedback.ts';
import { startPlay } from '../../sync/plays/start-play.ts';
import { stopPlay } from '../../sync/plays/stop-play.ts';
import type { HttpContext } from '../http-context.ts';
import { click, recordId, parseInput, reasonSchema } from '../parse-input.ts';
import { callerOf } from '../require-signature.ts';
import { actOnAccount } from './act-on-account.ts';
import { mountCommitteeRoutes } from './committee-routes.ts';
import { mountListRoutes } from './list-routes.ts';
import { readAccountCard } from './read-account-card.ts';
import { readCardTasks } from './read-card-tasks.ts';

const accountQuery = z.object({ companyId: recordId });

const playClick = { ...click, playId: z.string().min(1).max(100) };

const DISMISS_REASONS = [
  'not_relevant',
  'already_doing',
  'wrong_person',
  'bad_timing',
  'other',
] as const satisfies DismissReason[];

const startBody = z.object(playClick) satisfies z.ZodType<StartPlayRequest>;
const snoozeBody = z.object({
  ...playClick,
  days: z.union([z.literal(7), z.literal(14), z.literal(30)]),
}) satisfies z.ZodType<SnoozePlayRequest>;
const dismissBody = z.object({
  ...playClick,
  reason: z.enum(DISMISS_REASONS),
}) satisfies z.ZodType<DismissPlayRequest>;
const rateBody = z.object({
  ...click,
  textId: z.string().min(1).max(100),
  helpful: z.boolean(),
}) satisfies z.ZodType<RateTextRequest>;
const MOST_REASON: typeof MOST_STOP_REASON = 300;
const stopBody = z.object({
  ...click,
  runId: z.string().min(1).max(60),
  reason: reasonSchema(MOST_REASON),
}) satisfies z.ZodType<StopPlayRequest>;
const enrolBody = z.object({
  ...click,
  runId: z.string().min(1).max(60),
  step: z.int().min(0).max(20),
}) satisfies z.ZodType<EnrolRequest>;
const undoBody = z.object(playClick) satisfies z.ZodType<UndoPlayFeedbackRequest>;

/** The company record's cards: one read, and clicks that each answer with the fresh account. */
export function cardRoutes(context: HttpContext): Router {
  const router = Router();
  const onClick = actOnAccount(context);
  router.get('/', async (request, response) => {
    const { companyId } = parseInput(accountQuery, request.query);
    response.json(await readAccountCard(context, callerOf(response), companyId));
  });
  router.get('/tasks', async (request, response) => {
    const { companyId } = parseInput(accountQuery, request.query);
    response.json(await readCardTasks(context, callerOf(response).portalId, companyId));
  });
  router.post(
    '/plays/start',
    onClick(startBody, (body, { portalId, userEmail }) =>
      startPlay(context, { ...body, portalId, startedBy: userEmail }),
    ),
  );
  router.post(
    '/plays/snooze',
    onClick(snoozeBody, (body, { portalId, userEmail }) =>
      giveFeedback(context, { ...body, kind: 'snoozed', portalId, givenBy: userEmail }),
    ),
  );
  router.post(
    '/plays/dismiss',
    onClick(dismissBody, (body, { portalId, userEmail }) =>
      giveFeedback(context, { ...body, kind: 'dismissed', portalId, givenBy: userEmail }),
    ),
  );
  router.post(
    '/plays/undo',
    onClick(undoBody, (body, { portalId, userEmail }) =>
      giveFeedback(context, { ...body, kind: 'undone', portalId, givenBy: userEmail }),
    ),
  );
  mountStepRoutes(router, context);
  mountCommitteeRoutes(router, context);
  mountListRoutes(router, context);
  return router;
}

/** Clicks on a running play, its steps and texts. */
function mountStepRoutes(router: Router, context: HttpContext): void {
  const onClick = actOnAccount(context);
  router.post(
    '/plays/stop',
    onClick(stopBody, ({ companyId, runId, reason }, { portalId, userEmail }) =>
      stopPlay(context, { portalId, companyId, runId, reason, stoppedBy: userEmail }),
    ),
  );
  router.post(
    '/plays/enrol',
    onClick(enrolBody, ({ companyId, runId, step }, { portalId, userId, userEmail }) =>
      enrolInSequence(context, { portalId, companyId, runId, step, userId, userEmail }),
    ),
  );
  router.post(
    '/plays/rate-text',
    onClick(rateBody, (body, { portalId, userEmail }) => rateText(context, { ...body, portalId, ratedBy: userEmail })),
  );
}
