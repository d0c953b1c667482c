import { Router, type Response } from 'express';
import { z } from 'zod';
import type { LibraryPageData, ShownText } from '../../../extensions/app/pages/plays/library-data.ts';
import { listRoleChoices } from '../../domain/committee/role-labels.ts';
import { ROLE_IDS } from '../../domain/facts.ts';
import { MERGE_FIELD_NAMES } from '../../domain/plays/merge-fields.ts';
import { STAGE_IDS } from '../../domain/stage/stage-ids.ts';
import { NotFoundError } from '../../errors.ts';
import { loadPortalRoles } from '../../sync/committee/portal-roles.ts';
import { countTextPlaces, listIndustries, listSampleAccounts } from '../../storage/plays/text-places.ts';
import {
  libraryTextSchema,
  loadLibrary,
  loadUnusedTexts,
  seenTextSchema,
  writeText,
} from '../../sync/plays/text-library.ts';
import { readMostWanted } from '../../sync/plays/most-wanted-text.ts';
import { openTextPreview } from '../../sync/plays/open-text-preview.ts';
import { readEditRight } from '../../sync/plays/edit-right.ts';
import type { HttpContext } from '../http-context.ts';
import { parseBody, parseInput, requestIdSchema, recordId } from '../parse-input.ts';
import { rawBodyOf } from '../raw-body.ts';
import { callerOf } from '../require-signature.ts';
import { callerWhoMayEdit } from './caller-who-may-edit.ts';

/** HubSpot itself has 148 industries; a portal may add its own. */
const MOST_INDUSTRIES = 500;
/** Accounts offered for the preview of a text. */
const SAMPLES = 25;

const saveBody = z.strictObject({
  requestId: requestIdSchema,
  textId: z.string().min(1).max(100).nullable(),
  text: libraryTextSchema,
  seen: seenTextSchema.optional(),
  companyId: recordId.nullable().default(null),
});
const tryBody = z.strictObject({
  companyId: recordId,
  role: z.enum(ROLE_IDS).nullable(),
  stage: z.enum(STAGE_IDS).nullable().default(null),
  industry: z.string().max(100).nullable().default(null),
  text: z.string().max(4_000),
});
const libraryQuery = z.object({ companyId: recordId.optional() });

/** The library that plays draw their texts from: read by everybody, written by admins and by whoever holds marketing's key. */
export function textRoutes(context: HttpContext): Router {
  const router = Router();
  const answer = async (response: Response, asked: string | null): Promise<void> => {
    const { portalId } = callerOf(response);
    const { kysely } = context.db;
    const samples = await listSampleAccounts(kysely, portalId, SAMPLES);
    const sample = asked ?? samples[0]?.companyId ?? null;
    const show = sample === null ? null : await openTextPreview(context, portalId, sample);
    const texts = await loadLibrary(kysely, portalId);
    const library: LibraryPageData = {
      unused: (await loadUnusedTexts(kysely, portalId)).map((text) => ({ ...text, shown: null })),
      texts: texts.map((text) => ({ ...text, shown: show?.(text) ?? null })),
      places: await countTextPlaces(kysely, portalId),
      industries: await listIndustries(kysely, portalId, MOST_INDUSTRIES),
      mostWanted: await readMostWanted(kysely, portalId, texts),
      sample: show === null ? null : sample,
      samples: samples.map(({ companyId: value, name: label }) => ({ value, label })),
      ...(await readEditRight(kysely, callerOf(response))),
      mergeFields: [...MERGE_FIELD_NAMES],
      roles: listRoleChoices((await loadPortalRoles(kysely, portalId)).labels),
    };
    response.json(library);
  };
  router.get('/', (request, response) => answer(response, parseInput(libraryQuery, request.query).companyId ?? null));
  router.post('/try', async (request, response) => {
    const { companyId, ...text } = parseBody(tryBody, rawBodyOf(request));
    const show = await openTextPreview(context, callerOf(response).portalId, companyId);
    if (show === null) throw new NotFoundError('This account is not held any more: choose another.');
    response.json(show(text) satisfies ShownText);
  });
  router.post('/save', async (request, response) => {
    const { portalId, userEmail } = await callerWhoMayEdit(context, response);
    const { companyId, ...change } = parseBody(saveBody, rawBodyOf(request));
    await writeText(context, { ...change, portalId, changedBy: userEmail });
    await answer(response, companyId);
  });
  return router;
}
