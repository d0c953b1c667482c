import { isDeepStrictEqual } from 'node:util';
import type { CommitteeModel } from '../../domain/committee/committee-model.ts';
import { DEFAULT_COMMITTEE_MODEL } from '../../domain/committee/default-committee-model.ts';
import { ROLE_IDS, type RoleId } from '../../domain/facts.ts';
import { STARTING_MODELS } from '../../domain/model/starting-models/starting-models.ts';
import type { TierRule } from '../../domain/tiering/tiering-model.ts';
import { invalidField } from '../../errors.ts';
import { changeDraft, openDraft } from '../model/drafts.ts';
import type { ModelContent } from '../model/model-schema.ts';
import { readVersions } from '../model/read-versions.ts';
import type { SyncContext } from '../sync-context.ts';
import { changeSettings } from './change-settings.ts';
import { GUIDE_STEPS, type PortalSettings } from './portal-settings.ts';

export type GuideStep = (typeof GUIDE_STEPS)[number];
type RequiredRoles = CommitteeModel['requiredRoles'];

/** What a step of the guided start changes in the model. */
export type GuideChange =
  | { kind: 'model'; id: string }
  | { kind: 'capacity'; seats: Record<TierRule['tier'], number>; people: number; hoursPerWeek: number }
  | { kind: 'roles'; roles: readonly RoleId[] };

/** Roles that a committee is asked for: nobody looks for a blocker. */
export const GUIDE_ROLES: readonly RoleId[] = ROLE_IDS.filter((role) => role !== 'BLOCKER' && role !== 'OTHER');

/**
 * Makes a change of the guided start in the portal's draft, which is begun where there is none; what the team has is
 * no part of the model and holds at once. A repeat changes nothing.
 * @throws InvalidInputError where there is no such starting model
 */
export async function changeByGuide(
  context: SyncContext,
  portalId: number,
  { requestId, change, by }: { requestId: string; change: GuideChange; by: string },
): Promise<void> {
  if (change.kind === 'capacity') {
    const { people, hoursPerWeek } = change;
    const changeProgram = ({ program }: PortalSettings): Partial<PortalSettings> => ({
      program: { ...program, capacity: { ...program.capacity, people, hoursPerWeek } },
    });
    await changeSettings(context, portalId, changeProgram, by);
  }
  const { active, draft } = await readVersions(context.db.kysely, portalId);
  const { version: _version, ...held } = (draft ?? active).model;
  const wanted = applyChange(held, change);
  if (isDeepStrictEqual(wanted, held)) return;
  const from = { kind: 'active' } as const;
  const { model } = draft ?? (await openDraft(context, portalId, { requestId, from, by }));
  const make = ({ version: _of, ...content }: typeof model): ModelContent => applyChange(content, change);
  await changeDraft(context, portalId, { version: model.version, model: make, by });
}

function applyChange(model: ModelContent, change: GuideChange): ModelContent {
  if (change.kind === 'capacity') {
    const rules = model.tiering.rules.map((rule) => ({ ...rule, seats: change.seats[rule.tier] }));
    return { ...model, tiering: { ...model.tiering, rules } };
  }
  if (change.kind === 'roles') {
    const { committee } = model;
    return {
      ...model,
      committee: { ...committee, requiredRoles: requireRoles(committee.requiredRoles, change.roles) },
    };
  }
  const start = STARTING_MODELS.find(({ id }) => id === change.id);
  if (start === undefined) {
    throw invalidField('change.id', `must be one of ${STARTING_MODELS.map(({ id }) => id).join(', ')}`);
  }
  if (isDeepStrictEqual(model.fit, start.fit)) return model;
  return { ...model, name: start.label, fit: start.fit };
}

/**
 * Takes what is not wanted out of every tier. What is wanted and nowhere yet comes in as the default model has it, or
 * into Tier 1 where that does not name it; roles nobody is asked about stay.
 */
function requireRoles(held: RequiredRoles, wanted: readonly RoleId[]): RequiredRoles {
  const keys = [1, 2, 3, 'none'] as const;
  const isNew = (role: RoleId): boolean => keys.every((key) => held[key].every((each) => each.role !== role));
  const usual = DEFAULT_COMMITTEE_MODEL.requiredRoles;
  const isUsual = (role: RoleId): boolean => usual[1].some((each) => each.role === role);
  const added = GUIDE_ROLES.filter((role) => wanted.includes(role) && isNew(role));
  const listFor = (key: (typeof keys)[number]): RequiredRoles[1] => [
    ...held[key].filter(({ role }) => wanted.includes(role) || !GUIDE_ROLES.includes(role)),
    ...usual[key].filter(({ role }) => added.includes(role)),
    ...(key === 1 ? added.filter((role) => !isUsual(role)).map((role) => ({ role, weight: 1 })) : []),
  ];
  return { 1: listFor(1), 2: listFor(2), 3: listFor(3), none: listFor('none') };
}

/** Notes that a step was decided, or that the guided start is over; each is stored once, however often it is sent. */
export async function settleGuide(
  context: SyncContext,
  portalId: number,
  told: { step: GuideStep } | { finished: 'done' | 'skipped' },
  by: string,
): Promise<void> {
  const change = ({ guide }: PortalSettings): Partial<PortalSettings> => ({
    guide:
      'step' in told
        ? { ...guide, settled: GUIDE_STEPS.filter((step) => step === told.step || guide.settled.includes(step)) }
        : { ...guide, finished: told.finished },
  });
  const details = { ...told };
  await changeSettings(context, portalId, change, by, { action: 'guided start', details });
}

/** Which starting model a fit is, word for word; `null` where somebody changed it. */
export function findStart(model: Pick<ModelContent, 'fit'>): string | null {
  return STARTING_MODELS.find(({ fit }) => isDeepStrictEqual(fit, model.fit))?.id ?? null;
}
