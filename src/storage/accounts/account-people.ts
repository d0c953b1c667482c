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
import { listFormerMembers, type FormerMember } from '../mirror/former-members.ts';
import { selectMembers } from './account-members.ts';
import type { Db } from '../tables/tables.ts';

/** An option of `hs_buying_role` set on a contact: a role id, or the value of one that the portal added. */
export interface SetOption {
  role: string;
  /** Epoch ms. */
  setAt: number | null;
}

interface ContactRow {
  contact_id: string;
  name: string;
  job_title: string | null;
  buying_roles: SetOption[];
  opted_out: boolean;
  bounced: boolean;
}

interface PersonRow extends ContactRow {
  company_id: string;
  activities: string | null;
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

/** Between the parts of a person's activities; a detail is given without it, and one that is not known as the mark after it. */
const PART_END = '\u001F';
const NO_DETAIL = '\u001E';
/** Of an activity: its id, type, moment (epoch ms) and detail. */
const PARTS = 4;

/** The people of these accounts by company id, with what they did since `since` (epoch ms), and who left them. */
export async function loadMembers(
  db: Db,
  portalId: number,
  companyIds: readonly string[],
  since: number,
): Promise<Map<string, AccountMembers>> {
  // offset 0 holds the planner to one index scan a contact: without it every chunk reads all contacts of a middling portal
  // (half of its time at 40,000), and right after a first sync, without statistics, joins all activities with all members row
  // by row (2.2 s for 200 accounts instead of 9 ms).
  // One text a person: the driver takes longer over rows, and PostgreSQL over JSON.
  const { rows } = await sql<PersonRow>`
    with members as (${selectMembers(portalId, companyIds)})
    select company_id, contact_id, person.*, done.activities
    from members cross join lateral (
      select name, job_title, buying_roles, opted_out, bounced from contacts held
      where held.portal_id = ${portalId} and held.contact_id = members.contact_id
      offset 0) person
    cross join lateral (
      select string_agg(concat_ws(${PART_END}::text, activity_id, type, (date_part('epoch', occurred_at) * 1000)::bigint,
        coalesce(translate(detail, ${PART_END + NO_DETAIL}::text, ''), ${NO_DETAIL})), ${PART_END}::text) as activities
      from activities held
      where held.portal_id = ${portalId} and held.contact_id = members.contact_id
        and held.occurred_at >= ${new Date(since)}::timestamptz
      offset 0) done
    order by company_id, contact_id`.execute(db);
  const labels = Map.groupBy(
    await loadLabels(db, portalId, companyIds),
    (row) => `${row.company_id} ${row.contact_id}`,
  );
  const former = await loadFormer(db, portalId, companyIds, since);
  const contactIds = [...rows, ...former].map((row) => row.contact_id);
  const decisions = Map.groupBy(await loadDecisions(db, portalId, contactIds), (row) => row.contact_id);
  const toMember = (companyId: string, row: ContactRow): PersonFacts =>
    toPerson(row, labels.get(`${companyId} ${row.contact_id}`) ?? [], decisions.get(row.contact_id) ?? []);
  const byCompany = Map.groupBy(rows, (row) => row.company_id);
  const formerOf = Map.groupBy(former, (row) => row.companyId);
  return new Map(
    [...new Set([...byCompany.keys(), ...formerOf.keys()])].map((companyId): [string, AccountMembers] => {
      const members = byCompany.get(companyId) ?? [];
      const people = members.map((row) => toMember(companyId, row));
      const activities = members.flatMap(toActivities).sort(compareOldestFirst);
      const left = formerOf.get(companyId);
      if (left === undefined) return [companyId, { people, activities }];
      const formerPeople = left.map((row) => ({
        person: toMember(companyId, row),
        leftAt: row.leftAt,
        movedTo: row.movedTo,
      }));
      return [companyId, { people, activities, formerPeople }];
    }),
  );
}

/** Who left these accounts for another since `since` (epoch ms). */
async function loadFormer(
  db: Db,
  portalId: number,
  companyIds: readonly string[],
  since: number,
): Promise<(ContactRow & FormerMember)[]> {
  const former = await listFormerMembers(db, portalId, companyIds, since);
  if (former.length === 0) return [];
  const contacts = await db
    .selectFrom('contacts')
    .select(['contact_id', 'name', 'job_title', 'buying_roles', 'opted_out', 'bounced'])
    .where('portal_id', '=', portalId)
    .where('contact_id', '=', sql<string>`any(${former.map(({ contactId }) => contactId)}::text[])`)
    .execute();
  const byId = new Map(contacts.map((row) => [row.contact_id, row]));
  return former.flatMap((left) => {
    const contact = byId.get(left.contactId);
    return contact === undefined ? [] : [{ ...contact, ...left }];
  });
}

/** One text for each type, however many rows name it: what is looked up by it a hundred times is found faster. */
const TYPES: ReadonlyMap<string, ActivityType> = new Map(ACTIVITY_TYPES.map((type) => [type, type]));

/** One of a type that a later release wrote is left out. */
function toActivities({ contact_id: contactId, activities }: PersonRow): ActivityFact[] {
  if (activities === null) return [];
  const parts = activities.split(PART_END);
  const acts: ActivityFact[] = [];
  for (let at = 0; at < parts.length; at += PARTS) {
    const type = TYPES.get(parts[at + 1] ?? '');
    if (type === undefined) continue;
    const detail = parts[at + 3] === NO_DETAIL ? null : (parts[at + 3] ?? null);
    acts.push({ activityId: parts[at] ?? '', contactId, type, occurredAt: Number(parts[at + 2]), detail });
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
    contactId: row.contact_id,
    name: row.name,
    title: row.job_title,
    ...splitSetOptions(row.buying_roles),
    dealLabels: labels.flatMap(({ label, deal_id: dealId }) => {
      const role = roleOfLabel(label);
      return role === null ? [] : [{ role, dealId }];
    }),
    roleDecisions: decisions.map((decision) => ({
      role: decision.role,
      decision: decision.decision,
      decidedAt: decision.decided_at,
    })),
    optedOut: row.opted_out,
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
