import { z } from 'zod';
import { CALENDAR_UNITS } from '../../domain/measurement/measurement-types.ts';
import { DEFAULT_READINESS_MODEL } from '../../domain/readiness/assess-readiness.ts';
import { DEFAULT_CAPACITY } from '../../domain/tiering/account-math.ts';

/** In the portal's currency. */
const money = z
  .number('must be an amount')
  .min(0, 'must not be negative')
  .max(1e12, 'must be at most 1,000,000,000,000');
const hours = z.number('must be a number of hours').min(0, 'must not be negative').max(168, 'a week has 168 hours');

const byTier = <T extends z.ZodType>(each: T) => z.strictObject({ 1: each, 2: each, 3: each });

export const capacitySchema = z.strictObject({
  people: z.number('must be a number of people').min(0, 'must not be negative').max(100_000, 'must be at most 100,000'),
  hoursPerWeek: hours,
  /** Hours a week an account of each tier takes. */
  effortHours: byTier(hours),
  budget: z.strictObject({ perQuarter: money, perAccount: byTier(money) }).nullable(),
});

export const revenueGoalSchema = z.strictObject({
  amount: money.positive('must be more than 0'),
  per: z.enum(CALENDAR_UNITS, 'must be quarter or year'),
});

/** What the program aims at, and what the team has for it. */
export const programSettingsSchema = z.strictObject({
  /** `null` where nobody set one. */
  revenueGoal: revenueGoalSchema.nullable().default(null),
  /** Median value of a won deal from which one-to-one work pays. */
  dealValueFloor: money.default(DEFAULT_READINESS_MODEL.dealValueFloor),
  capacity: capacitySchema.default(DEFAULT_CAPACITY),
});
export type ProgramSettings = z.infer<typeof programSettingsSchema>;
