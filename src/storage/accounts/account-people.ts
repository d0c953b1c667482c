import { sql } from 'kysely';
import { toRoleId } from '../../domain/committee/role-labels.ts';
import type { ActivityFact, PersonFacts, RoleId } from '../../domain/facts.ts';
import { selectMembers } from './account-members.ts';
import type { Db } from '../tables/tables.ts';

/** An option of `hs_buying_role` set on a contact: a role id, or the value of one that the portal added. */
export interface SetOption {
  role: string;
  /** Epoch ms. */
  setAt: number | null;
}

interface PersonRow {
  company_id: string;
  contact_id: string;
  name: string;
  job_title: string | null;
  buying_roles: SetOption[];
  opted_out: boolean;
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

/** The people of these accounts by company id, each account's by contact id. */
export async function loadPeople(
  db: Db,
  portalId: number,
  companyIds: readonly string[],
): Promise<Map<string, PersonFacts[]>> {
  const people = await sql<PersonRow>`
    with members as (${selectMembers(portalId, companyIds)})
    select company_id, contact_id, name, job_title, buying_roles, opted_out, bounced
    from members join contacts using (contact_id) where portal_id = ${portalId} order by company_id, contact_id
    `.execute(db);
  const labels = Map.groupBy(
    await loadLabels(db, portalId, companyIds),
    (row) => `${row.company_id} ${row.contact_id}`,
  );
  const decisions = Map.groupBy(await loadDecisions(db, portalId, companyIds), (row) => row.contact_id);
  const byCompany = new Map<string, PersonFacts[]>();
  for (const row of people.rows) {
    const person = toPerson(
      row,
      labels.get(`${row.company_id} ${row.contact_id}`) ?? [],
      decisions.get(row.contact_id) ?? [],
    );
    const held = byCompany.get(row.company_id);
    if (held === undefined) byCompany.set(row.company_id, [person]);
    else held.push(person);
  }
  return byCompany;
}

/** What these accounts' people did since `since`, by company id, oldest first. */
export async function loadActivities(
  db: Db,
  portalId: number,
  companyIds: readonly string[],
  since: number,
): Promise<Map<string, ActivityFact[]>> {
  // offset 0 holds the planner to one index scan a contact: right after a first sync, without statistics, it joins all
  // activities with all members row by row (2.2 s for 200 accounts instead of 9 ms).
  // One row an account: the driver takes longer over fifty rows than over their JSON.
  const result = await sql<{ company_id: string; activities: ActivityRow[] }>`
    with members as (${selectMembers(portalId, companyIds)})
    select company_id, json_agg(
      json_build_array(activity_id, contact_id, type, round(date_part('epoch', occurred_at) * 1000)::bigint, detail)
      order by occurred_at, activity_id, contact_id) as activities
    from members cross join lateral (
      select activity_id, type, occurred_at, detail from activities held
      where held.portal_id = ${portalId} and held.contact_id = members.contact_id
        and held.occurred_at >= ${new Date(since)}::timestamptz
      offset 0) activities
    group by company_id`.execute(db);
  return new Map(result.rows.map((row) => [row.company_id, row.activities.map(toActivity)]));
}

type ActivityRow = [
  activityId: string,
  contactId: string,
  type: ActivityFact['type'],
  at: number,
  detail: string | null,
];

function toActivity([activityId, contactId, type, occurredAt, detail]: ActivityRow): ActivityFact {
  return { activityId, contactId, type, occurredAt, detail };
}

async function loadLabels(db: Db, portalId: number, companyIds: readonly string[]): Promise<LabelRow[]> {
  const result = await sql<LabelRow>`
    with members as (${selectMembers(portalId, companyIds)})
    select members.company_id, link.contact_id, link.deal_id, link.label
    from members
    join deal_companies on deal_companies.portal_id = ${portalId} and deal_companies.company_id = members.company_id
    join deal_contacts link on link.portal_id = ${portalId} and link.deal_id = deal_companies.deal_id
      and link.contact_id = members.contact_id
    where link.label <> '' order by link.deal_id, link.label`.execute(db);
  return result.rows;
}

/** The latest decision of each contact and role. */
async function loadDecisions(db: Db, portalId: number, companyIds: readonly string[]): Promise<DecisionRow[]> {
  const result = await sql<DecisionRow>`
    with members as (${selectMembers(portalId, companyIds)})
    select distinct on (contact_id, role) contact_id, role, decision, decided_at
    from role_decisions said where portal_id = ${portalId} and contact_id in (select contact_id from members)
      and decision <> 'undone' and not exists (select from role_decisions undo
        where undo.portal_id = said.portal_id and undo.undoes = said.request_id)
    order by contact_id, role, decided_at desc, seq desc`.execute(db);
  return result.rows;
}

function toPerson(row: PersonRow, labels: readonly LabelRow[], decisions: readonly DecisionRow[]): PersonFacts {
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
