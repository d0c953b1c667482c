import type { AuditDetails, AuditLine } from '../../../extensions/app/settings/access/keys-data.ts';
import { STARTING_MODELS } from '../../domain/model/starting-models/starting-models.ts';
import type { PortalPlay } from '../../domain/plays/portal-plays.ts';
import { SEGMENTS } from '../../domain/segments/segments.ts';
import { listCompanies } from '../../storage/mirror/companies.ts';
import { listContacts } from '../../storage/mirror/contacts.ts';
import { listOwners, nameUsers } from '../../storage/mirror/owners.ts';
import { MEANINGLESS, type AuditEntry, type LoggedEntry } from '../../storage/portal/audit-log.ts';
import { loadPortalRoles } from '../../sync/committee/portal-roles.ts';
import type { HttpContext } from '../http-context.ts';
import { iso } from '../iso.ts';

/** Entries with the names that people, accounts, plays, roles and segments have now. */
export async function describeAudit(
  context: HttpContext,
  portalId: number,
  entries: readonly LoggedEntry[],
  plays: readonly PortalPlay[],
): Promise<AuditLine[]> {
  const { names, people } = await nameSubjects(context, portalId, entries, plays);
  const { labels } = await loadPortalRoles(context.db.kysely, portalId);
  return entries.map(({ seq, at, actor, action, subject, details }) => ({
    id: seq,
    at: iso(at),
    actor,
    actorName: people.get(actor.toLowerCase()) ?? null,
    action,
    subject: names.get(subject) ?? subject,
    details: nameDetails(details, names, labels),
  }));
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
  const people = nameUsers(owners);
  const names = new Map([
    ...companies.map(({ companyId, name }) => [`company:${companyId}`, name] as const),
    ...contacts.map(({ contactId, name }) => [`contact:${contactId}`, name] as const),
    ...owners.map(({ ownerId, email, name }) => {
      return [`owner:${ownerId}`, people.get(email?.toLowerCase() ?? '') ?? name] as const;
    }),
    ...plays.map(({ play }) => [`play:${play.id}`, play.name] as const),
    ...SEGMENTS.map(({ kind, name }) => [`segment:${kind}`, name] as const),
    ...manifest.companyProperties.properties.map(({ name, label }) => [`property:${name}`, label] as const),
    ...STARTING_MODELS.map(({ id, label }) => [`start:${id}`, label] as const),
    ['list', 'the target account list'] as const,
  ]);
  return { names, people };
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
  const shown = Object.entries(details).filter(([name]) => !MEANINGLESS.includes(name));
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
