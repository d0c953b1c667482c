import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCommand, startCommand, type CommandResult } from './run-command.ts';
import { writeSmallExport } from './small-export.ts';

const AS_OF = '2026-11-20T00:00:00Z';
let folder: string;
let portal: string;
let args: string[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sandbox-'));
  portal = await writeSmallExport(join(folder, 'portal'));
  const state = join(folder, 'state');
  args = [
    '--portal',
    portal,
    '--once',
    '--as-of',
    AS_OF,
    '--folder',
    state,
    '--port',
    '46400',
    '--export',
    join(folder, 'out'),
  ];
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe('a prospect runs their own export once', () => {
  let first: CommandResult;

  beforeAll(async () => {
    first = await runCommand(args);
  });

  test('the run succeeds and says what became of every row', () => {
    expect(first.output).toContain('3 companies, 4 contacts, 1 deals, 9 activities');
    expect(first.output).not.toContain('FAULT');
    expect(first.code).toBe(0);
  });

  test('each account is there with reasons that sum to its scores', async () => {
    const accounts = await readCsv('accounts.csv');
    expect(accounts.map((row) => row['Company name'])).toEqual(['Alpha', 'Beta', 'Gamma, Inc.']);
    for (const account of accounts) {
      const reasons = JSON.parse(account['reasons'] ?? '') as Record<
        string,
        { total: number; lines: { points: number }[] }
      >;
      for (const [score, { total, lines }] of Object.entries(reasons)) {
        expect(account[score]).toBe(total === null ? '' : String(total));
        expect(lines.reduce((sum, line) => sum + line.points, 0)).toBe(total ?? 0);
      }
    }
  });

  test('each contact is there, also the one of no company', async () => {
    const contacts = await readCsv('contacts.csv');
    expect(contacts.map((row) => [row['Record ID'], row['seniority'], row['function']])).toEqual([
      ['1', 'C-level', 'operations'],
      ['2', 'VP', 'finance'],
      ['3', 'individual', 'IT/engineering'],
      ['4', 'C-level', 'general management'],
    ]);
  });

  test('who belongs to no company is engaged all the same', async () => {
    const alone = (await readCsv('contacts.csv')).find((row) => row['Record ID'] === '4');
    // One connected call, a day old: 15 points with a half-life of 30 days.
    expect(Number(alone?.['engagement'])).toBeCloseTo(15 * 2 ** (-1 / 30), 1);
  });

  test('a second run resumes and publishes nothing', async () => {
    const second = await runCommand(args);
    expect(second.code).toBe(0);
    const summary = JSON.parse(await readFile(join(folder, 'out', 'summary.json'), 'utf8')) as Record<string, unknown>;
    expect(summary).toMatchObject({ resumed: true, publishRequests: 0, faults: [] });
  });
});

describe('a run that cannot be', () => {
  test('names the file, the line and what was expected', async () => {
    const bad = await writeSmallExport(join(folder, 'bad'), {
      'deals.csv': ['Record ID,Deal Stage', '500,Contract Sent'],
    });
    const { code, output } = await runCommand(['--portal', bad, '--once', '--folder', join(folder, 'bad-state')]);
    expect(code).toBe(1);
    expect(output).toMatch(/deals\.csv, line 1, column .*expected a column/);
    expect(output).not.toMatch(/^\s+at /m);
  });
});

test('Ctrl-C stops a sandbox that stays up, and its folder is free again', async () => {
  const stay = startCommand(args.filter((arg) => arg !== '--once'));
  while (!stay.output().includes('Ctrl-C stops')) {
    await Promise.race([delay(200), stay.ended]);
    if (stay.child.exitCode !== null) break;
  }
  expect(stay.output()).toContain('Open http://127.0.0.1:');
  stay.child.kill('SIGINT');
  expect((await stay.ended).code).toBe(0);
  expect(existsSync(join(folder, 'state', 'app-data'))).toBe(true);
  expect((await runCommand(args)).code).toBe(0);
});

async function readCsv(file: string): Promise<Record<string, string>[]> {
  return parse(await readFile(join(folder, 'out', file)), { columns: true });
}
