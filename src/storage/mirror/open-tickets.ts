import { sql } from 'kysely';
import type { OpenTicketFact } from '../../domain/facts.ts';
import { groupByCompany } from '../connection/group-by-company.ts';
import { unnestRows } from '../connection/unnest-rows.ts';
import type { Db } from '../tables/tables.ts';

/** One account that an open ticket is about; `openedAt` (epoch ms) is when the ticket was made. */
interface OpenTicket {
  ticketId: string;
  companyId: string;
  openedAt: number;
}

/**
 * Makes `open` all that is held of these tickets: of one that is closed, or about no company, nothing is.
 * @returns ids of the companies that a ticket was added to or taken from
 */
export async function replaceOpenTickets(
  db: Db,
  portalId: number,
  ticketIds: readonly string[],
  open: readonly OpenTicket[],
): Promise<string[]> {
  const incoming = unnestRows<OpenTicket>(
    [
      ['ticket_id', 'text', (ticket) => ticket.ticketId],
      ['company_id', 'text', (ticket) => ticket.companyId],
      ['opened_at', 'timestamptz', (ticket) => ticket.openedAt],
    ],
    open,
  );
  const result = await sql<{ id: string }>`
    with new as (select distinct * from ${incoming}),
    removed as (
      delete from open_tickets held where portal_id = ${portalId} and ticket_id = any(${ticketIds}::text[])
        and not exists (select 1 from new where new.ticket_id = held.ticket_id and new.company_id = held.company_id)
      returning company_id
    ),
    added as (
      insert into open_tickets (portal_id, ticket_id, company_id, opened_at)
      select ${portalId}::bigint, ticket_id, company_id, opened_at from new order by 2, 3
      on conflict do nothing returning company_id
    )
    select company_id as id from removed union select company_id from added order by 1`.execute(db);
  return result.rows.map((row) => row.id);
}

/** The tickets of companies that were merged away go on under the new company's id. */
export async function moveOpenTickets(
  db: Db,
  portalId: number,
  oldIds: readonly string[],
  newId: string,
): Promise<void> {
  await sql`insert into open_tickets (portal_id, ticket_id, company_id, opened_at)
    select distinct portal_id, ticket_id, ${newId}, opened_at
    from open_tickets where portal_id = ${portalId} and company_id = any(${oldIds}::text[])
    on conflict do nothing`.execute(db);
}

/** The open tickets of these accounts by company id, the oldest first. */
export async function loadOpenTickets(
  db: Db,
  portalId: number,
  companyIds: readonly string[],
): Promise<Map<string, OpenTicketFact[]>> {
  const rows = await db
    .selectFrom('open_tickets')
    .select(['company_id', 'ticket_id', 'opened_at'])
    .where('portal_id', '=', portalId)
    .where('company_id', '=', sql<string>`any(${companyIds}::text[])`)
    .orderBy('opened_at')
    .orderBy('ticket_id')
    .execute();
  return groupByCompany(rows, (row) => ({ ticketId: row.ticket_id, openedAt: row.opened_at }));
}
