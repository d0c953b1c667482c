import { z } from 'zod';
import { checkExpression } from '../../domain/condition/check-expression.ts';
import { checkPropertyCondition } from '../../domain/condition/check-property-condition.ts';
import type { Expression } from '../../domain/condition/expression.ts';
import type { PropertyCondition } from '../../domain/condition/property-condition.ts';
import { Reader, type Fault } from '../../domain/condition/reader.ts';
import { CHANNELS } from '../../domain/engagement/engagement-model.ts';
import { ACTIVITY_TYPES, ROLE_IDS } from '../../domain/facts.ts';
import type { Model } from '../../domain/model/model.ts';
import { STAGE_IDS } from '../../domain/stage/stage-ids.ts';
import { STAGE_TERMS } from '../../domain/stage/stage-model.ts';

/** What an admin edits of a model: its version is given by who keeps it. */
export type ModelContent = Omit<Model, 'version'>;

const MOST_CRITERIA = 40;
const MOST_BANDS = 40;

function number(least: number, most: number): z.ZodNumber {
  const problem = `must be a number from ${least} to ${most}`;
  return z.number(problem).min(least, problem).max(most, problem);
}

function whole(least: number, most: number): z.ZodNumber {
  const problem = `must be a whole number from ${least} to ${most}`;
  return z.int(problem).min(least, problem).max(most, problem);
}

function text(most: number): z.ZodString {
  return z
    .string('must be a text')
    .trim()
    .min(1, 'must not be empty')
    .max(most, `must have at most ${most} characters`);
}

/** Hands what the domain's own check finds to zod, each fault at its place (`all[1].score`). */
function checkedBy<T>(check: (value: unknown) => readonly Fault[]): z.ZodType<T> {
  return z.unknown().superRefine((value, context) => {
    for (const { path, problem } of check(value)) {
      const steps = path === '(whole)' ? [] : path.split(/[.[\]]+/).filter((step) => step !== '');
      context.addIssue({ code: 'custom', path: steps, message: problem });
    }
  }) as unknown as z.ZodType<T>;
}

const propertyCondition = checkedBy<PropertyCondition>((value) => {
  const faults: Fault[] = [];
  const reader = new Reader(value, '', faults);
  if (reader.isObject()) checkPropertyCondition(reader);
  return faults;
});
const stageCondition = checkedBy<Expression>((value) => checkExpression(value, STAGE_TERMS).faults);

function unique<T>(items: z.ZodArray<z.ZodType<T>>, keyOf: (item: T) => string, what: string): z.ZodType<T[]> {
  return items.superRefine((list, context) => {
    for (const [index, item] of list.entries()) {
      if (list.findIndex((other) => keyOf(other) === keyOf(item)) === index) continue;
      context.addIssue({ code: 'custom', path: [index, what], message: 'is there already: each only once' });
    }
  });
}

const property = z.string().regex(/^[a-z][a-z0-9_]{0,99}$/, 'must be the internal name of a company property');
const band = z.strictObject({ label: text(100), when: propertyCondition, points: number(-1_000, 1_000) });
const criterion = z.strictObject({
  id: text(150),
  label: text(100),
  property,
  bands: z.array(band).min(1, 'must have a band').max(MOST_BANDS),
});
const disqualifier = z.strictObject({ id: text(150), label: text(100), property, when: propertyCondition });
const fit = z.strictObject({
  criteria: unique(z.array(criterion).max(MOST_CRITERIA), ({ id }) => id, 'id'),
  disqualifiers: unique(z.array(disqualifier).max(MOST_CRITERIA), ({ id }) => id, 'id'),
});

const activityWeight = z.strictObject({
  channel: z.enum(CHANNELS),
  points: number(0, 1_000),
  halfLifeDays: number(0.1, 3_650),
});
const engagement = z.strictObject({
  weights: z.record(z.enum(ACTIVITY_TYPES), activityWeight),
  dailyLimit: whole(1, 100),
  channelCap: number(1, 10_000),
  personCap: number(1, 10_000),
  roleWeights: z.partialRecord(z.enum(ROLE_IDS), number(0, 10)),
  depthDecay: number(0, 1),
  halfScoreDepth: number(1, 10_000),
});
const intent = z.strictObject({
  halfLifeDays: number(0.1, 3_650),
  sourceHalfLives: z.record(text(100), number(0.1, 3_650)).exactOptional(),
  sourceWeights: z.record(text(100), number(0, 1)),
  defaultWeight: number(0, 1),
});

const requiredRole = z.strictObject({ role: z.enum(ROLE_IDS), weight: number(0.1, 100) });
const requiredRoles = unique(z.array(requiredRole), ({ role }) => role, 'role');
const committee = z.strictObject({
  requiredRoles: z.strictObject({ 1: requiredRoles, 2: requiredRoles, 3: requiredRoles, none: requiredRoles }),
  optionRoles: z.record(text(200), z.enum(ROLE_IDS)).exactOptional(),
  engagedWithinDays: whole(1, 400),
  reachedWithinDays: whole(1, 400),
  staleRoleMonths: whole(1, 120),
});

const stageDefinition = z.strictObject({
  id: z.enum(STAGE_IDS),
  label: text(60),
  definition: text(500),
  when: stageCondition,
});
const stage = z.strictObject({
  version: whole(1, 1_000_000),
  stages: unique(z.array(stageDefinition).min(1), ({ id }) => id, 'id'),
  fallbackMargin: number(0, 100),
  fallbackDwellDays: number(0, 400),
});

const tierRule = z.strictObject({
  tier: z.union([z.literal(1), z.literal(2), z.literal(3)], 'must be 1, 2 or 3'),
  seats: whole(0, 1_000_000),
  fitFloor: number(0, 100),
});
const share = number(0, 1);
const priorityWeights = z
  .strictObject({ fit: share, engagement: share, intent: share, dealPotential: share })
  .refine((weights) => Object.values(weights).some((weight) => weight > 0), 'must weigh something');
const tiering = z.strictObject({
  priorityWeights,
  rules: unique(z.array(tierRule).min(1), ({ tier }) => String(tier), 'tier'),
  incumbencyBonus: number(0, 100),
  dwellDays: number(0, 400),
  dwellEndsUnderFloor: number(0, 100),
});

/** A whole model as an admin sends it; every fault names its field, those of conditions to the leaf. */
export const modelContentSchema: z.ZodType<ModelContent> = z.strictObject({
  name: text(80),
  fit,
  engagement,
  intent,
  committee,
  stage,
  tiering,
});

/** The company properties that a model's fit reads, each once. */
export function propertiesOf({ fit }: Pick<Model, 'fit'>): string[] {
  return [...new Set([...fit.criteria, ...fit.disqualifiers].map(({ property }) => property))];
}
