import { Router } from 'express';
import type { TrustData } from '../../../extensions/app/settings/portal-data/trust-data.ts';
import type { ComparisonData, ProblemGroup } from '../../../extensions/app/settings/portal-data/report-data.ts';
import { loadPortalRoles } from '../../sync/committee/portal-roles.ts';
import { readDataReport } from '../../sync/data-trust/examine-data.ts';
import { readComparison, type Comparison } from '../../sync/pull/sweeps/compare-portal.ts';
import { readProblems, recordTypeIdOf } from '../../sync/settings/read-problems.ts';
import type { HttpContext } from '../http-context.ts';
import { callerOf } from '../require-signature.ts';
import { iso } from '../iso.ts';

/** What the settings report: problems that need a person, and how well the mirror agrees with HubSpot. */
export function reportRoutes(context: HttpContext): Router {
  const router = Router();
  router.get('/problems', async (_request, response) => {
    const groups = await readProblems(context, callerOf(response).portalId);
    const answer: ProblemGroup[] = groups.map(({ kind, count, shown }) => ({
      kind,
      count,
      shown: shown.map((problem) => ({ ...problem, at: iso(problem.at) })),
    }));
    response.json(answer);
  });
  router.get('/data-trust', async (_request, response) => {
    response.json(await readTrust(context, callerOf(response).portalId));
  });
  router.post('/data-trust/examine', async (_request, response) => {
    const { portalId } = callerOf(response);
    await context.queue.send('examine-data', { portalId }, { singletonKey: String(portalId) });
    response.status(202).json(await readTrust(context, portalId));
  });
  router.get('/comparison', async (_request, response) => {
    const comparison = await readComparison(context, callerOf(response).portalId);
    response.json((comparison && toAnswer(comparison)) satisfies ComparisonData | null);
  });
  return router;
}

async function readTrust(context: HttpContext, portalId: number): Promise<TrustData> {
  const report = await readDataReport(context, portalId);
  if (report === null) return { at: null, gaps: [] };
  const { labels } = await loadPortalRoles(context.db.kysely, portalId);
  const named = new Map<string | null, string>(Object.entries(labels));
  const gaps = report.gaps.map(({ examples, ...gap }) => ({
    ...gap,
    examples: examples.map(({ objectType, detail, ...each }) => ({
      ...each,
      detail: gap.check === 'stale_roles' ? (named.get(detail) ?? detail) : detail,
      recordTypeId: recordTypeIdOf(objectType),
    })),
  }));
  return { at: iso(report.at), gaps };
}

/** Most records that are named among the differences. */
const NAMED = 20;

function toAnswer({ at, types, repaired }: Comparison): ComparisonData {
  const compared = types.map(({ type, differing, ...counts }) => ({
    ...counts,
    type,
    recordTypeId: recordTypeIdOf(type),
    differing: differing.length,
    named: differing.slice(0, NAMED),
  }));
  return { at: iso(at), types: compared, repaired };
}
