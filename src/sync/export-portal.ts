import { classifyTitle } from '../domain/committee/classify-title.ts';
import { suggestRoles } from '../domain/committee/suggest-roles.ts';
import { listAccountsForExport, type ExportedAccount } from '../storage/account-lists.ts';
import { listContactIds, listContacts, type Contact } from '../storage/contacts.ts';
import { findPersonScores } from '../storage/person-scores.ts';
import type { PersonResult } from '../domain/scores.ts';
import type { SyncContext } from './sync-context.ts';

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
): Promise<{ accounts: (Omit<ExportedAccount, 'companyId'> & { id: string })[]; next: string | null }> {
  const rows = await listAccountsForExport(context.db.kysely, portalId, after, ACCOUNTS_PER_PAGE);
  const accounts = rows.map(({ companyId, ...account }) => ({ id: companyId, ...account }));
  return { accounts, next: rows.length === ACCOUNTS_PER_PAGE ? (rows.at(-1)?.companyId ?? null) : null };
}

/** A page of all contacts, by id. One of no company is in no account: its title is read all the same. */
export async function exportContacts(
  context: SyncContext,
  portalId: number,
  after: string | null,
): Promise<{ contacts: ExportedContact[]; next: string | null }> {
  const { kysely } = context.db;
  const ids = await listContactIds(kysely, portalId, after, CONTACTS_PER_PAGE);
  const scores = await findPersonScores(kysely, portalId, ids);
  const contacts = (await listContacts(kysely, portalId, ids)).map((contact) =>
    toExported(contact, scores.get(contact.contactId) ?? null),
  );
  return { contacts, next: ids.length === CONTACTS_PER_PAGE ? (ids.at(-1) ?? null) : null };
}

function toExported({ contactId, jobTitle }: Contact, score: PersonResult | null): ExportedContact {
  const titleClass = score?.titleClass ?? classifyTitle(jobTitle);
  return {
    id: contactId,
    seniority: titleClass.seniority,
    function: titleClass.jobFunction,
    suggestedRoles: score?.suggestedRoles ?? suggestRoles(titleClass, jobTitle).map(({ role }) => role),
    engagement: score?.engagement ?? 0,
  };
}
