import { sql } from 'kysely';
import type { Db } from '../tables/tables.ts';
import { unnestRows } from '../connection/unnest-rows.ts';
import type { ContactCompanyLink } from './links.ts';

/**
 * Notes the accounts that these contacts belonged to (as in `selectMembers`) and will not once `links` are all their
 * company links, `at` (epoch ms), and forgets the note for those they belong to again; call it before
 * `replaceContactCompanies`. Of a company that is gone nothing is noted.
 */
export async function noteFormerMembers(
  db: Db,
  portalId: number,
  contactIds: readonly string[],
  links: readonly ContactCompanyLink[],
  at: number,
): Promise<void> {
  const incoming = unnestRows<ContactCompanyLink>(
    [
      ['contact_id', 'text', (link) => link.contactId],
      ['company_id', 'text', (link) => link.companyId],
      ['is_primary', 'boolean', (link) => link.primary],
    ],
    links,
  );
  await sql`
    with was as (
      select contact_id, company_id, is_primary, bool_or(is_primary) over (partition by contact_id) as has_primary
      from contact_companies where portal_id = ${portalId} and contact_id = any(${contactIds}::text[])
    ),
    will as (
      select contact_id, company_id, is_primary, bool_or(is_primary) over (partition by contact_id) as has_primary
      from ${incoming}
    ),
    back as (
      delete from former_members held using will
      where held.portal_id = ${portalId} and held.contact_id = will.contact_id and held.company_id = will.company_id
        and (will.is_primary or not will.has_primary)
    )
    insert into former_members (portal_id, company_id, contact_id, left_at)
    select ${portalId}::bigint, was.company_id, was.contact_id, ${new Date(at)}::timestamptz from was
    where (was.is_primary or not was.has_primary)
      and not exists (select from will where will.contact_id = was.contact_id and will.company_id = was.company_id
        and (will.is_primary or not will.has_primary))
      and exists (select from companies held where held.portal_id = ${portalId} and held.company_id = was.company_id)
    order by 2, 3
    on conflict (portal_id, company_id, contact_id) do update set left_at = excluded.left_at`.execute(db);
}

/** Somebody who belonged to an account and belongs to another one. */
export interface FormerMember {
  companyId: string;
  contactId: string;
  /** Epoch ms. */
  leftAt: number;
  /** The company they belong to now, by name. */
  movedTo: string;
}

/**
 * Who belonged to these accounts until `since` (epoch ms) or longer and belongs to another company that is held; those who
 * belong to none are left out.
 */
export async function listFormerMembers(
  db: Db,
  portalId: number,
  companyIds: readonly string[],
  since: number,
): Promise<FormerMember[]> {
  const result = await sql<{ company_id: string; contact_id: string; left_at: number; moved_to: string }>`
    select former.company_id, former.contact_id, former.left_at, elsewhere.name as moved_to
    from former_members former cross join lateral (
      select held.name from contact_companies link
      join companies held on held.portal_id = ${portalId} and held.company_id = link.company_id
      where link.portal_id = ${portalId} and link.contact_id = former.contact_id and link.company_id <> former.company_id
      order by link.is_primary desc, link.company_id limit 1) elsewhere
    where former.portal_id = ${portalId} and former.company_id = any(${companyIds}::text[])
      and former.left_at >= ${new Date(since)}::timestamptz
    order by former.company_id, former.left_at desc, former.contact_id`.execute(db);
  return result.rows.map((row) => ({
    companyId: row.company_id,
    contactId: row.contact_id,
    leftAt: row.left_at,
    movedTo: row.moved_to,
  }));
}

/** The accounts that these contacts belonged to and were seen to leave. */
export async function companiesLeftBy(db: Db, portalId: number, contactIds: readonly string[]): Promise<string[]> {
  const result = await sql<{ id: string }>`select distinct company_id as id from former_members
    where portal_id = ${portalId} and contact_id = any(${contactIds}::text[]) order by 1`.execute(db);
  return result.rows.map(({ id }) => id);
}
