import { Router } from 'express';
import type { ProblemGroup } from '../../../extensions/app/settings/report-data.ts';
import { readProblems } from '../../sync/settings/read-problems.ts';
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
  return router;
}
