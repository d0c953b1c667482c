import { sql } from 'kysely';
import type { PoolClient } from 'pg';
import { AppError } from '../../errors.ts';
import type { Db } from '../tables/tables.ts';

/** Who the app is where its login is above row-level security: owns the tables, logs in nowhere, bypasses nothing. */
const APP_ROLE = 'roundtable_app';

/** The login of DATABASE_URL is above row-level security and may not give way to a role that is not. */
export class RowSecurityError extends AppError {
  constructor(cause: unknown) {
    super(
      'The login of DATABASE_URL bypasses row-level security (a superuser, or BYPASSRLS) and cannot make the role ' +
        `${APP_ROLE} to act as: use a login without either, which owns the database, or a superuser.`,
      { code: 'ROW_SECURITY', retry: 'never', cause },
    );
  }
}

/**
 * The role to act as, `null` where the login is bound by row-level security itself. Where it is not (the superuser that
 * containers of PostgreSQL begin with), the role is made, owns what the app has made so far, and may make more.
 * @throws RowSecurityError
 */
export async function prepareRole(client: PoolClient): Promise<string | null> {
  const { rows } = await client.query<{ bypasses: boolean }>(
    'select rolsuper or rolbypassrls as bypasses from pg_roles where rolname = session_user',
  );
  if (rows[0]?.bypasses !== true) return null;
  try {
    await client.query(MAKE_ROLE);
    return APP_ROLE;
  } catch (error) {
    throw new RowSecurityError(error);
  }
}

/** Roles are of the whole server: two databases may make this one at once. An extension's tables stay whose they are. */
const MAKE_ROLE = `do $$
declare change text;
begin
  perform pg_advisory_xact_lock(hashtext('${APP_ROLE}'));
  if not exists (select from pg_roles where rolname = '${APP_ROLE}') then
    begin
      create role ${APP_ROLE} nologin;
    exception when duplicate_object or unique_violation then null;
    end;
  end if;
  if not (select rolsuper from pg_roles where rolname = session_user)
    and not pg_has_role(session_user, '${APP_ROLE}', 'SET') then
    execute format('grant ${APP_ROLE} to %I', session_user);
  end if;
  if not has_database_privilege('${APP_ROLE}', current_database(), 'CREATE') then
    execute format('grant create, connect, temporary on database %I to ${APP_ROLE}', current_database());
  end if;
  if not has_schema_privilege('${APP_ROLE}', 'public', 'CREATE') then
    grant usage, create on schema public to ${APP_ROLE};
  end if;
  for change in
    with login as (select oid from pg_roles where rolname = session_user),
      ours as (select oid, nspname from pg_namespace where nspname in ('public', 'pgboss'))
    select format('alter table %I.%I owner to ${APP_ROLE}', nspname, relname)
      from pg_class c join ours on relnamespace = ours.oid join login on relowner = login.oid
      where relkind in ('r', 'p', 'v', 'm') and not exists (select from pg_depend where objid = c.oid and deptype = 'e')
    union all select format('alter routine %s owner to ${APP_ROLE}', p.oid::regprocedure)
      from pg_proc p join ours on pronamespace = ours.oid join login on proowner = login.oid
      where not exists (select from pg_depend where objid = p.oid and deptype = 'e')
    union all select format('alter type %I.%I owner to ${APP_ROLE}', nspname, typname)
      from pg_type t join ours on typnamespace = ours.oid join login on typowner = login.oid
      where typtype in ('e', 'd') and not exists (select from pg_depend where objid = t.oid and deptype = 'e')
    union all select format('alter schema %I owner to ${APP_ROLE}', nspname)
      from pg_namespace join login on nspowner = login.oid where nspname = 'pgboss'
  loop
    execute change;
  end loop;
end $$`;

/**
 * Covers every table that has a `portal_id` and is not covered yet: a row is visible only to its portal, or to whoever
 * names all portals, also for the tables' owner. The setting is read once a statement (a subquery without a row's
 * values), not once a row, and is compared by operators that are leakproof, so that the queries' own conditions still
 * use indexes.
 */
export async function protectPortalTables(db: Db): Promise<void> {
  await sql.raw(PROTECT).execute(db);
}

const PROTECT = `do $$
declare held regclass;
begin
  perform pg_advisory_xact_lock(hashtext('row security'));
  if to_regproc('app_portal') is null then
    create function app_portal() returns bigint language sql stable as
      'select case when current_setting(''app.tenant'', true) ~ ''^[0-9]+$''
        then current_setting(''app.tenant'', true)::bigint end';
  end if;
  for held in
    select c.oid from pg_class c join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attname = 'portal_id' and not a.attisdropped
    where n.nspname = 'public' and c.relkind in ('r', 'p') and not (c.relrowsecurity and c.relforcerowsecurity)
  loop
    execute format('alter table %s enable row level security', held);
    execute format('alter table %s force row level security', held);
    execute format('create policy of_its_portal on %s using (portal_id = (select app_portal())
      or (select current_setting(''app.tenant'', true) = ''every''))', held);
  end loop;
end $$`;
