import { sql } from 'kysely';
import { openDatabase, type Database } from '../../../src/storage/connection/database.ts';
import { markAllStale } from '../../../src/storage/accounts/stale-accounts.ts';
import { refreshPortal } from '../../../src/sync/refresh/refresh-portal.ts';
import type { PostgresServer } from '../../storage/start-postgres.ts';
import { atMost, format, type Figure } from '../support/table.ts';
import { createContext, fillPortal, PORTAL_ID } from './bench-portal.ts';

const DAY_MS = 86_400_000;
const AIM = 1.5;

/**
 * Part (c): a night on PostgreSQL (every account is a day older) beside one statement that reads the same rows and
 * writes the same ones, scoring nothing. What HubSpot takes for the writes is in neither.
 */
export async function measureNight(server: PostgresServer, accounts: number, startAt: number): Promise<Figure[]> {
  const db = await openDatabase({ databaseUrl: await server.createDatabaseUrl() }, { outside: 'every' });
  try {
    console.log(`(c) Filling a portal of ${format(accounts)} accounts …`);
    await fillPortal(db, accounts, startAt);
    await sql`vacuum (analyze)`.execute(db.kysely);
    let now = startAt;
    const context = createContext(db, () => now);
    await markAllStale(db.kysely, PORTAL_ID, 'first');
    const firstMs = await time(() => refreshPortal(context, PORTAL_ID));
    await sql`vacuum (analyze)`.execute(db.kysely);
    now += DAY_MS;
    await markAllStale(db.kysely, PORTAL_ID, 'a day has passed');
    let written = 0;
    const cpu = process.cpuUsage();
    const nightMs = await time(async () => {
      ({ written } = await refreshPortal(context, PORTAL_ID));
    });
    const { user, system } = process.cpuUsage(cpu);
    await sql`vacuum (analyze)`.execute(db.kysely);
    const statementMs = await time(() => rewrite(db));
    return [
      { name: `(c) first refresh of ${format(accounts)} accounts on PostgreSQL`, value: seconds(firstMs) },
      { name: '    accounts whose values a day moved', value: format(written) },
      {
        name: '    processor time of the app in the night, PostgreSQL’s apart',
        value: seconds((user + system) / 1000),
      },
      atMost(`(c) a night / one statement (${seconds(nightMs)} / ${seconds(statementMs)})`, nightMs / statementMs, AIM),
    ];
  } finally {
    await db.close();
  }
}

async function time(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

/** Every column the scoring loads is read; the results are written anew, which takes them out of their storage and back. */
async function rewrite(db: Database): Promise<void> {
  await db.transaction(async (trx) => {
    await sql`set local work_mem = '256MB'`.execute(trx);
    await sql`with members as (
        select link.company_id, held.contact_id, max(held.name) as name, max(held.job_title) as title,
          max(held.buying_roles::text) as roles
        from contact_companies link join contacts held using (portal_id, contact_id)
        where link.portal_id = ${PORTAL_ID} group by 1, 2),
      done as (
        select members.company_id, count(*) as n, max(act.occurred_at) as latest, max(act.type) as type,
          max(act.detail) as detail, max(members.name) as name, max(members.title) as title, max(members.roles) as roles
        from members join activities act on act.portal_id = ${PORTAL_ID} and act.contact_id = members.contact_id
        group by 1),
      sold as (
        select link.company_id, count(*) as n, max(deals.name) as name, sum(deals.amount) as amount
        from deal_companies link join deals using (portal_id, deal_id) where link.portal_id = ${PORTAL_ID} group by 1),
      heard as (
        select company_id, count(*) as n, max(topic) as topic, sum(strength) as strength, max(occurred_at) as latest
        from signals where portal_id = ${PORTAL_ID} group by 1),
      facts as materialized (
        select companies.company_id, companies.name, companies.properties, done.n, done.latest, done.type, done.detail,
          done.title, done.roles, sold.amount, heard.strength
        from companies left join done using (company_id) left join sold using (company_id)
          left join heard using (company_id)
        where companies.portal_id = ${PORTAL_ID})
      update account_scores held
      set result = held.result || jsonb_build_object('read', facts.n),
        daily = held.daily || jsonb_build_object('read', facts.properties ->> 'industry'), scored_at = facts.latest
      from facts where held.portal_id = ${PORTAL_ID} and held.company_id = facts.company_id`.execute(trx);
  });
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
