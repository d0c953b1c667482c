import type { Router } from 'express';
import { z } from 'zod';
import type {
  DecideRoleRequest,
  DropFromPlanRequest,
  MOST_NOTE,
  NoteInPlanRequest,
  PlaceholderRequest,
  UndoRoleRequest,
} from '../../../extensions/app/cards/card-requests.ts';
import { PLAN_KINDS, ROLE_IDS } from '../../domain/facts.ts';
import { decideRole, undoDecision } from '../../sync/committee/decide-role.ts';
import { dropFromPlan, noteInPlan } from '../../sync/committee/keep-plan.ts';
import { keepPlaceholder } from '../../sync/committee/keep-placeholder.ts';
import type { HttpContext } from '../http-context.ts';
import { click, recordId, requestIdSchema } from '../parse-input.ts';
import { actOnAccount } from './act-on-account.ts';

/** Of a placeholder or a line of the plan. */
const MOST_CHARACTERS: typeof MOST_NOTE = 300;

const words = z.string().trim().min(1, 'must not be empty').max(MOST_CHARACTERS);
const ofPerson = { ...click, contactId: recordId, role: z.enum(ROLE_IDS) };

const decideBody = z.object({
  ...ofPerson,
  decision: z.enum(['confirmed', 'rejected']),
}) satisfies z.ZodType<DecideRoleRequest>;
const undoBody = z.object({ ...ofPerson, undoes: requestIdSchema }) satisfies z.ZodType<UndoRoleRequest>;
const placeholderBody = z.object({
  ...click,
  role: z.enum(ROLE_IDS),
  note: words.nullable(),
}) satisfies z.ZodType<PlaceholderRequest>;
const noteBody = z.object({ ...click, kind: z.enum(PLAN_KINDS), text: words }) satisfies z.ZodType<NoteInPlanRequest>;
const dropBody = z.object({ ...click, itemId: requestIdSchema }) satisfies z.ZodType<DropFromPlanRequest>;

/** What reps say of the people of an account, and what the team plans for it. */
export function mountCommitteeRoutes(router: Router, context: HttpContext): void {
  const onClick = actOnAccount(context);
  router.post(
    '/roles/decide',
    onClick(decideBody, (body, { portalId, userEmail }) =>
      decideRole(context, { ...body, portalId, decidedBy: userEmail }),
    ),
  );
  router.post(
    '/roles/undo',
    onClick(undoBody, (body, { portalId, userEmail }) =>
      undoDecision(context, { ...body, portalId, decidedBy: userEmail }),
    ),
  );
  router.post(
    '/placeholders',
    onClick(placeholderBody, (body, { portalId, userEmail }) =>
      keepPlaceholder(context, { ...body, portalId, changedBy: userEmail }),
    ),
  );
  router.post(
    '/plan/note',
    onClick(noteBody, (body, { portalId, userEmail }) =>
      noteInPlan(context, { ...body, portalId, changedBy: userEmail }),
    ),
  );
  router.post(
    '/plan/drop',
    onClick(dropBody, (body, { portalId, userEmail }) =>
      dropFromPlan(context, { ...body, portalId, changedBy: userEmail }),
    ),
  );
}
