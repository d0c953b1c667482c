import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { expect, onTestFinished, test } from 'vitest';
import type { AccountExportRow } from '../../../src/sandbox/export/export-rows.ts';
import { accountExportRow } from '../../../src/sandbox/export/export-rows.ts';
import { guardFormula } from '../../../src/sandbox/export/guard-formula.ts';
import { writeAccountsCsv } from '../../../src/sandbox/export/write-accounts-csv.ts';
import { writeContactsCsv } from '../../../src/sandbox/export/write-contacts-csv.ts';
import { writeSummaryJson } from '../../../src/sandbox/export/write-summary-json.ts';

const ORBIS: AccountExportRow = {
  id: '100',
  name: 'Orbis, "the" firm',
  tier: 1,
  stage: 'sales-ready',
  fit: 82,
  engagement: 64,
  intent: 0,
  coverage: null,
  missingRoles: ['BUDGET_HOLDER', 'LEGAL_AND_COMPLIANCE'],
  risks: [],
  nextPlay: 'bring-in-budget-holder',
  reasons: {
    fit: {
      total: 82,
      lines: [
        { label: 'Employees', points: 90, evidence: 'numberofemployees = 3,400' },
        { label: 'Country', points: -8, evidence: null },
      ],
    },
    engagement: { total: 64, lines: [{ label: 'Ana Ruiz · meeting held', points: 64, evidence: '2 meetings' }] },
    intent: { total: 0, lines: [] },
    coverage: { total: null, lines: [] },
  },
};

async function tempFile(name: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'portal-out-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return join(folder, name);
}

async function readBack(path: string): Promise<Record<string, string>[]> {
  return parse(await readFile(path), { columns: true });
}

test('accounts.csv has the columns in order, empty cells for what is unknown, and reasons as JSON', async () => {
  const path = await tempFile('accounts.csv');
  await writeAccountsCsv(path, [ORBIS, { ...ORBIS, id: '101', tier: null, nextPlay: null }]);
  const [orbis, other] = await readBack(path);
  expect(Object.keys(orbis ?? {}).join(', ')).toBe(
    'Record ID, Company name, tier, stage, fit, engagement, intent, coverage, missing roles, risks, next play, reasons',
  );
  expect(orbis).toMatchObject({
    'Record ID': '100',
    'Company name': 'Orbis, "the" firm',
    tier: '1',
    coverage: '',
    'missing roles': 'BUDGET_HOLDER;LEGAL_AND_COMPLIANCE',
    risks: '',
    'next play': 'bring-in-budget-holder',
  });
  expect(JSON.parse(orbis?.['reasons'] ?? '')).toEqual(ORBIS.reasons);
  expect([other?.['tier'], other?.['next play']]).toEqual(['', '']);
});

test('lines that do not sum to the total stop the export, naming account and score', async () => {
  const path = await tempFile('accounts.csv');
  const reasons = { ...ORBIS.reasons, engagement: { total: 64, lines: [{ label: 'x', points: 60, evidence: null }] } };
  await expect(writeAccountsCsv(path, [ORBIS, { ...ORBIS, id: '7', name: 'Lumen', reasons }])).rejects.toThrow(
    'Account 7 (Lumen), engagement: the lines sum to 60, the total is 64',
  );
  await expect(readFile(path)).rejects.toThrow('ENOENT');
});

test('a total that is not the score shown stops the export', async () => {
  const path = await tempFile('accounts.csv');
  await expect(writeAccountsCsv(path, [{ ...ORBIS, fit: 81 }])).rejects.toThrow(
    'Account 100 (Orbis, "the" firm), fit: the reasons explain 82, the score is 81',
  );
});

test('contacts.csv has the columns in order and keeps the values of the domain', async () => {
  const path = await tempFile('contacts.csv');
  const roles = ['DECISION_MAKER', 'EXECUTIVE_SPONSOR'];
  await writeContactsCsv(path, [
    { id: '1', seniority: 'C-level', function: 'IT/engineering', suggestedRoles: roles, engagement: 31.5 },
    { id: '2', seniority: null, function: null, suggestedRoles: [], engagement: 0 },
  ]);
  expect(await readFile(path, 'utf8')).toBe(
    'Record ID,seniority,function,suggested roles,engagement\n' +
      '1,C-level,IT/engineering,DECISION_MAKER;EXECUTIVE_SPONSOR,31.5\n' +
      '2,,,,0\n',
  );
});

test('summary.json reads back as what was given', async () => {
  const path = await tempFile('summary.json');
  await writeSummaryJson(path, { accounts: { tier1: 25 }, durationMs: 1200 });
  expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({ accounts: { tier1: 25 }, durationMs: 1200 });
});

test.each([
  ['=HYPERLINK("http://x")', `'=HYPERLINK("http://x")`],
  ['+1 555', `'+1 555`],
  ['@sum', `'@sum`],
  ['-2+3', `'-2+3`],
  ['-12', '-12'],
  ['-0.5', '-0.5'],
  ['A = B', 'A = B'],
])('a cell %s is written as %s', (cell, written) => {
  expect(guardFormula(cell)).toBe(written);
});

test('a row of another shape is refused at the edge', () => {
  expect(accountExportRow.safeParse(ORBIS).success).toBe(true);
  expect(accountExportRow.safeParse({ ...ORBIS, tier: 4 }).success).toBe(false);
});
