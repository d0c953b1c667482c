import { Router } from 'express';
import { z } from 'zod';
import type { AuditData } from '../../../extensions/app/settings/access/keys-data.ts';
import { listAudit, type AuditEntry } from '../../storage/portal/audit-log.ts';
import { listCompanies } from '../../storage/mirror/companies.ts';
import { listOwners } from '../../storage/mirror/owners.ts';
import type { HttpContext } from '../http-context.ts';
import { parseInput } from '../parse-input.ts';
import { callerOf } from '../require-signature.ts';
import { iso } from './iso.ts';

const PAGE = 50;

const auditQuery = z.object({
  before: z
    .string()
    .regex(/^\d{0,15}$/, 'must be what the page before gave as next')
    .default(''),
  text: z.string().trim().max(100, 'must have at most 100 characters').default(''),
});

/** The audit log, newest first, with the names of what its entries are about. */
export function auditRoutes(context: HttpContext): Router {
  const router = Router();
  router.get('/audit', async (request, response) => {
    const { before, text } = parseInput(auditQuery, request.query);
    const { portalId } = callerOf(response);
    const entries = await listAudit(context.db.kysely, portalId, PAGE, before === '' ? null : Number(before), text);
    const names = await nameSubjects(context, portalId, entries);
    const answer: AuditData = {
      entries: entries.map(({ seq, at, actor, action, subject, details }) => ({
        id: seq,
        at: iso(at),
        actor,
        action,
        subject: names.get(subject) ?? subject,
        details: describeDetails(details),
      })),
      next: entries.length === PAGE ? String(entries.at(-1)?.seq) : null,
    };
    response.json(answer);
  });
  return router;
}

/** Names by subject; what is gone since has none. */
async function nameSubjects(
  { db: { kysely } }: HttpContext,
  portalId: number,
  entries: readonly AuditEntry[],
): Promise<Map<string, string>> {
  const ids = [...new Set(entries.flatMap(({ subject }) => /^company:(\d+)$/.exec(subject)?.[1] ?? []))];
  const companies = ids.length === 0 ? [] : await listCompanies(kysely, portalId, ids);
  const owners = await listOwners(kysely, portalId);
  return new Map([
    ...companies.map(({ companyId, name }) => [`company:${companyId}`, name] as const),
    ...owners.map(({ ownerId, name }) => [`owner:${ownerId}`, name] as const),
    ['list', 'Target account list'],
  ]);
}

/** `change: move, from: 2, to: 1`; ids of proposals and what is nested are left out. */
function describeDetails(details: Record<string, unknown>): string {
  return Object.entries(details)
    .filter(([name, value]) => name !== 'proposalId' && value !== null && typeof value !== 'object')
    .map(([name, value]) => `${name}: ${String(value)}`)
    .join(', ');
}
