import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { loadAccountFacts } from '../../src/storage/accounts/account-facts.ts';
import { startTestApp, type TestApp } from '../fixtures/running-app.ts';
import { createSmallPortal } from '../fixtures/small-portal.ts';
import { writeExport } from '../sandbox/import/export-folder.ts';
import { describeEvaluation } from './describe-evaluation.ts';
import { evaluateTitles } from './evaluate-titles.ts';
import { evaluatePortal } from './evaluate-portal.ts';
import { toAccountFacts } from './portal-facts.ts';

const DAY_MS = 86_400_000;
const END = Date.parse('2026-11-20T00:00:00Z');
const NO_OPTIONS = { titles: null, asOf: null };

/** An ISO time so many days before the end of the generated portal. */
const ago = (days: number): string => new Date(END - days * DAY_MS).toISOString();

const csv = (rows: string[]): string => `${rows.join('\n')}\n`;

/**
 * A portal of 240 accounts, a new deal of every third in turn each month. Where `planted`, who opens one was on the pricing
 * page in the month before and large ones are won; else the same things happen to others.
 */
function generateExport(planted: boolean): Record<string, string> {
  const companies = ['Record ID,Company name,Number of Employees,Create Date'];
  const contacts = ['Record ID,First Name,Email,Associated Company IDs'];
  const deals = ['Record ID,Deal Name,Deal Stage,Create Date,Close Date,Associated Company IDs'];
  const activities = ['Record ID,Type,Timestamp,Associated Contact IDs,Associated Company IDs'];
  for (let index = 0; index < 240; index += 1) {
    const isLarge = index % 2 === 0;
    companies.push(`${index},Company ${index},${isLarge ? 2_000 + index : 20 + (index % 40)},${ago(900)}`);
    contacts.push(`${1_000 + index},Person,p${index}@company.example,${index}`);
    const day = 20 + ((index * 7) % 330);
    const isWon = planted ? isLarge : index % 4 < 2;
    deals.push(
      `${5_000 + index},Deal,${isWon ? 'Closed Won' : 'Closed Lost'},${ago(day)},${ago(Math.max(1, day - 15))},${index}`,
    );
    const lead = planted ? day + 5 : ((index * 53) % 340) + 5;
    for (let visit = 0; visit < 3; visit += 1) {
      activities.push(
        `${9_000 + 3 * index + visit},PRICING_PAGE_VIEW,${ago(lead + 10 * visit)},${1_000 + index},${index}`,
      );
    }
  }
  return {
    'companies.csv': csv(companies),
    'contacts.csv': csv(contacts),
    'deals.csv': csv(deals),
    'activities.csv': csv(activities),
  };
}

describe('the evaluation of a portal', () => {
  test('finds what was planted: who buys, and who is about to', async () => {
    const { fit, engagement } = await evaluatePortal(await writeExport(generateExport(true)), NO_OPTIONS);
    const learnt = fit?.models.find(({ name }) => name === 'learnt');
    expect(learnt?.auc?.value).toBeGreaterThan(0.95);
    expect(learnt?.note).toBe('from numberofemployees');
    expect(fit?.judged.n).toBe(120);
    expect(engagement.auc?.low).toBeGreaterThan(0.6);
    expect(engagement.top?.lift).toBeGreaterThan(3);
    expect(engagement.cuts.length).toBeGreaterThanOrEqual(9);
  });

  test('finds nothing where nothing was planted', async () => {
    const { fit, engagement } = await evaluatePortal(await writeExport(generateExport(false)), NO_OPTIONS);
    expect(fit?.models[0]).toMatchObject({
      name: 'learnt',
      auc: null,
      note: 'Your closed deals show no reliable pattern yet.',
    });
    expect(engagement.auc?.low).toBeLessThan(0.5);
    expect(engagement.auc?.high).toBeGreaterThan(0.4);
  });

  test('scores no account by what happened after the day it is scored on', async () => {
    const folder = await writeExport(generateExport(true));
    const early = await evaluatePortal(folder, { titles: null, asOf: END - 120 * DAY_MS });
    const files = generateExport(true);
    const rows = (files['activities.csv'] ?? '').split('\n');
    const past = rows.filter((row, index) => index === 0 || Date.parse(row.split(',')[2] ?? '') <= END - 150 * DAY_MS);
    const known = await writeExport({ ...files, 'activities.csv': `${past.join('\n')}\n` });
    const cut = await evaluatePortal(known, { titles: null, asOf: END - 120 * DAY_MS });
    expect(cut.engagement.cuts).toEqual(early.engagement.cuts);
  });

  test('says each figure with its n, and what is too little to judge by', async () => {
    const full = describeEvaluation(await evaluatePortal(await writeExport(generateExport(true)), NO_OPTIONS));
    expect(full.map(({ title }) => title)).toEqual([
      'Fit against later wins',
      'Engagement against deals opened in the 30 days that follow',
      'Coverage of the buying committee',
    ]);
    for (const { header, rows } of full) for (const row of rows) expect(row).toHaveLength(header.length);
    expect(full[0]?.notes[0]).toMatch(/^Learnt from 119 accounts .* judged by 120 others .* \(60 won\)\.$/);
    const empty = describeEvaluation(
      await evaluatePortal(
        await writeExport({ 'deals.csv': 'Record ID,Deal Name,Deal Stage,Associated Company IDs\n' }),
        NO_OPTIONS,
      ),
    );
    expect(empty[0]?.notes).toEqual(['The portal has no closed deal.']);
    expect(empty[1]?.notes).toEqual(['Under 90 days of activity are known: nothing to judge by.']);
  });
});

async function label(files: Record<string, string>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'titles-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  return folder;
}

/** How many of these lines are of titles that were kept aside. */
async function countAside(lines: readonly string[]): Promise<number> {
  const [all] = await evaluateTitles(await label({ 'seniority.tsv': ['title\tlabel', ...lines].join('\n') }));
  return all?.aside.n ?? 0;
}

describe('labelled titles', () => {
  test('are counted with what is compared of them', async () => {
    const titles = await label({
      'seniority.tsv': 'title\tlabel\nChief Financial Officer\tC-Suite\nVP Sales\tDirector\n',
      'function.tsv': 'title\tlabel\nHead of IT\tTechnical\nCEO\tBusiness\n',
    });
    const { titles: found } = await evaluatePortal(await writeExport(), { titles, asOf: null });
    expect(found).toMatchObject([
      { what: 'seniority', label: null, right: 1, n: 2 },
      { what: 'seniority', label: 'C-Suite', right: 1, n: 1 },
      { what: 'seniority', label: 'Director', right: 0, n: 1 },
      { what: 'function', label: null, right: 1, n: 1 },
      { what: 'function', label: 'Business', right: 1, n: 1 },
      { what: 'function', label: 'Technical', right: 1, n: 1 },
    ]);
  });

  test('stay with those that were kept aside, or not, whatever else is in the file', async () => {
    const titles = Array.from({ length: 200 }, (_, index) => `VP of Region ${index}\tVP`);
    const all = await countAside(titles);
    expect(all).toBeGreaterThan(20);
    expect(all).toBeLessThan(60);
    expect((await countAside(titles.slice(0, 90))) + (await countAside(titles.slice(90).toReversed()))).toBe(all);
  });

  test('that are none are refused with their line', async () => {
    const portal = await writeExport();
    const broken = await label({ 'seniority.tsv': 'title\tlabel\nVP Sales\tVP\nno tab here\n' });
    await expect(evaluatePortal(portal, { titles: broken, asOf: null })).rejects.toThrow(
      /seniority\.tsv, line 3: expected a title, a tab and a label; found: no tab here$/,
    );
    await expect(evaluatePortal(portal, { titles: await label({}), asOf: null })).rejects.toThrow(
      'neither seniority.tsv nor function.tsv is there',
    );
  });
});

const run = async (...args: string[]) => {
  const command = [join(import.meta.dirname, 'main.ts'), ...args];
  const failure = await promisify(execFile)(process.execPath, command).catch((error: unknown) => error);
  return failure as { code?: number; stderr: string };
};

test('the command says what is wrong with its input, and fails', async () => {
  expect(await run()).toMatchObject({ code: 2, stderr: expect.stringMatching(/^--portal is missing\n/) });
  expect(await run('--portal', '/nowhere')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('no such folder'),
  });
  expect((await run('--portal', '.', '--as-of', 'soon')).stderr).toMatch(/^--as-of must be an ISO time/);
});

describe('the facts that are judged', () => {
  let app: TestApp | undefined;
  afterAll(() => app?.stop());

  test('are those the app holds after its first sync', async () => {
    const data = createSmallPortal();
    app = await startTestApp({ data });
    await app.installAndSync();
    const held = await loadAccountFacts(app.context.db.kysely, app.portalId, ['101', '102', '103', '104'], {
      since: 0,
    });
    const read = toAccountFacts(data);
    const dealOf = ({ dealId, amount, state, contactIds }: (typeof held)[0]['deals'][0]) => ({
      dealId,
      amount,
      state,
      contactIds,
    });
    const comparable = ({ companyId, name, ownerId, people, activities, deals }: (typeof held)[0]) => ({
      companyId,
      name,
      ownerId,
      people,
      activities: activities.map(({ type, contactId, occurredAt }) => ({ type, contactId, occurredAt })),
      deals: deals.map(dealOf),
    });
    expect(read.map(comparable)).toEqual(held.map(comparable));
    expect(read.flatMap(({ activities }) => activities).length).toBeGreaterThanOrEqual(8);
  });
});
