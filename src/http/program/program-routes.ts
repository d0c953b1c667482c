import { Router } from 'express';
import { z } from 'zod';
import type { AccountsBehindData, FigureId, ProgramData } from '../../../extensions/app/pages/program/program-data.ts';
import { COUNTED_FOR, type CountedFor } from '../../domain/measurement/measurement-types.ts';
import type { Mover } from '../../domain/measurement/rank-movers.ts';
import { STAGE_IDS } from '../../domain/stage/stage-ids.ts';
import { listCompanies } from '../../storage/mirror/companies.ts';
import { countAccountsBehind, listAccountsBehind, NO_RANK } from '../../storage/program/measurements.ts';
import { getActiveModel } from '../../storage/portal/models.ts';
import { getPortal } from '../../storage/portal/portals.ts';
import { askMeasurement, mayAskMeasurement } from '../../sync/measurement/ask-measurement.ts';
import { readProgram } from '../../sync/measurement/read-program.ts';
import { cutPage } from '../cut-page.ts';
import type { HttpContext } from '../http-context.ts';
import { MOST_INT, parseInput } from '../parse-input.ts';
import { callerOf, type Caller } from '../require-signature.ts';
import { iso } from '../iso.ts';
import { readinessRoutes } from './readiness-routes.ts';

const PAGE = 25;

const FIGURES: Readonly<Record<FigureId, readonly CountedFor[] | null>> = {
  all: null,
  closed: ['won', 'lost'],
  ...(Object.fromEntries(COUNTED_FOR.map((what) => [what, [what]])) as Record<CountedFor, CountedFor[]>),
};

/** Not strict: HubSpot appends who asks. */
const behindQuery = z.object({
  group: z.enum(['tier_1', 'tier_2', 'tier_3', 'on_list', 'off_list'], 'must name a group of accounts'),
  figure: z.enum(Object.keys(FIGURES) as FigureId[], 'must name a figure').default('all'),
  stage: z.enum(['', ...STAGE_IDS], 'must be the id of a stage').default(''),
  /** `rank:id` of the last account of the page before. */
  after: z
    .string()
    .regex(/^(\d{1,10}:\d{1,20})?$/, 'must be what the page before gave as next')
    .refine((text) => Number.parseInt(text || '0', 10) <= MOST_INT, 'must be what the page before gave as next')
    .default(''),
});

/** The program in figures, the accounts behind each, and whether ABM is right for the portal. */
export function programRoutes(context: HttpContext): Router {
  const router = Router();
  router.use(readinessRoutes(context));
  router.get('/', async (_request, response) => {
    response.json(await answerProgram(context, callerOf(response)));
  });
  router.post('/measure', async (_request, response) => {
    const caller = callerOf(response);
    await askMeasurement(context, caller);
    response.status(202).json(await answerProgram(context, caller));
  });
  router.get('/accounts', async (request, response) => {
    const query = parseInput(behindQuery, request.query);
    response.json(await answerBehind(context, callerOf(response).portalId, query));
  });
  return router;
}

async function answerProgram(context: HttpContext, caller: Caller): Promise<ProgramData> {
  const { kysely } = context.db;
  const { portalId } = caller;
  const [program, portal] = [await readProgram(context, portalId), await getPortal(kysely, portalId)];
  if (program === null || portal === null) return null;
  const { latest, earlier, weeks, goal, changed, nextAt } = program;
  const stages = await listStages(context, portalId);
  const onListOf = (groups: typeof latest.measures.groups) => groups.find(({ group }) => group === 'on_list');
  const onListEarlier = earlier === null ? undefined : onListOf(earlier.measures.groups);
  return {
    asOf: iso(latest.at),
    measuredAt: iso(latest.measuredAt),
    nextAt: iso(nextAt),
    mayMeasure: await mayAskMeasurement(kysely, caller),
    currency: portal.currency,
    since: iso(latest.measures.period.from),
    groups: [...latest.measures.groups],
    differences: [...latest.measures.differences],
    earlier: earlier && onListEarlier ? { asOf: iso(earlier.at), onList: onListEarlier } : null,
    weeks: weeks.map(({ at, onList: { roleCoverage, engagementRate, reach } }) => ({
      at: iso(at),
      roleCoverage: roleCoverage.value,
      engaged: engagementRate.share,
      reached: reach.share,
    })),
    stages,
    movers: latest.movers && (await nameMovers(context, portalId, latest.movers, stages)),
    goal,
    changed: changed.accounts > 0 || changed.model ? changed : null,
  };
}

/** What is gone since it was measured is left out. */
async function nameMovers(
  context: HttpContext,
  portalId: number,
  movers: readonly Mover[],
  stages: readonly Stage[],
): Promise<NonNullable<NonNullable<ProgramData>['movers']>> {
  const ids = movers.map(({ companyId }) => companyId);
  const names = new Map(
    (await listCompanies(context.db.kysely, portalId, ids)).map((each) => [each.companyId, each.name]),
  );
  return movers.flatMap(({ companyId: id, before, after }) => {
    const name = names.get(id);
    if (name === undefined) return [];
    const stageBefore = before.stage && labelOf(stages, before.stage);
    return [
      {
        id,
        name,
        before: { ...before, stage: stageBefore },
        after: { ...after, stage: labelOf(stages, after.stage) },
      },
    ];
  });
}

async function answerBehind(
  context: HttpContext,
  portalId: number,
  { group, figure, stage, after }: z.infer<typeof behindQuery>,
): Promise<AccountsBehindData> {
  const [rank, companyId] = after.split(':');
  const { kysely } = context.db;
  const behind = {
    group,
    countedFor: FIGURES[figure],
    stage: stage === '' ? null : stage,
    after: rank && companyId ? { rank: Number(rank), companyId } : null,
  };
  const found = await listAccountsBehind(kysely, portalId, { ...behind, limit: PAGE + 1 });
  const { rows: accounts, last } = cutPage(found, PAGE);
  const stages = await listStages(context, portalId);
  return {
    accounts: accounts.map(({ companyId: id, rank: place, stage: stageId, ...account }) => ({
      id,
      ...account,
      rank: place === NO_RANK ? null : place,
      stage: labelOf(stages, stageId),
    })),
    ...(await countAccountsBehind(kysely, portalId, behind)),
    next: last && `${last.rank}:${last.companyId}`,
  };
}

interface Stage {
  id: string;
  label: string;
}

async function listStages(context: HttpContext, portalId: number): Promise<Stage[]> {
  const model = await getActiveModel(context.db.kysely, portalId);
  return (model?.stage.stages ?? []).map(({ id, label }) => ({ id, label }));
}

function labelOf(stages: readonly Stage[], id: string): string {
  return stages.find((stage) => stage.id === id)?.label ?? id;
}
