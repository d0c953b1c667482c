import { z } from 'zod';
import { checkExpression } from '../../domain/condition/check-expression.ts';
import type { Expression } from '../../domain/condition/expression.ts';
import { ROLE_IDS } from '../../domain/facts.ts';
import { HUBSPOT_ID } from '../../domain/hubspot-id.ts';
import { findTextFaults } from '../../domain/plays/check-text.ts';
import { AIMED_ACTS, AIMED_SCORES, AIMED_STATES, roleOf } from '../../domain/plays/play-aim.ts';
import { STEP_CHANNELS, STEP_WORKERS } from '../../domain/plays/play-types.ts';
import type { PlayEdit } from '../../domain/plays/portal-plays.ts';
import { STAGE_IDS } from '../../domain/stage/stage-ids.ts';

const text = (what: string, most: number) =>
  z.string(`must be ${what}`).trim().min(1, `must be ${what}`).max(most, `must have at most ${most} characters`);
const days = (least: number) =>
  z
    .int('must be a whole number of days')
    .min(least, `must be at least ${least} days`)
    .max(365, 'must be at most 365 days');
/** Some of the options, each once, in their order. */
function someOf<T>(options: readonly [T, ...T[]] | readonly T[], what: string) {
  return z
    .array(z.custom<T>((value) => options.includes(value as T), `must be one of ${options.join(', ')}`))
    .min(1, `must name at least one ${what}`)
    .transform((chosen) => options.filter((option) => chosen.includes(option)));
}

const stepSchema = z.strictObject({
  title: text('what is to be done', 200),
  channel: z.enum(STEP_CHANNELS),
  who: z.enum(STEP_WORKERS),
  addressee: z.enum(['contact', 'via']).exactOptional(),
  dueInDays: days(0),
  sequence: z
    .strictObject({ id: z.string().regex(HUBSPOT_ID, 'must be the id of a sequence'), name: text('its name', 200) })
    .exactOptional(),
  text: z.string().max(4_000, 'must have at most 4000 characters'),
  fromLibrary: z.boolean().exactOptional(),
});

const triggerSchema = z.unknown().transform((input, refinement): Expression => {
  const { expression, faults } = checkExpression(input);
  for (const { path, problem } of faults) {
    refinement.addIssue({ code: 'custom', message: problem, ...(path === '(whole)' ? {} : { path: [path] }) });
  }
  return expression ?? z.NEVER;
});

const wholeNumber = (what: string, least: number, most: number) =>
  z
    .int(`must be a whole number of ${what}`)
    .min(least, `must be at least ${least} ${what}`)
    .max(most, `must be at most ${most} ${what}`);
const aimSchema = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ kind: z.enum(AIMED_ACTS) }),
    z.strictObject({ kind: z.literal('role'), role: z.enum(ROLE_IDS), state: z.enum(AIMED_STATES) }),
    z.strictObject({ kind: z.literal('people'), atLeast: wholeNumber('people', 1, 50) }),
    z.strictObject({ kind: z.literal('score'), score: z.enum(AIMED_SCORES), min: wholeNumber('points', 1, 100) }),
    z.strictObject({ kind: z.literal('deal') }),
    z.strictObject({ kind: z.literal('pause'), days: days(1) }),
  ],
  'must name an aim',
);

/** A play as an admin sends it: every text's merge fields exist, and can be known for this play. */
export const playEditSchema: z.ZodType<PlayEdit> = z
  .strictObject({
    name: text('a name', 100),
    tiers: someOf([1, 2, 3, 'none'] as const, 'tier'),
    stages: someOf(STAGE_IDS, 'stage'),
    when: triggerSchema,
    closes: text('what it closes', 100),
    aim: aimSchema,
    outcomeWithinDays: days(1),
    cooldownDays: days(1),
    steps: z.array(stepSchema).min(1, 'must have at least one step').max(10, 'must have at most 10 steps'),
  })
  .superRefine(({ steps, aim, outcomeWithinDays }, refinement) => {
    if (aim.kind === 'pause' && aim.days > outcomeWithinDays) {
      const message = `must be at most the ${outcomeWithinDays} days in which it is to be seen`;
      refinement.addIssue({ code: 'custom', message, path: ['aim', 'days'] });
    }
    for (const [index, step] of steps.entries()) {
      if ((step.channel === 'sequence') !== (step.sequence !== undefined)) {
        const message = 'a step of the channel sequence names a sequence, and no other does';
        refinement.addIssue({ code: 'custom', message, path: ['steps', index, 'sequence'] });
      }
      for (const message of findTextFaults(step.text, { hasRole: roleOf({ aim }) !== null })) {
        refinement.addIssue({ code: 'custom', message, path: ['steps', index, 'text'] });
      }
    }
  });
