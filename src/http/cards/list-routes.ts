import type { Router } from 'express';
import { z } from 'zod';
import type { ProposeAccountRequest, WithdrawProposalRequest } from '../../../extensions/app/cards/card-requests.ts';
import { proposeForOne } from '../../sync/target-list/propose-for-accounts.ts';
import { withdrawProposal } from '../../sync/target-list/withdraw-proposal.ts';
import type { HttpContext } from '../http-context.ts';
import { click, MOST_REASON, reasonSchema, tierSchema } from '../parse-input.ts';
import { actOnAccount } from './act-on-account.ts';

const proposeBody = z.object({
  ...click,
  tier: tierSchema,
  reason: reasonSchema(MOST_REASON),
}) satisfies z.ZodType<ProposeAccountRequest>;
const withdrawBody = z.object({
  ...click,
  proposalId: z.string().min(1).max(100),
}) satisfies z.ZodType<WithdrawProposalRequest>;

/** Proposing an account for the target account list out of its card, and taking that back. */
export function mountListRoutes(router: Router, context: HttpContext): void {
  const onClick = actOnAccount(context);
  router.post(
    '/list/propose',
    onClick(proposeBody, (body, caller) => proposeForOne(context, caller, body)),
  );
  router.post(
    '/list/withdraw',
    onClick(withdrawBody, (body, caller) => withdrawProposal(context, caller, body)),
  );
}
