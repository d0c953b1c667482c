import { Router, type Response } from 'express';
import { z } from 'zod';
import type { GuideData, GuideRole } from '../../../extensions/app/settings/guide/guide-data.ts';
import { readPortalRoles, toRoleId, type PortalRoles, type RoleOption } from '../../domain/committee/role-labels.ts';
import { ROLE_IDS, type RoleId } from '../../domain/facts.ts';
import type { Model } from '../../domain/model/model.ts';
import { STARTING_MODELS } from '../../domain/model/starting-models/starting-models.ts';
import { computeAccountMath } from '../../domain/tiering/account-math.ts';
import { listPropertyOptions } from '../../storage/mirror/property-definitions.ts';
import { ROLE_PROPERTY } from '../../sync/committee/portal-roles.ts';
import { readDataReport, type DataReport } from '../../sync/data-trust/examine-data.ts';
import { readVersions } from '../../sync/model/read-versions.ts';
import { findAssumedCapacity } from '../../sync/settings/assumed-capacity.ts';
import { readChangeRight } from '../../sync/settings/change-right.ts';
import { changeByGuide, findStart, GUIDE_ROLES, settleGuide } from '../../sync/settings/guided-start.ts';
import { GUIDE_STEPS, readSettings } from '../../sync/settings/portal-settings.ts';
import { capacitySchema } from '../../sync/settings/program-settings.ts';
import { listSettledSteps } from '../../sync/settings/settled-steps.ts';
import type { HttpContext } from '../http-context.ts';
import { parseBody, requestIdSchema } from '../parse-input.ts';
import { rawBodyOf } from '../raw-body.ts';
import { callerOf, type Caller } from '../require-signature.ts';
import { callerWhoMayChange } from '../require-right.ts';

const seats = z
  .int('must be a whole number')
  .min(0, 'must not be negative')
  .max(1_000_000, 'must be at most 1,000,000');
const changeBody = z.strictObject({
  requestId: requestIdSchema,
  change: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('model'), id: z.string().max(50) }),
    z.strictObject({
      kind: z.literal('capacity'),
      seats: z.strictObject({ 1: seats, 2: seats, 3: seats }),
      people: capacitySchema.shape.people,
      hoursPerWeek: capacitySchema.shape.hoursPerWeek,
    }),
    z.strictObject({ kind: z.literal('roles'), roles: z.array(z.enum(ROLE_IDS)).min(1, 'must name a role').max(20) }),
  ]),
});
const settleBody = z.union([
  z.strictObject({ step: z.enum(GUIDE_STEPS) }),
  z.strictObject({ finished: z.enum(['done', 'skipped']) }),
]);

/** The guided start. Every change may be repeated, is made as the signed user and answers with all of it. */
export function guideRoutes(context: HttpContext): Router {
  const router = Router();
  const answer = async (response: Response): Promise<void> => {
    response.json(await readGuide(context, callerOf(response)));
  };
  router.get('/guide', (_request, response) => answer(response));
  router.post('/guide/change', async (request, response) => {
    const { portalId, userEmail: by } = await callerWhoMayChange(context, response);
    await changeByGuide(context, portalId, { ...parseBody(changeBody, rawBodyOf(request)), by });
    await answer(response);
  });
  router.post('/guide/settle', async (request, response) => {
    const { portalId, userEmail } = await callerWhoMayChange(context, response);
    await settleGuide(context, portalId, parseBody(settleBody, rawBodyOf(request)), userEmail);
    await answer(response);
  });
  return router;
}

async function readGuide(context: HttpContext, { portalId, userEmail }: Caller): Promise<GuideData> {
  const { kysely } = context.db;
  const right = await readChangeRight(kysely, portalId, userEmail);
  const settings = await readSettings(kysely, portalId);
  const { guide, program } = settings;
  const { active, draft } = await readVersions(kysely, portalId);
  const { model } = draft ?? active;
  const { rules } = model.tiering;
  const mapped = model.committee.optionRoles ?? {};
  const seatsOf = (tier: 1 | 2 | 3): number => rules.find((rule) => rule.tier === tier)?.seats ?? 0;
  const options = await listPropertyOptions(kysely, portalId, 'contacts', ROLE_PROPERTY);
  const portalRoles = readPortalRoles(options);
  const counts = (await readDataReport(context, portalId))?.roles ?? null;
  return {
    finished: guide.finished,
    settled: await listSettledSteps(kysely, portalId, settings, active.model),
    starts: STARTING_MODELS.map(({ id, label, description }) => ({ id, label, description })),
    start: findStart(model),
    draft: draft === null ? null : { version: draft.model.version, revision: draft.revision },
    seats: { 1: seatsOf(1), 2: seatsOf(2), 3: seatsOf(3) },
    capacity: program.capacity,
    math: computeAccountMath(rules, program.capacity),
    assumed: await findAssumedCapacity(kysely, portalId, settings),
    roles: GUIDE_ROLES.map((role) => describeRole(role, model, { options, portalRoles, counts })),
    otherRoles: portalRoles.others.filter(({ value }) => mapped[value] === undefined).map(({ label }) => label),
    ...right,
  };
}

interface Known {
  options: readonly RoleOption[];
  portalRoles: PortalRoles;
  /** `null` before they were counted. */
  counts: DataReport['roles'] | null;
}

function describeRole(role: RoleId, { committee }: Model, { options, portalRoles, counts }: Known): GuideRole {
  const tiers = ([1, 2, 3] as const).filter((tier) => committee.requiredRoles[tier].some((each) => each.role === role));
  return {
    role,
    label: portalRoles.labels[role],
    isOption: options.length === 0 ? null : options.some(({ value }) => toRoleId(value) === role),
    tiers,
    set: counts === null ? null : (counts.find((each) => each.role === role)?.set ?? 0),
    suggested: counts === null ? null : (counts.find((each) => each.role === role)?.suggested ?? 0),
  };
}
