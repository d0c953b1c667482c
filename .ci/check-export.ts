import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';

/** Checks what two runs on `../shared/data/portal-export` wrote, against the export's own files. */
const [first = '', second = ''] = process.argv.slice(2);
const SOURCE = '../shared/data/portal-export';

function readCsv(path: string): Record<string, string>[] {
  return parse(readFileSync(path), { columns: true, bom: true });
}

function readSummary(folder: string): {
  faults: string[];
  publishRequests: number;
  mirrored: { companies: number; contacts: number; deals: number; activities: Record<string, number> };
  notMirrored: Record<string, number>;
  seats: { tier: number; seats: number; taken: number; note: string | null }[];
} {
  return JSON.parse(readFileSync(join(folder, 'summary.json'), 'utf8'));
}

const sum = (counts: Record<string, number>): number =>
  Object.values(counts).reduce((total, count) => total + count, 0);
const rowsOf = (name: string): number => readCsv(join(SOURCE, `${name}.csv`)).length;
const summary = readSummary(first);

assert.deepEqual(summary.faults, []);
for (const name of ['companies', 'contacts', 'deals'] as const)
  assert.equal(summary.mirrored[name], rowsOf(name), name);
assert.equal(sum(summary.mirrored.activities) + sum(summary.notMirrored), rowsOf('activities'), 'activities');
for (const { tier, seats, taken, note } of summary.seats) {
  assert.ok(taken <= seats, `tier ${tier} has more accounts than seats`);
  assert.ok(taken === seats || note !== null, `tier ${tier} has empty seats without a reason`);
}

const accounts = readCsv(join(first, 'accounts.csv'));
assert.equal(accounts.length, rowsOf('companies'));
for (const account of accounts) {
  const reasons: Record<string, { total: number | null; lines: { points: number }[] }> = JSON.parse(
    account['reasons'] ?? '',
  );
  for (const [score, { total, lines }] of Object.entries(reasons)) {
    const points = lines.reduce((total, line) => total + line.points, 0);
    assert.equal(points, total ?? 0, `${account['Record ID']} ${score}`);
    assert.equal(account[score], total === null ? '' : String(total));
  }
}
assert.equal(readCsv(join(first, 'contacts.csv')).length, rowsOf('contacts'));

const again = readSummary(second);
assert.deepEqual(again.faults, []);
assert.equal(again.publishRequests, 0, 'the second run published something');
console.log(`${accounts.length} accounts checked, the second run published nothing`);
