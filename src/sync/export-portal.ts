import type { PersonFacts } from '../domain/facts.ts';
import { scorePerson } from '../domain/score-account.ts';
import { splitSetOptions } from '../storage/accounts/account-people.ts';
import { listActivitiesOf } from '../storage/mirror/activities.ts';
import { getActiveModel } from '../storage/portal/models.ts';
import { listAccountsForExport, type ExportedAccount } from '../storage/target-list/account-lists.ts';
import { listContactIds, listContacts, type Contact } from '../storage/mirror/contacts.ts';
import { findPersonScores } from '../storage/accounts/person-scores.ts';
import type { PersonResult } from '../domain/scores.ts';
import { toReasons, type AccountReasons } from './refresh/account-snapshot.ts';
import { retentionStart, type SyncContext } from './sync-context.ts';

const ACCOUNTS_PER_PAGE = 100;
const CONTACTS_PER_PAGE = 500;

export interface ExportedContact {
  id: string;
  seniority: string | null;
  function: string | null;
  suggestedRoles: readonly string[];
  engagement: number;
}

/** A page of all accounts with their reasons, by id; `next` goes into `after`. */
export async function exportAccounts(
  context: SyncContext,
  portalId: number,
  after: string | null,
): Promise<{
  accounts: (Omit<ExportedAccount, 'companyId' | 'result' | 'daily'> & {
    id: string;
    reasons: AccountReasons | null;
  })[];
  next: string | null;
}> {
  const rows = await listAccountsForExport(context.db.kysely, portalId, after, ACCOUNTS_PER_PAGE);
  const accounts = rows.map(({ companyId, result, daily, ...account }) => ({
    id: companyId,
    ...account,
    reasons: toReasons({ result, daily }),
  }));
  return { accounts, next: rows.length === ACCOUNTS_PER_PAGE ? (rows.at(-1)?.companyId ?? null) : null };
}

/** A page of all contacts, by id. One of no company is in no account: title and engagement are computed here. */
export async function exportContacts(
  context: SyncContext,
  portalId: number,
  after: string | null,
): Promise<{ contacts: ExportedContact[]; next: string | null }> {
  const { kysely } = context.db;
  const ids = await listContactIds(kysely, portalId, after, CONTACTS_PER_PAGE);
  const scores = await findPersonScores(kysely, portalId, ids);
  const held = await listContacts(kysely, portalId, ids);
  const unscored = await scoreAlone(
    context,
    portalId,
    held.filter(({ contactId }) => !scores.has(contactId)),
  );
  const contacts = held.flatMap(({ contactId }) => {
    const person = scores.get(contactId) ?? unscored.get(contactId);
    return person === undefined ? [] : [toExported(person)];
  });
  return { contacts, next: ids.length === CONTACTS_PER_PAGE ? (ids.at(-1) ?? null) : null };
}

/** Scores people who belong to no account, each individually. */
async function scoreAlone(
  context: SyncContext,
  portalId: number,
  contacts: readonly Contact[],
): Promise<Map<string, PersonResult>> {
  const { kysely } = context.db;
  const model = await getActiveModel(kysely, portalId);
  if (contacts.length === 0 || model === null) return new Map();
  const ids = contacts.map(({ contactId }) => contactId);
  const activities = await listActivitiesOf(kysely, portalId, ids, retentionStart(context));
  const now = context.scoringTime();
  return new Map(
    contacts.map(({ contactId, name, jobTitle, buyingRoles, optedOut, bounced }) => {
      const roles = { ...splitSetOptions(buyingRoles), dealLabels: [], roleDecisions: [] };
      const person: PersonFacts = { contactId, name, title: jobTitle, optedOut, bounced, ...roles };
      return [contactId, scorePerson(person, activities.get(contactId) ?? [], model, now)];
    }),
  );
}

function toExported({ contactId, titleClass, suggestedRoles, engagement }: PersonResult): ExportedContact {
  const { seniority, jobFunction } = titleClass;
  return { id: contactId, seniority, function: jobFunction, suggestedRoles, engagement };
}
