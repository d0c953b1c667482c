import { expect, test } from 'vitest';
import { ImportError } from '../../../src/sandbox/import/import-error.ts';
import { importPortal } from '../../../src/sandbox/import/import-portal.ts';
import { writeExport } from './export-folder.ts';

async function refusalOf(files: Record<string, string | Buffer | null>): Promise<ImportError> {
  const folder = await writeExport(files);
  const error = await importPortal(folder).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ImportError);
  return error as ImportError;
}

test('a folder that is none is refused by name', async () => {
  await expect(importPortal('/nowhere/at/all')).rejects.toThrow('/nowhere/at/all: no such folder; expected a folder');
});

test('a missing file is named', async () => {
  const { place } = await refusalOf({ 'deals.csv': null });
  expect(place).toMatchObject({ file: 'deals.csv', line: null, problem: 'missing or not readable' });
});

test('an empty file says which header it needs', async () => {
  const { message } = await refusalOf({ 'owners.csv': '' });
  expect(message).toContain('owners.csv, line 1: the file is empty; expected a header: Record ID, Name');
});

test('a missing column is named with what was found instead', async () => {
  const { message } = await refusalOf({ 'companies.csv': 'ID,Company name\n1,Orbis\n'.replace('ID,', 'Number,') });
  expect(message).toBe(
    'companies.csv, line 1, column "Record ID": missing; expected a column "Record ID" or "hs_object_id"; found: Number, Company name',
  );
});

test('a property in two columns is refused, be it by label and internal name', async () => {
  const { place } = await refusalOf({ 'companies.csv': 'Record ID,Company name,Industry,industry\n' });
  expect(place).toMatchObject({ line: 1, column: '"industry"', problem: 'says the same as column "Industry"' });
});

test('a column without a name is refused with its position', async () => {
  const { place } = await refusalOf({ 'companies.csv': 'Record ID,,Company name\n' });
  expect(place).toMatchObject({ line: 1, column: '2', problem: 'no name' });
});

test.each([
  ['a quote inside a cell', 'Record ID,Company name\n100,Orbis\n101,"Lu"men\n', 3],
  ['a quote that is never closed', 'Record ID,Company name\n100,"Orbis\n101,Lumen\n', 2],
])('broken quoting is refused with its line: %s', async (_, companies, line) => {
  const { place } = await refusalOf({ 'companies.csv': companies });
  expect(place).toMatchObject({ file: 'companies.csv', line });
  expect(place.problem).toContain('broken quoting');
});

test('bytes that are no UTF-8 are refused with their line', async () => {
  const latin1 = Buffer.from('Record ID,Company name\n100,Orbis\n101,Müller\n', 'latin1');
  const { place } = await refusalOf({ 'companies.csv': latin1 });
  expect(place).toMatchObject({ file: 'companies.csv', line: 3, problem: 'bytes that are no UTF-8' });
});

test('UTF-16 is refused as such', async () => {
  const { place } = await refusalOf({ 'companies.csv': Buffer.from('\uFEFFRecord ID,Company name\n', 'utf16le') });
  expect(place).toMatchObject({ file: 'companies.csv', line: 1, problem: 'UTF-16 text' });
});
