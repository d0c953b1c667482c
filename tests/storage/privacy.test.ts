import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { openDatabase } from '../../src/storage/connection/database.ts';
import { memoryDatabase } from '../fixtures/empty-cluster.ts';

/** Rows of the page's tables that name a table of the database: `| `companies` | `portal_id`, … | why | how long |`. */
const ROW = /^\| `(\w+)` \| (.+?) \| (.+?) \| (.+?) \|$/gm;

test('docs/privacy.md lists every table and field that is stored, with its reason and how long it is kept', async () => {
  const page = readFileSync(new URL('../../docs/privacy.md', import.meta.url), 'utf8');
  const listed = [...page.matchAll(ROW)].map(([, table, fields = '', why, howLong]) => {
    expect([why, howLong]).not.toContain('');
    return { table, fields: [...fields.matchAll(/`(\w+)`/g)].map(([, field = '']) => field).sort() };
  });
  const database = await openDatabase(memoryDatabase());
  const { rows } = await sql<{ table: string; fields: string[] }>`
    select table_name as table, array_agg(column_name::text order by column_name collate "C") as fields
    from information_schema.columns where table_schema = 'public' group by 1 order by 1`.execute(database.kysely);
  await database.close();
  expect(listed.toSorted((one, other) => ((one.table ?? '') < (other.table ?? '') ? -1 : 1))).toEqual(rows);
});
