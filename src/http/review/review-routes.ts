import { Router, type Response } from 'express';
import { z } from 'zod';
import type {
  ReviewData,
  ReviewQuery,
  ReviewState,
  ReviewTasks,
} from '../../../extensions/app/pages/review/review-data.ts';
import { weekOf, weekToReview, type Week } from '../../domain/review/calendar-week.ts';
import { getActiveModel } from '../../storage/portal/models.ts';
import { listOwners, nameUsers } from '../../storage/mirror/owners.ts';
import type { Portal } from '../../storage/portal/portals.ts';
import { listAccountsToReview } from '../../storage/program/weekly-review.ts';
import { loadPortalRoles } from '../../sync/committee/portal-roles.ts';
import { loadPortalPlays } from '../../sync/plays/portal-plays.ts';
import { changeNote, markAccount, noteOnAccount, removeNote } from '../../sync/review/keep-notes.ts';
import { loadReview, loadReviewStates, MOST_REVIEWED, type ReviewRequest } from '../../sync/review/load-review.ts';
import { readPlayTasks } from '../../sync/review/read-tasks.ts';
import { readChangeRight } from '../../sync/settings/change-right.ts';
import type { HttpContext } from '../http-context.ts';
import { click, recordId, parseBody, parseInput, requestIdSchema } from '../parse-input.ts';
import { rawBodyOf } from '../raw-body.ts';
import { getConnected } from '../require-right.ts';
import { callerOf, type Caller } from '../require-signature.ts';
import { iso } from '../iso.ts';
import { buildReviews, buildState, type ReviewFrame } from './build-review.ts';

/** How many weeks back the review goes. */
const WEEKS = 8;
const MOST_CHARACTERS = 2_000;

/** Not strict: HubSpot appends the caller. */
const reviewQuery = z.object({
  ago: z
    .string()
    .regex(/^[0-7]?$/, `must be 0 to ${WEEKS - 1}, or empty`)
    .default(''),
  tiers: z.enum(['1', '12'], 'must be 1 or 12').default('1'),
  owner: z.union([z.literal(''), recordId]).default(''),
}) satisfies z.ZodType<ReviewQuery>;

const week = z.iso.date('must be the Monday of a week');
const text = z
  .string()
  .trim()
  .min(1, 'must not be empty')
  .max(MOST_CHARACTERS, `must have at most ${MOST_CHARACTERS.toLocaleString('en')} characters`);
const noteBody = z.strictObject({ ...click, week, text });
const editBody = z.strictObject({ ...click, week, noteId: requestIdSchema, text });
const removeBody = editBody.omit({ text: true });
const markBody = z.strictObject({ ...click, week, reviewed: z.boolean('must be true or false') });

/** The weekly review. Each change may be repeated, is made as the signed user and answers with what is kept on the account. */
export function reviewRoutes(context: HttpContext): Router {
  const router = Router();
  router.get('/', async (request, response) => {
    response.json(await readReview(context, callerOf(response), parseInput(reviewQuery, request.query)));
  });
  router.get('/tasks', async (request, response) => {
    response.json(await readTasks(context, callerOf(response), parseInput(reviewQuery, request.query)));
  });
  const onClick =
    <Body extends { companyId: string; week: string }>(
      schema: z.ZodType<Body>,
      act: (context: HttpContext, body: Body & { portalId: number; by: string }) => Promise<void>,
    ) =>
    async (request: Parameters<typeof rawBodyOf>[0], response: Response): Promise<void> => {
      const body = parseBody(schema, rawBodyOf(request));
      const caller = callerOf(response);
      await act(context, { ...body, portalId: caller.portalId, by: caller.userEmail });
      response.json(await readState(context, caller, body));
    };
  router.post('/note', onClick(noteBody, noteOnAccount));
  router.post('/note/edit', onClick(editBody, changeNote));
  router.post('/note/remove', onClick(removeBody, removeNote));
  router.post('/mark', onClick(markBody, markAccount));
  return router;
}

async function readReview(context: HttpContext, caller: Caller, query: ReviewQuery): Promise<ReviewData> {
  const { kysely } = context.db;
  const { portalId } = caller;
  const portal = await getConnected(context, portalId);
  const people = await readPeople(context, caller);
  const request = toRequest(context, portal, query, people.viewer.ownerId);
  const { materials, total } = await loadReview(kysely, portalId, request);
  const plays = await loadPortalPlays(kysely, portalId);
  const now = context.scoringTime();
  const frame: ReviewFrame = {
    ...people,
    week: request.week,
    isRecent: request.week.from >= weekToReview(now, portal.timeZone).from,
    stages: (await getActiveModel(kysely, portalId))?.stage.stages ?? [],
    roleLabels: (await loadPortalRoles(kysely, portalId)).labels,
    playNames: new Map(plays.map(({ play }) => [play.id, play.name])),
  };
  const weeks = Array.from({ length: WEEKS }, (_, ago) => weekOf(now, portal.timeZone, ago));
  return {
    week: toWeek(request.week),
    weeks: weeks.map(toWeek),
    currency: portal.currency,
    owners: people.owners,
    ownerId: people.viewer.ownerId,
    ...buildReviews(materials, frame),
    total,
  };
}

async function readTasks(context: HttpContext, { portalId, userEmail }: Caller, query: ReviewQuery) {
  const portal = await getConnected(context, portalId);
  const { viewer } = await readPeople(context, { portalId, userEmail });
  const { week: span, ...filter } = toRequest(context, portal, query, viewer.ownerId);
  const { accounts } = await listAccountsToReview(context.db.kysely, portalId, filter, MOST_REVIEWED);
  const ids = accounts.map(({ companyId }) => companyId);
  const { tasks, unavailable } = await readPlayTasks(context, portalId, ids, span);
  return { tasks: tasks.map((task) => ({ ...task, doneAt: iso(task.doneAt) })), unavailable } satisfies ReviewTasks;
}

async function readState(
  context: HttpContext,
  caller: Caller,
  { companyId, week: id }: { companyId: string; week: string },
): Promise<ReviewState> {
  const states = await loadReviewStates(context.db.kysely, caller.portalId, [companyId], id);
  const people = await readPeople(context, caller);
  return buildState(companyId, states.get(companyId) ?? { notes: [], review: null }, people);
}

/** The people whose names are shown, and the viewer. */
async function readPeople({ db: { kysely } }: HttpContext, { portalId, userEmail }: Omit<Caller, 'userId'>) {
  const owners = await listOwners(kysely, portalId);
  const names = nameUsers(owners);
  const email = userEmail.toLowerCase();
  const own = owners.filter((owner) => owner.email?.toLowerCase() === email);
  const { mayChange } = await readChangeRight(kysely, portalId, userEmail);
  return {
    viewer: { email, ownerId: (own.find(({ active }) => active) ?? own[0])?.ownerId ?? null, isAdmin: mayChange },
    nameOf: (address: string) => names.get(address) ?? address,
    ownerNames: new Map(owners.map(({ ownerId, name }) => [ownerId, name])),
    owners: owners.filter(({ active }) => active).map(({ ownerId, name }) => ({ value: ownerId, label: name })),
  };
}

function toRequest(
  context: HttpContext,
  { timeZone }: Portal,
  { ago, tiers, owner }: ReviewQuery,
  firstOf: string | null,
): ReviewRequest {
  const now = context.scoringTime();
  const span = ago === '' ? weekToReview(now, timeZone) : weekOf(now, timeZone, Number(ago));
  return { week: span, tiers: tiers === '1' ? [1] : [1, 2], ownerId: owner || null, firstOf, now };
}

function toWeek({ id, from, to }: Week): ReviewData['week'] {
  return { id, from: iso(from), to: iso(to) };
}
