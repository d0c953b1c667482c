import { Router } from 'express';
import { z } from 'zod';
import type { PastScoreData } from '../../../extensions/app/settings/model/model-past-data.ts';
import { SCORE_NAMES } from '../../domain/condition/expression.ts';
import { scoreOnDay, type PastScore } from '../../sync/model/score-on-day.ts';
import type { HttpContext } from '../http-context.ts';
import { parseInput, recordId } from '../parse-input.ts';
import { callerOf } from '../require-signature.ts';
import { iso } from '../iso.ts';

const pastQuery = z.object({
  companyId: recordId,
  day: z.iso.date('must be a day, as 2026-11-20'),
  model: z.enum(['then', 'active'], 'must be then or active').default('then'),
});
const REASONS = 5;

/** `GET /score-on`: what a company scored on an earlier day, by the model of that day or by the active one; `PastScoreData`. */
export function pastRoutes(context: HttpContext): Router {
  const router = Router();
  router.get('/score-on', async (request, response) => {
    const past = parseInput(pastQuery, request.query);
    response.json(toAnswer(await scoreOnDay(context, callerOf(response).portalId, past)));
  });
  return router;
}

function toAnswer({ name, at, modelVersion, recorded, ...scores }: PastScore): PastScoreData {
  return {
    name,
    at: iso(at),
    modelVersion,
    scores: SCORE_NAMES.map((score) => {
      const { total, lines } = scores[score];
      const counted = lines.filter(({ points }) => points !== 0);
      const strongest = counted.toSorted((one, other) => Math.abs(other.points) - Math.abs(one.points));
      const reasons = strongest.slice(0, REASONS).map(({ label, points }) => ({ label, points }));
      return { score, total, recorded: recorded?.[score] ?? null, reasons };
    }),
    recorded: recorded && {
      modelVersion: recorded.modelVersion,
      tier: recorded.tier,
      stage: recorded.stage,
      at: iso(recorded.at),
    },
  };
}
