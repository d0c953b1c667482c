import { execFile } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { chmod, cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findPort } from '../../src/sandbox/run/find-port.ts';
import { upsertCompanies } from '../../src/storage/mirror/companies.ts';
import { openDatabase, type Database } from '../../src/storage/connection/database.ts';
import { listPendingMigrations } from '../../src/storage/connection/migrate.ts';
import { upsertPortal } from '../../src/storage/portal/portals.ts';
import { acrossPortals, asPortal } from '../../src/storage/connection/tenant-scope.ts';
import { company } from './contract/mirror.ts';
import { PORTAL } from './contract/portals.ts';

/* The ways docs/operations.md tells: the commands are those of the page. */

const run = promisify(execFile);
const ROLE_SCRIPT = fileURLToPath(new URL('../../deploy/create-app-role.sh', import.meta.url));

async function fill(database: Database): Promise<void> {
  await asPortal(1, async () => {
    await upsertPortal(database.kysely, { ...PORTAL, portalId: 1 });
    await upsertCompanies(database.kysely, 1, [company('1'), company('2')]);
  });
}

/** Every table with its rows counted, and the companies themselves. */
async function readAll(database: Database): Promise<unknown> {
  return acrossPortals(async () => {
    const names = await sql<{ name: string }>`select table_name as name from information_schema.tables
      where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`.execute(database.kysely);
    const counts: Record<string, number> = {};
    for (const { name } of names.rows) {
      const counted = await sql<{ n: number }>`select count(*) as n from ${sql.table(name)}`.execute(database.kysely);
      counts[name] = counted.rows[0]?.n ?? 0;
    }
    const companies = await sql`select * from companies order by company_id`.execute(database.kysely);
    expect(await listPendingMigrations(database.kysely)).toEqual([]);
    return { counts, companies: companies.rows };
  });
}

test('a copy of the embedded database’s folder, made while the app is stopped, is all of it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'roundtable-backup-'));
  try {
    const database = await openDatabase({ folder: join(folder, 'data') });
    await fill(database);
    const before = await readAll(database);
    await database.close();
    await cp(join(folder, 'data'), join(folder, 'copy'), { recursive: true });
    const restored = await openDatabase({ folder: join(folder, 'copy') });
    expect(await readAll(restored)).toEqual(before);
    expect(before).toMatchObject({ counts: { portals: 1, companies: 2 } });
    await restored.close();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

/** Where one PostgreSQL's server and tools are together: `pg_dump` refuses a server that is newer than itself. */
function findTools(): string | null {
  const onPath = (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, 'initdb'));
  const debian = [18, 17, 16, 15].map((major) => `/usr/lib/postgresql/${major}/bin/initdb`);
  const found = [...onPath, ...debian].find((path) => existsSync(path));
  const folder = found === undefined ? null : dirname(realpathSync(found));
  return folder !== null && ['pg_ctl', 'pg_dump', 'pg_restore', 'psql'].every((tool) => existsSync(join(folder, tool)))
    ? folder
    : null;
}

const tools = findTools();
if (tools === null && process.env['REQUIRE_POSTGRES'] === '1') {
  throw new Error(
    'No PostgreSQL with initdb, pg_ctl, pg_dump, pg_restore and psql is on the PATH or in /usr/lib/postgresql/….',
  );
}
const reason = tools === null ? ' (skipped: no PostgreSQL with pg_dump on this machine)' : '';

/** PostgreSQL refuses to run as root. */
function asServer(command: string, args: string[]) {
  const path = join(tools ?? '', command);
  return userInfo().uid === 0 ? run('runuser', ['-u', 'postgres', '--', path, ...args], { cwd: '/' }) : run(path, args);
}

describe.skipIf(tools === null)(`a dump of PostgreSQL${reason}`, () => {
  let folder: string;
  let env: Record<string, string>;
  const asOperator = (command: string, args: string[]) => run(command, args, { env, cwd: '/' });

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'roundtable-dump-'));
    await chmod(folder, 0o777);
    const port = await findPort(0);
    env = {
      PATH: `${tools}${delimiter}${process.env['PATH'] ?? ''}`,
      PGHOST: '127.0.0.1',
      PGPORT: String(port),
      PGUSER: 'postgres',
      APP_PASSWORD: "only-for-'this-test",
    };
    const data = join(folder, 'data');
    await asServer('initdb', ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale', 'C']);
    const flags = `-p ${port} -k ${folder} -c listen_addresses=127.0.0.1 -c fsync=off`;
    await asServer('pg_ctl', ['-D', data, '-o', flags, '-w', '-l', join(folder, 'server.log'), 'start']);
    await asOperator('sh', [ROLE_SCRIPT]);
  });

  afterAll(async () => {
    await asServer('pg_ctl', ['-D', join(folder, 'data'), '-m', 'immediate', 'stop']);
    await rm(folder, { recursive: true, force: true });
  });

  const urlOf = (name: string) =>
    `postgres://roundtable:${encodeURIComponent(env['APP_PASSWORD'] ?? '')}@127.0.0.1:${env['PGPORT']}/${name}`;

  test('restored into an empty database is all of it, with rows held apart as before', async () => {
    const database = await openDatabase({ databaseUrl: urlOf('roundtable') });
    await fill(database);
    const before = await readAll(database);
    await database.close();

    const file = join(folder, 'roundtable.dump');
    await asOperator('pg_dump', ['--format=custom', `--file=${file}`, 'roundtable']);
    await asOperator('createdb', ['--owner=roundtable', 'restored']);
    await asOperator('pg_restore', ['--exit-on-error', '--dbname=restored', file]);

    const restored = await openDatabase({ databaseUrl: urlOf('restored') });
    expect(await readAll(restored)).toEqual(before);
    expect(before).toMatchObject({ counts: { portals: 1, companies: 2 } });
    const ofOther = await asPortal(2, () => sql`select * from companies`.execute(restored.kysely));
    expect(ofOther.rows).toEqual([]);
    await restored.close();
  });

  test('made by the app’s own login is refused rather than empty', async () => {
    await expect(
      asOperator('pg_dump', ['--format=custom', `--file=${join(folder, 'own.dump')}`, urlOf('roundtable')]),
    ).rejects.toThrow(/row-level security/);
  });
});
