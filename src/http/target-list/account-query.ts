import { z } from 'zod';
import { ROLE_IDS } from '../../domain/facts.ts';
import { HUBSPOT_ID } from '../../domain/hubspot-id.ts';
import type { Tier } from '../../domain/committee/committee-model.ts';
import { STAGE_IDS } from '../../domain/stage/stage-ids.ts';
import {
  LONGEST_PLACE,
  TARGET_ACCOUNT_SORTS,
  TARGET_ACCOUNT_WATCHES,
  type TargetAccount,
  type TargetAccountFilter,
  type TargetAccountPage,
} from '../../storage/target-list/target-accounts.ts';
import { MOST_INT } from '../parse-input.ts';

const none = z.literal('');

/** Filter and order of the table of accounts, as query parameters. */
export const accountFilterSchema = z.object({
  tier: z.enum(['', '1', '2', '3', 'none']).default(''),
  stage: z.union([none, z.enum(STAGE_IDS)]).default(''),
  owner: z.string().max(20).default(''),
  gap: z.union([none, z.enum(ROLE_IDS)]).default(''),
  watch: z.enum(['', ...TARGET_ACCOUNT_WATCHES]).default(''),
  text: z.string().trim().max(200).default(''),
  sort: z.enum(TARGET_ACCOUNT_SORTS).default('rank'),
  /** `yes`: in reverse order. */
  reversed: z.enum(['', 'yes']).default(''),
});
export type AccountFilterInput = z.infer<typeof accountFilterSchema>;

const placeSchemas = {
  // An emoji is one character in PostgreSQL and two in JavaScript.
  name: z
    .string()
    .max(2 * LONGEST_PLACE)
    .regex(/^[^\0]*$/),
  number: z.number().int().min(-MOST_INT).max(MOST_INT),
};

/** The filter, and the cursor of a page. */
export const accountsQuery = accountFilterSchema
  .extend({ after: z.string().default('') })
  .transform(({ after, ...filter }, context) => {
    if (after === '') return { ...filter, after: null };
    const place = filter.sort === 'name' ? placeSchemas.name : placeSchemas.number;
    const cursor = z.tuple([place, z.string().regex(HUBSPOT_ID)]).safeParse(parseCursor(after));
    if (cursor.success) return { ...filter, after: { place: cursor.data[0], companyId: cursor.data[1] } };
    context.addIssue({ code: 'custom', path: ['after'], message: 'must be what the page before gave as next' });
    return z.NEVER;
  });

/** The cursor of the next page: this account's place in the order and its id, as JSON in base64url. */
export function cursorOf({ place, companyId }: Pick<TargetAccount, 'place' | 'companyId'>): string {
  return Buffer.from(JSON.stringify([place, companyId])).toString('base64url');
}

/**
 * The query's filter as storage takes it: empty filters nothing (`null`), the tier `none` is that of accounts without
 * one.
 */
export function toPage(input: AccountFilterInput): Pick<TargetAccountPage, 'filter' | 'sort' | 'reversed'> {
  const { tier, stage, owner, gap, watch, text, sort, reversed } = input;
  const filter: TargetAccountFilter = {
    tier: tier === '' || tier === 'none' ? tier || null : (Number(tier) as Tier),
    stage: stage || null,
    ownerId: owner || null,
    gap: gap || null,
    watch: watch || null,
    text,
  };
  return { filter, sort, reversed: reversed === 'yes' };
}

function parseCursor(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}
