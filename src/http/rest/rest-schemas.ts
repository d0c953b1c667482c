import { z } from 'zod';
import { ROLE_IDS } from '../../domain/facts.ts';
import { STAGE_IDS } from '../../domain/stage/stage-ids.ts';

/* What the REST API answers: the document of `/v1/openapi.json` is made of these, and every answer is parsed by them. */

const score = z.number().int().min(0).max(100).nullable().describe('0 to 100; null where there is nothing to judge by');
const companyId = z.string().describe("HubSpot's id of the company");

export const accountSchema = z
  .object({
    companyId,
    name: z.string(),
    tier: z.union([z.literal(1), z.literal(2), z.literal(3)]).nullable(),
    tierReason: z.string().describe('Why it holds this tier, or none'),
    stage: z.enum(STAGE_IDS),
    fit: score,
    engagement: score,
    intent: score,
    coverage: score.describe('How far the required roles of the buying committee are covered, 0 to 100'),
    owner: z.string().nullable().describe('Name of the owner in HubSpot'),
    nextPlay: z.string().nullable().describe('Name of the first recommended play'),
  })
  .meta({ id: 'Account' });

const explainedSchema = z.object({
  total: score,
  lines: z
    .array(z.object({ label: z.string(), points: z.number().int(), evidence: z.string() }))
    .describe('The points of the lines sum to the total'),
});

export const accountDetailSchema = accountSchema
  .omit({ owner: true })
  .extend({
    scoredAt: z.iso.datetime(),
    modelVersion: z.number().int(),
    trend: z.string().describe('Of engagement'),
    surging: z.boolean(),
    reasons: z.object({
      fit: explainedSchema,
      engagement: explainedSchema,
      intent: explainedSchema,
      coverage: explainedSchema,
    }),
    missingRoles: z.array(z.enum(ROLE_IDS)),
    risks: z.array(z.object({ id: z.string(), sentence: z.string() })),
    plays: z.array(
      z.object({
        playId: z.string(),
        name: z.string(),
        whyNow: z.array(z.object({ sentence: z.string(), at: z.iso.datetime().nullable() })),
      }),
    ),
  })
  .meta({ id: 'AccountDetail' });

export const accountPageSchema = z
  .object({
    accounts: z.array(accountSchema),
    next: z.string().nullable().describe('Give it as `after` for the next page; null on the last one'),
  })
  .meta({ id: 'AccountPage' });

const trialsSchema = z.object({ successes: z.number().int(), n: z.number().int() });

export const playsSchema = z
  .object({
    plays: z.array(
      z.object({
        playId: z.string(),
        name: z.string(),
        enabled: z.boolean(),
        outcome: z.string(),
        ran: trialsSchema.describe('Accounts where it ran and its outcome was observed'),
        dueButNotRun: trialsSchema.describe('The same where it was due and nobody ran it'),
      }),
    ),
  })
  .meta({ id: 'Plays' });

export const accountSignalsSchema = z
  .object({
    signals: z
      .array(
        z.object({
          id: z.string().describe('As its source gave it'),
          source: z.string(),
          topic: z.string(),
          strength: z.number().min(0).max(100),
          occurredAt: z.iso.datetime(),
        }),
      )
      .describe('Newest first, at most 500; none is kept longer than the portal chose (400 days by default)'),
  })
  .meta({ id: 'AccountSignals' });

export const receiptSchema = z
  .object({
    accepted: z.number().int(),
    unknown: z
      .array(z.object({ id: z.string(), problem: z.string() }))
      .describe('Whose company or contact is not known: send them again once it is'),
  })
  .meta({ id: 'Receipt' });

export const problemSchema = z
  .object({
    error: z.object({
      code: z.string(),
      message: z.string(),
      faults: z.array(z.object({ field: z.string(), problem: z.string() })).optional(),
    }),
  })
  .meta({ id: 'Problem' });

export type RestAccountDetail = z.infer<typeof accountDetailSchema>;
