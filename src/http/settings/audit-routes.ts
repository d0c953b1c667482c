import { Router } from 'express';
import { z } from 'zod';
import type { AuditData } from '../../../extensions/app/settings/access/keys-data.ts';
import { SEGMENTS } from '../../domain/segments/segments.ts';
import { listAudit, type AuditEntry } from '../../storage/portal/audit-log.ts';
import { listCompanies } from '../../storage/mirror/companies.ts';
import { listContacts } from '../../storage/mirror/contacts.ts';
import { listOwners } from '../../storage/mirror/owners.ts';
import { loadPortalRoles } from '../../sync/committee/portal-roles.ts';
import { loadPortalPlays } from '../../sync/plays/portal-plays.ts';
import type { HttpContext } from '../http-context.ts';
import { parseInput } from '../parse-input.ts';
import { callerOf } from '../require-signature.ts';
import { iso } from './iso.ts';

const PAGE = 50;
/** Details that tell nobody anything. */
const UNSAID: ReadonlySet<string> = new Set(['proposalId', 'runId']);

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
    const { labels } = await loadPortalRoles(context.db.kysely, portalId);
    const answer: AuditData = {
      entries: entries.map(({ seq, at, actor, action, subject, details }) => ({
        id: seq,
        at: iso(at),
        actor,
        action,
        subject: names.get(subject) ?? subject,
        details: describeDetails(details, names, labels),
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
  const idsOf = (type: string): string[] => [
    ...new Set(entries.flatMap(({ subject }) => new RegExp(`^${type}:(\\d+)$`).exec(subject)?.[1] ?? [])),
  ];
  const companies = await listCompanies(kysely, portalId, idsOf('company'));
  const contacts = await listContacts(kysely, portalId, idsOf('contact'));
  const owners = await listOwners(kysely, portalId);
  const plays = await loadPortalPlays(kysely, portalId);
  return new Map([
    ...companies.map(({ companyId, name }) => [`company:${companyId}`, name] as const),
    ...contacts.map(({ contactId, name }) => [`contact:${contactId}`, name] as const),
    ...owners.map(({ ownerId, name }) => [`owner:${ownerId}`, name] as const),
    ...plays.map(({ play }) => [`play:${play.id}`, play.name] as const),
    ...SEGMENTS.map(({ kind, name }) => [`segment:${kind}`, name] as const),
    ['list', 'Target account list'],
  ]);
}

/** `from Tier 2 to Tier 1, key: sales`, by names where there are; ids of runs and proposals and what is nested are left out. */
function describeDetails(
  details: Record<string, unknown>,
  names: ReadonlyMap<string, string>,
  roles: Readonly<Record<string, string>>,
): string {
  const { change, from, to, ...others } = details;
  const words = describeChange(change, tierName(from), tierName(to));
  const rest = Object.entries(words === null ? details : others)
    .filter(([name, value]) => !UNSAID.has(name) && value !== null && typeof value !== 'object')
    .map(([name, value]) => {
      const said = String(value);
      if (name === 'playId') return `play: ${names.get(`play:${said}`) ?? said}`;
      if (name === 'role') return `role: ${roles[said] ?? said}`;
      return `${name}: ${names.get(`${name}:${said}`) ?? said}`;
    });
  return [...(words === null ? [] : [words]), ...rest].join(', ');
}

/** What a proposal would do to the list; `null` for what tells of none. */
function describeChange(kind: unknown, from: string | null, to: string | null): string | null {
  if (kind === 'adopt') return 'the list as it stands';
  if (kind === 'remove') return from === null ? 'off the list' : `from ${from} off the list`;
  if ((kind !== 'add' && kind !== 'move') || to === null) return null;
  return from === null ? `to ${to}` : `from ${from} to ${to}`;
}

function tierName(tier: unknown): string | null {
  return typeof tier === 'number' ? `Tier ${tier}` : null;
}
