import { z } from 'zod';

const score = z.object({
  /** `null` if the score cannot be computed. */
  total: z.number().nullable(),
  lines: z.array(z.object({ label: z.string(), points: z.number(), evidence: z.string().nullable() })),
});

/** One account as the app returns it: its tier and stage, and for each score the lines it consists of. */
export const accountExportRow = z.object({
  id: z.string(),
  name: z.string(),
  tier: z.union([z.literal(1), z.literal(2), z.literal(3)]).nullable(),
  stage: z.string(),
  fit: z.number().nullable(),
  engagement: z.number(),
  intent: z.number(),
  coverage: z.number().nullable(),
  missingRoles: z.array(z.string()),
  risks: z.array(z.string()),
  nextPlay: z.string().nullable(),
  reasons: z.object({ fit: score, engagement: score, intent: score, coverage: score }),
});
export type AccountExportRow = z.infer<typeof accountExportRow>;

/** One person: what the title indicates, the suggested roles (`hs_buying_role` values), and their engagement. */
export const contactExportRow = z.object({
  id: z.string(),
  seniority: z.string().nullable(),
  function: z.string().nullable(),
  suggestedRoles: z.array(z.string()),
  engagement: z.number(),
});
export type ContactExportRow = z.infer<typeof contactExportRow>;
