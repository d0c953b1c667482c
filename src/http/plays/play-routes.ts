import { Router, type Response } from 'express';
import { z } from 'zod';
import type {
  AutoStartRequest,
  CompanyProperty,
  CountingData,
  ImportPlaysAnswer,
  ImportPlaysRequest,
  KeepPlayRequest,
  ResetPlayRequest,
  SequenceChoice,
  SwitchPlayRequest,
} from '../../../extensions/app/pages/plays/plays-data.ts';
import {
  addPlay,
  editPlay,
  isBeingCounted,
  resetPlay,
  setAutoStart,
  switchPlay,
} from '../../sync/plays/change-play.ts';
import { readSequences } from '../../sync/plays/enrol-in-sequence.ts';
import { discardDraft, draftEditSchema, keepDraft } from '../../sync/plays/keep-drafts.ts';
import { keepPlay } from '../../sync/plays/keep-play.ts';
import { importPlays } from '../../sync/plays/import-plays.ts';
import { playEditSchema } from '../../sync/plays/play-edit.ts';
import { listMappableProperties } from '../../sync/settings/mappable-properties.ts';
import type { HttpContext } from '../http-context.ts';
import { MOST_INT, parseBody, requestIdSchema, tableSchema, tierSchema } from '../parse-input.ts';
import { rawBodyOf } from '../raw-body.ts';
import { callerOf } from '../require-signature.ts';
import { callerWhoMayEdit } from './caller-who-may-edit.ts';
import { readPlaysPage } from './read-plays-page.ts';
import { textRoutes } from './text-routes.ts';

const playId = z.string().min(1).max(100);
const change = { requestId: requestIdSchema, playId };
const switchBody = z.strictObject({ ...change, enabled: z.boolean() }) satisfies z.ZodType<SwitchPlayRequest>;
const autoStartBody = z.strictObject({
  ...change,
  tiers: z.array(tierSchema).max(3),
}) satisfies z.ZodType<AutoStartRequest>;
const keepBody = z.strictObject(change) satisfies z.ZodType<KeepPlayRequest>;
const resetBody = z.strictObject(change) satisfies z.ZodType<ResetPlayRequest>;
const editBody = z.strictObject({
  requestId: requestIdSchema,
  playId: playId.nullable(),
  version: z.int().min(0).max(MOST_INT),
  edit: playEditSchema,
});
const draftBody = z.strictObject({
  playId: playId.nullable(),
  version: z.int().min(0).max(MOST_INT),
  edit: draftEditSchema,
});
const discardBody = z.strictObject({ playId: playId.nullable() });
const importBody = z.strictObject({
  requestId: requestIdSchema,
  table: tableSchema,
}) satisfies z.ZodType<ImportPlaysRequest>;

/** The plays of a portal: read by everybody, changed by admins and by whoever holds marketing's key. Each change may be repeated and answers with all plays. */
export function playRoutes(context: HttpContext): Router {
  const router = Router();
  router.use('/texts', textRoutes(context));
  const answer = async (response: Response): Promise<void> => {
    response.json(await readPlaysPage(context, callerOf(response)));
  };
  router.get('/', (_request, response) => answer(response));
  mountReads(router, context);
  router.post('/switch', async (request, response) => {
    const { portalId, userEmail } = await callerWhoMayEdit(context, response);
    const { playId, enabled } = parseBody(switchBody, rawBodyOf(request));
    await switchPlay(context, { portalId, changedBy: userEmail, playId, enabled });
    await answer(response);
  });
  router.post('/keep', async (request, response) => {
    const { portalId, userEmail } = await callerWhoMayEdit(context, response);
    const { requestId, playId } = parseBody(keepBody, rawBodyOf(request));
    await keepPlay(context, { portalId, playId, keptBy: userEmail, requestId });
    await answer(response);
  });
  router.post('/auto-start', async (request, response) => {
    const { portalId, userEmail } = await callerWhoMayEdit(context, response);
    const { playId, tiers } = parseBody(autoStartBody, rawBodyOf(request));
    await setAutoStart(context, { portalId, changedBy: userEmail, playId, tiers });
    await answer(response);
  });
  router.post('/edit', async (request, response) => {
    const { portalId, userEmail } = await callerWhoMayEdit(context, response);
    const { requestId, playId, version, edit } = parseBody(editBody, rawBodyOf(request));
    const by = { portalId, changedBy: userEmail, edit };
    if (playId === null) await addPlay(context, { ...by, requestId });
    else await editPlay(context, { ...by, playId, version });
    await discardDraft(context, { portalId, userEmail }, playId);
    await answer(response);
  });
  mountDraftRoutes(router, context, answer);
  router.post('/reset', async (request, response) => {
    const { portalId, userEmail } = await callerWhoMayEdit(context, response);
    const { playId } = parseBody(resetBody, rawBodyOf(request));
    await resetPlay(context, { portalId, changedBy: userEmail, playId });
    await answer(response);
  });
  mountImport(router, context);
  return router;
}

/** Whether plays are being counted, and what whoever edits them chooses from. */
function mountReads(router: Router, context: HttpContext): void {
  router.get('/counting', async (_request, response) => {
    const isCounting = await isBeingCounted(context.db.kysely, callerOf(response).portalId);
    response.json({ isCounting } satisfies CountingData);
  });
  router.get('/sequences', async (_request, response) => {
    const { portalId } = await callerWhoMayEdit(context, response);
    const { userId } = callerOf(response);
    response.json((await readSequences(context, portalId, userId)) satisfies SequenceChoice[]);
  });
  router.get('/company-properties', async (_request, response) => {
    const { portalId } = await callerWhoMayEdit(context, response);
    const properties = await listMappableProperties(context, portalId);
    response.json(properties.map(({ name, label }): CompanyProperty => ({ name, label })));
  });
}

/** Keeping and discarding an edit that is not saved yet. */
function mountDraftRoutes(router: Router, context: HttpContext, answer: (response: Response) => Promise<void>): void {
  router.post('/draft', async (request, response) => {
    const caller = await callerWhoMayEdit(context, response);
    await keepDraft(context, caller, parseBody(draftBody, rawBodyOf(request)));
    response.json({});
  });
  router.post('/draft/discard', async (request, response) => {
    const caller = await callerWhoMayEdit(context, response);
    await discardDraft(context, caller, parseBody(discardBody, rawBodyOf(request)).playId);
    await answer(response);
  });
}

/** Runs of plays from before the app, as a pasted table. */
function mountImport(router: Router, context: HttpContext): void {
  router.post('/import', async (request, response) => {
    const { portalId, userEmail } = await callerWhoMayEdit(context, response);
    const { table } = parseBody(importBody, rawBodyOf(request));
    const counts = await importPlays(context, { portalId, table, importedBy: userEmail });
    response.json(counts satisfies ImportPlaysAnswer);
  });
}
