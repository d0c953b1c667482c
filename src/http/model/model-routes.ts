import { Router, type Response } from 'express';
import { z } from 'zod';
import type {
  ModelData,
  ModelSummary,
  ModelVersion,
  PreviewData,
} from '../../../extensions/app/settings/model/model-data.ts';
import { listRoleChoices } from '../../domain/committee/role-labels.ts';
import { STARTING_MODELS } from '../../domain/model/starting-models/starting-models.ts';
import { listNames } from '../../storage/mirror/owners.ts';
import type { StoredModel } from '../../storage/portal/models.ts';
import { loadPortalRoles } from '../../sync/committee/portal-roles.ts';
import { activateVersion } from '../../sync/model/activate-version.ts';
import { readPreview, requestPreview } from '../../sync/model/ask-preview.ts';
import { changeDraft, discardDraft, openDraft } from '../../sync/model/drafts.ts';
import { modelContentSchema } from '../../sync/model/model-schema.ts';
import { compareVersion } from '../../sync/model/compare-versions.ts';
import { readVersions } from '../../sync/model/read-versions.ts';
import { readChangeRight } from '../../sync/settings/change-right.ts';
import type { HttpContext } from '../http-context.ts';
import { MOST_INT, parseBody, parseInput, requestIdSchema } from '../parse-input.ts';
import { rawBodyOf } from '../raw-body.ts';
import { callerOf, type Caller } from '../require-signature.ts';
import { callerWhoMayChange } from '../require-right.ts';
import { iso } from '../iso.ts';
import { icpRoutes } from './icp-routes.ts';
import { pastRoutes } from './past-routes.ts';

const version = z.int().min(1).max(MOST_INT);
const draftBody = z.strictObject({
  requestId: requestIdSchema,
  from: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('active') }),
    z.strictObject({ kind: z.literal('start'), id: z.string().max(50) }),
    z.strictObject({ kind: z.literal('version'), version }),
  ]),
});
const revision = z.int().min(1).max(MOST_INT);
const changeBody = z.strictObject({ version, revision, model: modelContentSchema });
const discardBody = z.strictObject({ version, revision });
const versionBody = z.strictObject({ version });
const activateBody = z.strictObject({ requestId: requestIdSchema, version, revision });
const versionQuery = z.object({ version: z.coerce.number().pipe(version) });

/** The versions of the scoring model. Every change may be repeated, is made as the signed user and answers with all of it. */
export function modelRoutes(context: HttpContext): Router {
  const router = Router();
  const answer = async (response: Response): Promise<void> => {
    response.json(await readModelData(context, callerOf(response)));
  };
  router.get('/', (_request, response) => answer(response));
  router.post('/draft', async (request, response) => {
    const { portalId, userEmail: by } = await callerWhoMayChange(context, response);
    await openDraft(context, portalId, { ...parseBody(draftBody, rawBodyOf(request)), by });
    await answer(response);
  });
  router.post('/draft/change', async (request, response) => {
    const { portalId, userEmail: by } = await callerWhoMayChange(context, response);
    await changeDraft(context, portalId, { ...parseBody(changeBody, rawBodyOf(request)), by });
    await answer(response);
  });
  router.post('/draft/discard', async (request, response) => {
    const { portalId, userEmail: by } = await callerWhoMayChange(context, response);
    await discardDraft(context, portalId, { ...parseBody(discardBody, rawBodyOf(request)), by });
    await answer(response);
  });
  router.post('/activate', async (request, response) => {
    const { portalId, userEmail: by } = await callerWhoMayChange(context, response);
    await activateVersion(context, portalId, { ...parseBody(activateBody, rawBodyOf(request)), by });
    await answer(response);
  });
  addPreview(router, context);
  router.use(icpRoutes(context), pastRoutes(context));
  return router;
}

function addPreview(router: Router, context: HttpContext): void {
  const answer = async (response: Response, portalId: number, of: number): Promise<void> => {
    const { at, ...state } = await readPreview(context, portalId, of);
    response.json({ ...state, at: iso(at) } satisfies PreviewData);
  };
  router.get('/preview', async (request, response) => {
    await answer(response, callerOf(response).portalId, parseInput(versionQuery, request.query).version);
  });
  router.post('/preview', async (request, response) => {
    const { portalId } = await callerWhoMayChange(context, response);
    const { version: of } = parseBody(versionBody, rawBodyOf(request));
    await requestPreview(context, portalId, of);
    await answer(response, portalId, of);
  });
}

async function readModelData(context: HttpContext, { portalId, userEmail }: Caller): Promise<ModelData> {
  const right = await readChangeRight(context.db.kysely, portalId, userEmail);
  const { active, draft, earlier, unknownProperties } = await readVersions(context.db.kysely, portalId);
  const all = draft === null ? [active, ...earlier] : [active, draft, ...earlier];
  const { labels, others } = await loadPortalRoles(context.db.kysely, portalId);
  const names = await listNames(context.db.kysely, portalId);
  return {
    active: toVersion(active, names, all),
    draft: draft === null ? null : toVersion(draft, names, all),
    earlier: earlier.map((stored) => toSummary(stored, names, all)),
    starts: STARTING_MODELS.map(({ id, label, description }) => ({ id, label, description })),
    unknownProperties,
    roles: listRoleChoices(labels),
    otherRoles: [...others],
    ...right,
  };
}

/** By name: an owner's, or the address where HubSpot knows none. */
function toSummary(
  { model, basedOn, revision, ...stored }: StoredModel,
  names: ReadonlyMap<string, string>,
  all: readonly StoredModel[],
): ModelSummary {
  const nameOf = (actor: string): string => names.get(actor.toLowerCase()) ?? actor;
  const changedBy = nameOf(stored.changedBy);
  const activatedBy = stored.activatedBy && nameOf(stored.activatedBy);
  const times = { changedAt: iso(stored.changedAt), activatedAt: iso(stored.activatedAt) };
  const difference = compareVersion({ model, basedOn }, all);
  return { version: model.version, name: model.name, basedOn, revision, changedBy, activatedBy, ...times, difference };
}

function toVersion(stored: StoredModel, names: ReadonlyMap<string, string>, all: readonly StoredModel[]): ModelVersion {
  const { version: _version, ...model } = stored.model;
  return { ...toSummary(stored, names, all), model };
}
