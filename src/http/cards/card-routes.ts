import { Router, type Response } from 'express';
import { z } from 'zod';
import type {
  DecideRoleRequest,
  DismissPlayRequest,
  DismissReason,
  SnoozePlayRequest,
  StartPlayRequest,
  UndoPlayFeedbackRequest,
} from '../../../extensions/app/cards/card-data.ts';
import { ROLE_IDS } from '../../domain/facts.ts';
import { decideRole } from '../../sync/decide-role.ts';
import { giveFeedback, type PlayFeedbackRequest } from '../../sync/plays/give-feedback.ts';
import { startPlay } from '../../sync/plays/start-play.ts';
import { assertNotPaused } from '../../sync/read-pause.ts';
import { refreshAccount } from '../../sync/refresh/refresh-portal.ts';
import type { HttpContext } from '../http-context.ts';
import { parseBody, parseInput, requestIdSchema } from '../parse-input.ts';
import { rawBodyOf } from '../raw-body.ts';
import { callerOf, type Caller } from '../require-signature.ts';
import { readAccountCard } from './read-account-card.ts';

const recordId = z.string().regex(/^\d{1,20}$/, 'must be a record id');
const click = { companyId: recordId, requestId: requestIdSchema };
const playClick = { ...click, playId: z.string().min(1).max(100) };

const DISMISS_REASONS = [
  'not_relevant',
  'already_doing',
  'wrong_person',
  'bad_timing',
  'other',
] as const satisfies DismissReason[];

const startBody = z.object(playClick) satisfies z.ZodType<StartPlayRequest>;
const snoozeBody = z.object({ ...playClick, days: z.union([z.literal(7), z.literal(14), z.literal(30)]) });
const dismissBody = z.object({ ...playClick, reason: z.enum(DISMISS_REASONS) });
const undoBody = z.object(playClick) satisfies z.ZodType<UndoPlayFeedbackRequest>;
const decideBody = z.object({
  ...click,
  contactId: recordId,
  role: z.enum(ROLE_IDS),
  decision: z.enum(['confirmed', 'rejected']),
});

/** The company record's cards: one read, and clicks that each answer with the fresh account. */
export function cardRoutes(context: HttpContext): Router {
  const router = Router();
  const answer = async (response: Response, companyId: string): Promise<void> => {
    response.json(await readAccountCard(context, callerOf(response).portalId, companyId));
  };
  router.get('/', async (request, response) => {
    const { companyId } = parseInput(z.object({ companyId: recordId }), request.query);
    await answer(response, companyId);
  });
  router.post('/plays/start', async (request, response) => {
    const body: StartPlayRequest = parseBody(startBody, rawBodyOf(request));
    const { portalId, userEmail } = await callerWhoMayAct(context, response);
    await startPlay(context, { ...body, portalId, startedBy: userEmail });
    await refreshAccount(context, portalId, body.companyId);
    await answer(response, body.companyId);
  });
  const feedback = async (response: Response, given: FeedbackGiven): Promise<void> => {
    const { portalId, userEmail } = await callerWhoMayAct(context, response);
    await giveFeedback(context, { ...given, portalId, givenBy: userEmail });
    await refreshAccount(context, portalId, given.companyId);
    await answer(response, given.companyId);
  };
  router.post('/plays/snooze', (request, response) => {
    const body: SnoozePlayRequest = parseBody(snoozeBody, rawBodyOf(request));
    return feedback(response, { ...body, kind: 'snoozed' });
  });
  router.post('/plays/dismiss', (request, response) => {
    const body: DismissPlayRequest = parseBody(dismissBody, rawBodyOf(request));
    return feedback(response, { ...body, kind: 'dismissed' });
  });
  router.post('/plays/undo', (request, response) => {
    return feedback(response, { ...parseBody(undoBody, rawBodyOf(request)), kind: 'undone' });
  });
  router.post('/roles/decide', async (request, response) => {
    const body: DecideRoleRequest & { role: (typeof ROLE_IDS)[number] } = parseBody(decideBody, rawBodyOf(request));
    const { portalId, userEmail } = await callerWhoMayAct(context, response);
    await decideRole(context, { ...body, portalId, decidedBy: userEmail });
    await refreshAccount(context, portalId, body.companyId);
    await answer(response, body.companyId);
  });
  return router;
}

/** @throws GrantRevokedError or DailyLimitError while HubSpot cannot be asked */
async function callerWhoMayAct(context: HttpContext, response: Response): Promise<Caller> {
  const caller = callerOf(response);
  await assertNotPaused(context, caller.portalId);
  return caller;
}

type FeedbackGiven = PlayFeedbackRequest extends infer Each
  ? Each extends PlayFeedbackRequest
    ? Omit<Each, 'portalId' | 'givenBy'>
    : never
  : never;
