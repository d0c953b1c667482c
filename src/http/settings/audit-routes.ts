import { Router } from 'express';
import { z } from 'zod';
import type { AuditData, AuditRow } from '../../../extensions/app/settings/access/keys-data.ts';
import { loadPortalPlays } from '../../sync/plays/portal-plays.ts';
import { listAudit } from '../../storage/portal/audit-log.ts';
import { foldMoment } from '../../storage/portal/audit-moment.ts';
import { cutPage } from '../cut-page.ts';
import type { HttpContext } from '../http-context.ts';
import { parseInput } from '../parse-input.ts';
import { callerOf } from '../require-signature.ts';
import { auditWantedSchema, toWanted } from './audit-wanted.ts';
import { describeAudit } from './describe-audit.ts';
import { exportAuditLink } from './export-audit.ts';
import { foldAudit, type AuditSource, type FoldedEntry } from './fold-audit.ts';

const PAGE = 50;

const auditQuery = auditWantedSchema.extend({
  before: z
    .string()
    .regex(/^\d{0,15}$/, 'must be what the page before gave as next')
    .default(''),
  alike: z
    .string()
    .regex(/^(\d{1,15}-\d{1,15})?$/, 'must be what a row gave as its entries')
    .default(''),
});

/**
 * The audit log, newest first, all of it or what is looked for, with the names of what its entries are about; one row for
 * what was done to many accounts at once, and with `alike` each entry of such a row.
 */
export function auditRoutes(context: HttpContext): Router {
  const router = Router();
  router.get('/audit', async (request, response) => {
    const { before, alike, ...wanted } = parseInput(auditQuery, request.query);
    const { portalId } = callerOf(response);
    const { kysely } = context.db;
    const plays = await loadPortalPlays(kysely, portalId);
    const asked = { ...toWanted(wanted, plays), alike: toRange(alike) };
    const source: AuditSource = {
      list: (limit, from) => listAudit(kysely, portalId, limit, from, asked),
      foldMoment: (from, limits) => foldMoment(kysely, portalId, from, asked, limits),
    };
    const { rows, next } = await (alike === '' ? foldAudit : listEach)(source, before === '' ? null : Number(before));
    const lines = await describeAudit(
      context,
      portalId,
      rows.map(({ entry }) => entry),
      plays,
    );
    const entries = lines.map((line, index) => ({ ...line, alike: writeRange(rows[index]?.alike ?? null) }));
    response.json({ entries, next: next === null ? null : String(next) } satisfies AuditData);
  });
  router.post('/audit/export-link', exportAuditLink(context));
  return router;
}

/** A page with a row for each entry. */
async function listEach({ list }: AuditSource, from: number | null): ReturnType<typeof foldAudit> {
  const { rows, last } = cutPage(await list(PAGE + 1, from), PAGE);
  return { rows: rows.map((entry) => ({ entry, alike: null })), next: last && last.seq };
}

function toRange(alike: string): { first: number; last: number } | null {
  const [first, last] = alike.split('-').map(Number);
  return first === undefined || last === undefined ? null : { first, last };
}

function writeRange(alike: FoldedEntry['alike']): AuditRow['alike'] {
  return alike === null ? null : { count: alike.count, range: `${alike.first}-${alike.last}` };
}
