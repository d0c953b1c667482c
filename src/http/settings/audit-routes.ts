import { Router } from 'express';
import { z } from 'zod';
import type { AuditData, AuditDetails } from '../../../extensions/app/settings/access/keys-data.ts';
import type { PortalPlay } from '../../domain/plays/portal-plays.ts';
import { STARTING_MODELS } from '../../domain/model/starting-models/starting-models.ts';
import { SEGMENTS } from '../../domain/segments/segments.ts';
import { listAudit, type AuditEntry } from '../../storage/portal/audit-log.ts';
import { listCompanies } from '../../storage/mirror/companies.ts';
import { listContacts } from '../../storage/mirror/contacts.ts';
import { listOwners } from '../../storage/mirror/owners.ts';
import { loadPortalRoles } from '../../sync/committee/portal-roles.ts';
import { loadPortalPlays } from '../../sync/plays/portal-plays.ts';
import { cutPage } from '../cut-page.ts';
import type { HttpContext } from '../http-context.ts';
import { parseInput } from '../parse-input.ts';
import { callerOf } from '../require-signature.ts';
import { iso } from '../iso.ts';

const PAGE = 50;
/** Details that tell nobody anything. */
const MEANINGLESS: ReadonlySet<string> = new Set(['proposalId', 'runId', 'requestId', 'sequenceId']);

const auditQuery = z.object({
  before: z
    .string()
    .regex(/^\d{0,15}$/, 'must be what the page before gave as next')
    .default(''),
  text: z.string().trim().max(100, 'must have at most 100 characters').default(''),
  /** Things that were done, between `|`; all where it is empty. */
  actions: z.string().max(2_000, 'must have at most 2,000 characters').default(''),
});

/** The audit log, newest first, all of it or what is looked for, with the names of what its entries are about. */
export function auditRoutes(context: HttpContext): Router {
  const router = Router();
  router.get('/audit', async (request, response) => {
    const { before, text, actions } = parseInput(auditQuery, request.query);
    const { portalId } = callerOf(response);
    const plays = await loadPortalPlays(context.db.kysely, portalId);
    const named = plays.filter(({ play }) => play.name.toLowerCase().includes(text.toLowerCase()));
    const found = await listAudit(context.db.kysely, portalId, PAGE + 1, before === '' ? null : Number(before), {
      text,
      playIds: named.map(({ play }) => play.id),
      actions: actions.split('|').filter((action) => action !== ''),
    });
    const { rows: entries, last } = cutPage(found, PAGE);
    const { names, people } = await nameSubjects(context, portalId, entries, plays);
    const { labels } = await loadPortalRoles(context.db.kysely, portalId);
    const answer: AuditData = {
      entries: entries.map(({ seq, at, actor, action, subject, details }) => ({
        id: seq,
        at: iso(at),
        actor,
        actorName: people.get(actor.toLowerCase()) ?? null,
        action,
        subject: names.get(subject) ?? subject,
        details: nameDetails(details, names, labels),
      })),
      next: last && String(last.seq),
    };
    response.json(answer);
  });
  return router;
}

interface Names {
  /** By subject; what is gone since has none. */
  names: Map<string, string>;
  /** By address in lower case. */
  people: Map<string, string>;
}

async function nameSubjects(
  { db: { kysely }, manifest }: HttpContext,
  portalId: number,
  entries: readonly AuditEntry[],
  plays: readonly PortalPlay[],
): Promise<Names> {
  const idsOf = (type: string): string[] => [
    ...new Set(entries.flatMap(({ subject }) => new RegExp(`^${type}:(\\d+)$`).exec(subject)?.[1] ?? [])),
  ];
  const namedBy = (detail: string): string[] =>
    entries.flatMap(({ details }) => (typeof details[detail] === 'string' ? [details[detail]] : []));
  const companyIds = [...new Set([...idsOf('company'), ...namedBy('companyId')])];
  const contactIds = [...new Set([...idsOf('contact'), ...namedBy('contactId')])];
  const companies = await listCompanies(kysely, portalId, companyIds);
  const contacts = await listContacts(kysely, portalId, contactIds);
  const owners = await listOwners(kysely, portalId);
  const names = new Map([
    ...companies.map(({ companyId, name }) => [`company:${companyId}`, name] as const),
    ...contacts.map(({ contactId, name }) => [`contact:${contactId}`, name] as const),
    ...owners.map(({ ownerId, name }) => [`owner:${ownerId}`, name] as const),
    ...plays.map(({ play }) => [`play:${play.id}`, play.name] as const),
    ...SEGMENTS.map(({ kind, name }) => [`segment:${kind}`, name] as const),
    ...manifest.companyProperties.properties.map(({ name, label }) => [`property:${name}`, label] as const),
    ...STARTING_MODELS.map(({ id, label }) => [`start:${id}`, label] as const),
    ['list', 'the target account list'] as const,
  ]);
  return { names, people: new Map(owners.flatMap(({ email, name }) => (email ? [[email.toLowerCase(), name]] : []))) };
}

/** Of which kind of subject the values of a detail are ids. */
const KINDS: Readonly<Record<string, string>> = {
  playId: 'play',
  contactId: 'contact',
  companyId: 'company',
  segment: 'segment',
  properties: 'property',
  from: 'start',
};

/** The details with names for ids, and without what tells nobody anything. */
function nameDetails(
  details: Record<string, unknown>,
  names: ReadonlyMap<string, string>,
  roles: Readonly<Record<string, string>>,
): AuditDetails {
  const shown = Object.entries(details).filter(([name]) => !MEANINGLESS.has(name));
  return Object.fromEntries(
    shown.map(([name, value]) => {
      const nameOne = (id: unknown): unknown => {
        if (typeof id !== 'string') return id;
        return name === 'role' ? (roles[id] ?? id) : (names.get(`${KINDS[name]}:${id}`) ?? id);
      };
      return [name, Array.isArray(value) ? value.map(nameOne) : nameOne(value)];
    }),
  );
}
