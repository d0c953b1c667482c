import { isDeepStrictEqual } from 'node:util';
import { Router } from 'express';
import { z } from 'zod';
import type { IcpData, Suggestion } from '../../../extensions/app/settings/model/model-icp-data.ts';
import type { AttributeEvidence, IcpReport } from '../../domain/icp/icp-types.ts';
import { SUCCESS_KINDS, type SuccessKind } from '../../domain/icp/judge-outcomes.ts';
import { suggestCriterion } from '../../domain/icp/suggest-criterion.ts';
import { learnPortalIcp } from '../../sync/model/learn-portal-icp.ts';
import { readVersions, type Versions } from '../../sync/model/read-versions.ts';
import { takeSuggestion } from '../../sync/model/take-suggestion.ts';
import type { HttpContext } from '../http-context.ts';
import { parseBody, parseInput, requestIdSchema } from '../parse-input.ts';
import { rawBodyOf } from '../raw-body.ts';
import { callerOf } from '../require-signature.ts';
import { callerWhoMayChange } from '../require-right.ts';

const success = z.enum(SUCCESS_KINDS, `must be one of ${SUCCESS_KINDS.join(', ')}`);
const icpQuery = z.object({ success: success.default('won') });
const takeBody = z.strictObject({ requestId: requestIdSchema, property: z.string().max(100), success });

/** What the portal's closed deals say about its ideal customers; both routes answer with all of it. */
export function icpRoutes(context: HttpContext): Router {
  const router = Router();
  router.get('/icp', async (request, response) => {
    const { success: kind } = parseInput(icpQuery, request.query);
    response.json(await readIcp(context, callerOf(response).portalId, kind));
  });
  router.post('/icp/take', async (request, response) => {
    const { portalId, userEmail: by } = await callerWhoMayChange(context, response);
    const body = parseBody(takeBody, rawBodyOf(request));
    await takeSuggestion(context, portalId, { ...body, by });
    response.json(await readIcp(context, portalId, body.success));
  });
  return router;
}

async function readIcp(context: HttpContext, portalId: number, kind: SuccessKind): Promise<IcpData> {
  const versions = await readVersions(context.db.kysely, portalId);
  return toAnswer(await learnPortalIcp(context, portalId, kind), kind, versions);
}

function toAnswer(report: IcpReport, kind: SuccessKind, versions: Versions): IcpData {
  const { n, wins, verdict, summary, auc, deciles, attributes } = report;
  return {
    success: kind,
    n,
    wins,
    verdict,
    summary,
    looked: attributes.map(({ attribute }) => attribute.label),
    auc,
    deciles: [...deciles],
    suggestions: attributes.flatMap((evidence) => toSuggestion(evidence, versions)),
  };
}

function toSuggestion(evidence: AttributeEvidence, { active, draft }: Versions): Suggestion[] {
  const criterion = suggestCriterion(evidence);
  if (criterion === null) return [];
  const { property, label } = evidence.attribute;
  const { criteria } = (draft ?? active).model.fit;
  const held = criteria.find((each) => each.property === property);
  const inDraft = draft !== null && isDeepStrictEqual(held, criterion);
  const buckets = criterion.bands.flatMap(({ label: name, points }) => {
    const bucket = evidence.buckets.find((each) => each.suggested && each.label === name);
    return bucket === undefined ? [] : [{ label: name, n: bucket.n, wins: bucket.wins, ...bucket.interval, points }];
  });
  return [{ property, label, criterion, buckets, replaces: inDraft ? null : (held?.label ?? null), inDraft }];
}
