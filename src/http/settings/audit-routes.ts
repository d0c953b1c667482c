import { Router } from 'express';
import { z } from 'zod';
import type { AuditData } from '../../../extensions/app/settings/access/keys-data.ts';
import { loadPortalPlays } from '../../sync/plays/portal-plays.ts';
import { listAudit } from '../../storage/portal/audit-log.ts';
import { cutPage } from '../cut-page.ts';
import type { HttpContext } from '../http-context.ts';
import { parseInput } from '../parse-input.ts';
import { callerOf } from '../require-signature.ts';
import { auditWantedSchema, toWanted } from './audit-wanted.ts';
import { describeAudit } from './describe-audit.ts';
import { exportAuditLink } from './export-audit.ts';

const PAGE = 50;

const auditQuery = auditWantedSchema.extend({
  before: z
    .string()
    .regex(/^\d{0,15}$/, 'must be what the page before gave as next')
    .default(''),
});

/** The audit log, newest first, all of it or what is looked for, with the names of what its entries are about. */
export function auditRoutes(context: HttpContext): Router {
  const router = Router();
  router.get('/audit', async (request, response) => {
    const { before, ...wanted } = parseInput(auditQuery, request.query);
    const { portalId } = callerOf(response);
    const { kysely } = context.db;
    const plays = await loadPortalPlays(kysely, portalId);
    const from = before === '' ? null : Number(before);
    const found = await listAudit(kysely, portalId, PAGE + 1, from, toWanted(wanted, plays));
    const { rows, last } = cutPage(found, PAGE);
    const entries = await describeAudit(context, portalId, rows, plays);
    response.json({ entries, next: last && String(last.seq) } satisfies AuditData);
  });
  router.post('/audit/export-link', exportAuditLink(context));
  return router;
}
