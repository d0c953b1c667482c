import { expect, test } from 'vitest';
import { z } from 'zod';
import { InvalidInputError } from '../../src/errors.ts';
import { readTable } from '../../src/sync/read-table.ts';

const schema = z.object({ name: z.string().min(1, 'must be a name'), note: z.string() });
const read = (table: string) => readTable(table, ['name', 'note'], schema);

/** The faults of what is refused, else its message. */
function refusal(table: string): string[] {
  try {
    read(table);
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    const { faults, message } = error;
    return faults.length === 0 ? [message] : faults.map(({ field, problem }) => `${field}: ${problem}`);
  }
  throw new Error('was not refused');
}

test.each([
  ['commas', 'name,note\nAda,"one, two"\n'],
  ['tabs, as a spreadsheet copies', 'Name\tNOTE\r\nAda\tone, two\r\n'],
  ['semicolons, a mark of the byte order and empty rows before the header', '\uFEFFname;note\n\nAda;"one, two"\n;\n'],
])('a table separated by %s is read', (_how, table) => {
  expect(read(table).map(({ values }) => values)).toEqual([{ name: 'Ada', note: 'one, two' }]);
});

test('rows are counted as a spreadsheet does: empty ones too, and a cell of several lines as one row', () => {
  expect(refusal('name,note\nAda,"one\ntwo"\n\n,\n,three')).toEqual(['row 5, name: must be a name']);
});

test.each([
  ['too many and too few cells', 'name,note\nAda,one,two\nBen', ['row 2: has 3 cells', 'row 3: has 1 cells']],
  ['a column that is missing', 'name,notes\nAda,one', ['row 1: lacks the column note']],
  ['a column twice', 'name,note,Name\nAda,one,Ada', ['row 1: has the column name twice']],
  ['a quote that is not closed', 'name,note\n"Ada,one', ['Nothing was imported. The table cannot be read: Quote Not']],
  ['no rows', 'name,note\n', ['The table has a header and no row']],
  [
    'text that is no table',
    'hello',
    ['row 1: is no header of this table: it needs the columns name, note, separated by'],
  ],
  ['nothing', ' ', ['The table is empty']],
  ['too many rows', `name,note\n${'Ada,one\n'.repeat(5_001)}`, ['The table has more than 5000 rows']],
])('%s is refused with the place', (_what, table, starts) => {
  const faults = refusal(table);
  expect(faults).toHaveLength(starts.length);
  for (const [index, start] of starts.entries()) expect(faults[index]).toContain(start);
});

test('of many faults the first twenty are listed and all are counted', () => {
  const table = `name,note\n${',one\n'.repeat(30)}`;
  expect(refusal(table)).toHaveLength(20);
  expect(() => read(table)).toThrow('Nothing was imported. row 2, name: must be a name (29 more).');
});
