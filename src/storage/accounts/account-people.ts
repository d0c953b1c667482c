import { sql } from 'kysely';
import { toRoleId } from '../../domain/committee/role-labels.ts';
import { compareText } from '../../domain/compare-text.ts';
import {
  ACTIVITY_TYPES,
  type ActivityFact,
  type ActivityType,
  type FormerPersonFact,
  type PersonFacts,
  type RoleId,
} from '../../domain/facts.ts';
import { anyText, gatherColumns, plain, readAnyText, splitColumn } from '../connection/gather-columns.ts';
import { listFormerMembers } from '../mirror/former-members.ts';
import { selectMembers } from './account-members.ts';
import type { Db } from '../tables/tables.ts';

/** An option of `hs_buying_role` set on a contact: a role id, or the value of one that the portal added. */
export interface SetOption {
  role: string;
  /** Epoch ms. */
  setAt: number | null;
}

interface ContactRow {
  contactId: string;
  name: string;
  title: string | null;
  setOptions: SetOption[];
  optedOut: boolean;
  bounced: boolean;
}

interface LabelRow {
  company_id: string;
  contact_id: string;
  deal_id: string;
  label: string;
}

interface DecisionRow {
  contact_id: string;
  role: RoleId;
  decision: 'confirmed' | 'rejected';
  decided_at: number;
}

/** Who belongs to an account, by contact id, and what they did, oldest first. */
export interface AccountMembers {
  people: PersonFacts[];
  activities: ActivityFact[];
  /** Who belonged to it and belongs to another account now; absent where there is nobody. */
  formerPeople?: FormerPersonFact[];
}

/** The people of these accounts by company id, with what they did since `since` (epoch ms), and who left them. */
export async function loadMembers(
  db: Db,
  portalId: number,
  companyIds: readonly string[],
  since: number,
): Promise<Map<string, AccountMembers>> {
  const { belonging, contacts, acts } = await loadBelonging(db, portalId, companyIds, since);
  const labels = Map.groupBy(await loadLabels(db, portalId, companyIds), (row) => row.contact_id);
  const left = await listFormerMembers(db, portalId, companyIds, since);
  for (const row of await loadContacts(db, portalId, left)) contacts.set(row.contactId, row);
  const former = left.filter(({ contactId }) => contacts.has(contactId));
  const decisions = Map.groupBy(await loadDecisions(db, portalId, [...contacts.keys()]), (row) => row.contact_id);
  const toMembers = ({ companyId, contactId }: Belonging): PersonFacts[] => {
    const row = contacts.get(contactId);
    if (row === undefined) return [];
    const own = labels.get(contactId)?.filter((label) => label.company_id === companyId) ?? [];
    return [toPerson(row, own, decisions.get(contactId) ?? [])];
  };
  const byCompany = Map.groupBy(belonging, ({ companyId }) => companyId);
  const formerOf = Map.groupBy(former, ({ companyId }) => companyId);
  return new Map(
    [...new Set([...byCompany.keys(), ...formerOf.keys()])].map((companyId): [string, AccountMembers] => {
      const members = byCompany.get(companyId) ?? [];
      const people = members.flatMap(toMembers);
      const activities = members.flatMap(({ contactId }) => acts.get(contactId) ?? []).sort(compareOldestFirst);
      const leavers = formerOf.get(companyId);
      if (leavers === undefined) return [companyId, { people, activities }];
      const formerPeople = leavers.flatMap((each) =>
        toMembers(each).map((person) => ({ person, leftAt: each.leftAt, movedTo: each.movedTo })),
      );
      return [companyId, { people, activities, formerPeople }];
    }),
  );
}

interface Belonging {
  companyId: string;
  contactId: string;
}

interface Belongings {
  /** In order of both ids; a link to a contact that is not mirrored (yet) counts for nothing. */
  belonging: Belonging[];
  /** By contact id. */
  contacts: Map<string, ContactRow>;
  /** By contact id. */
  acts: Map<string, ActivityFact[]>;
}

const BELONGING_COLUMNS = { company: plain(sql`company_id`), member: plain(sql`contact_id`) };
const CONTACT_COLUMNS = {
  id: plain(sql`contact_id`),
  name: anyText(sql`name`),
  title: anyText(sql`job_title`),
  roles: plain(sql`buying_roles`),
  opted_out: plain(sql`opted_out`),
  bounced: plain(sql`bounced`),
};
const ACTIVITY_COLUMNS = {
  contact: plain(sql`contact_id`),
  activity: plain(sql`activity_id`),
  type: plain(sql`type`),
  at: plain(sql`(date_part('epoch', occurred_at) * 1000)::bigint`),
  detail: anyText(sql`detail`),
};
type Gathered<Columns> = Record<keyof Columns, string | null>;
type GatheredContacts = Gathered<typeof CONTACT_COLUMNS>;
type GatheredActivities = Gathered<typeof ACTIVITY_COLUMNS>;

async function loadBelonging(
  db: Db,
  portalId: number,
  companyIds: readonly string[],
  since: number,
): Promise<Belongings> {
  // Contacts and activities are named by their keys, in a subquery: one scan of an index finds them all, where a join makes
  // one for each. Told how many there are, the planner takes the index that begins with an activity's own id where the
  // table has no statistics yet (right after a first sync), and reads all of the portal.
  const ofMembers = sql`portal_id = ${portalId} and contact_id = any(array(select contact_id from members))`;
  const { rows } = await sql<Gathered<typeof BELONGING_COLUMNS> & GatheredContacts & GatheredActivities>`
    with members as materialized (${selectMembers(portalId, companyIds)})
    select * from (${gatherColumns(
      BELONGING_COLUMNS,
      sql`(select * from members order by company_id, contact_id) ordered`,
    )}) belonging
    cross join (${gatherColumns(CONTACT_COLUMNS, sql`contacts where ${ofMembers}`)}) held
    cross join (${gatherColumns(
      ACTIVITY_COLUMNS,
      sql`activities where ${ofMembers} and occurred_at >= ${new Date(since)}::timestamptz`,
    )}) done`.execute(db);
  const [row] = rows;
  const members = splitColumn(row?.member);
  const contacts = new Map(toContacts(row).map((contact) => [contact.contactId, contact]));
  const belonging = splitColumn(row?.company)
    .map((companyId, at) => ({ companyId, contactId: members[at] ?? '' }))
    .filter(({ contactId }) => contacts.has(contactId));
  return { belonging, contacts, acts: toActivities(row) };
}

async function loadContacts(db: Db, portalId: number, former: readonly Belonging[]): Promise<ContactRow[]> {
  if (former.length === 0) return [];
  const ids = former.map(({ contactId }) => contactId);
  const from = sql`contacts where portal_id = ${portalId} and contact_id = any(${ids}::text[])`;
  const { rows } = await sql<GatheredContacts>`${gatherColumns(CONTACT_COLUMNS, from)}`.execute(db);
  return toContacts(rows[0]);
}

function toContacts(row: GatheredContacts | undefined): ContactRow[] {
  const [names, titles] = [splitColumn(row?.name), splitColumn(row?.title)];
  const [roles, optedOut, bounced] = [splitColumn(row?.roles), splitColumn(row?.opted_out), splitColumn(row?.bounced)];
  return splitColumn(row?.id).map((contactId, at) => ({
    contactId,
    name: readAnyText(names[at]) ?? '',
    title: readAnyText(titles[at]),
    setOptions: roles[at] === '[]' ? [] : (JSON.parse(roles[at] ?? '[]') as SetOption[]),
    optedOut: optedOut[at] === 'true',
    bounced: bounced[at] === 'true',
  }));
}

/** One text for each type, however many rows name it: what is looked up by it a hundred times is found faster. */
const TYPES: ReadonlyMap<string, ActivityType> = new Map(ACTIVITY_TYPES.map((type) => [type, type]));

/** By contact id. One of a type that a later release wrote is left out. */
function toActivities(row: GatheredActivities | undefined): Map<string, ActivityFact[]> {
  const [contacts, types] = [splitColumn(row?.contact), splitColumn(row?.type)];
  const [moments, details] = [splitColumn(row?.at), splitColumn(row?.detail)];
  const acts = new Map<string, ActivityFact[]>();
  for (const [at, activityId] of splitColumn(row?.activity).entries()) {
    const type = TYPES.get(types[at] ?? '');
    if (type === undefined) continue;
    const contactId = contacts[at] ?? '';
    const act = { activityId, contactId, type, occurredAt: Number(moments[at]), detail: readAnyText(details[at]) };
    const own = acts.get(contactId);
    if (own === undefined) acts.set(contactId, [act]);
    else own.push(act);
  }
  return acts;
}

function compareOldestFirst(a: ActivityFact, b: ActivityFact): number {
  return (
    a.occurredAt - b.occurredAt || compareText(a.activityId, b.activityId) || compareText(a.contactId, b.contactId)
  );
}

/** The labels of these accounts' deals, of members and of others. */
async function loadLabels(db: Db, portalId: number, companyIds: readonly string[]): Promise<LabelRow[]> {
  const result = await sql<LabelRow>`
    select deal_companies.company_id, link.contact_id, link.deal_id, link.label
    from deal_companies
    join deal_contacts link on link.portal_id = ${portalId} and link.deal_id = deal_companies.deal_id
    where deal_companies.portal_id = ${portalId} and deal_companies.company_id = any(${companyIds}::text[])
      and link.label <> '' order by link.deal_id, link.label`.execute(db);
  return result.rows;
}

/** The latest decision of each contact and role. */
async function loadDecisions(db: Db, portalId: number, contactIds: readonly string[]): Promise<DecisionRow[]> {
  const result = await sql<DecisionRow>`
    select distinct on (contact_id, role) contact_id, role, decision, decided_at
    from role_decisions said where portal_id = ${portalId} and contact_id = any(${contactIds}::text[])
      and decision <> 'undone' and not exists (select from role_decisions undo
        where undo.portal_id = said.portal_id and undo.undoes = said.request_id)
    order by contact_id, role, decided_at desc, seq desc`.execute(db);
  return result.rows;
}

function toPerson(row: ContactRow, labels: readonly LabelRow[], decisions: readonly DecisionRow[]): PersonFacts {
  return {
    contactId: row.contactId,
    name: row.name,
    title: row.title,
    ...splitSetOptions(row.setOptions),
    dealLabels: labels.flatMap(({ label, deal_id: dealId }) => {
      const role = roleOfLabel(label);
      return role === null ? [] : [{ role, dealId }];
    }),
    roleDecisions: decisions.map((decision) => ({
      role: decision.role,
      decision: decision.decision,
      decidedAt: decision.decided_at,
    })),
    optedOut: row.optedOut,
    bounced: row.bounced,
  };
}

/** The roles among what is set of a contact, and the options that the portal added. */
export function splitSetOptions(options: readonly SetOption[]): Pick<PersonFacts, 'buyingRoles' | 'otherRoles'> {
  const buyingRoles: { role: RoleId; setAt: number | null }[] = [];
  const otherRoles: { option: string; setAt: number | null }[] = [];
  for (const { role: option, setAt } of options) {
    const role = toRoleId(option);
    if (role === null) otherRoles.push({ option, setAt });
    else buyingRoles.push({ role, setAt });
  }
  return { buyingRoles, ...(otherRoles.length === 0 ? {} : { otherRoles }) };
}

/** HubSpot's labels read as the options of `hs_buying_role`: "Legal & compliance" is LEGAL_AND_COMPLIANCE. */
function roleOfLabel(label: string): RoleId | null {
  const id = label
    .replaceAll('&', ' and ')
    .trim()
    .toUpperCase()
    .replaceAll(/[^A-Z]+/g, '_');
  return toRoleId(id);
}
