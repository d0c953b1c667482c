import { Router } from 'express';
import type { ComparisonData, ProblemGroup } from '../../../extensions/app/settings/report-data.ts';
import { readComparison, type Comparison } from '../../sync/pull/compare-portal.ts';
import { readProblems, recordTypeIdOf } from '../../sync/settings/read-problems.ts';
import type { HttpContext } from '../http-context.ts';
import { callerOf } from '../require-signature.ts';
import { iso } from './iso.ts';

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
  router.get('/comparison', async (_request, response) => {
    const comparison = await readComparison(context, callerOf(response).portalId);
    response.json((comparison && toAnswer(comparison)) satisfies ComparisonData | null);
  });
  return router;
}

/** Of what differs only so many records are named. */
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
