import { setTimeout as delay } from 'node:timers/promises';
import type { FaultPlanOptions } from '../../../src/sandbox/hubspot/faults/fault-plan.ts';
import type { PostgresServer } from '../../storage/start-postgres.ts';
import { BENCH_PORTAL_ID } from '../support/generate-portal.ts';
import { format, printRows, type Figure } from '../support/table.ts';
import { startBenchApp, type BenchApp } from './bench-app.ts';
import { createIdiom, type Idiom } from './client-idiom.ts';
import { compareRows, type Difference, type Held } from './held-rows.ts';
import { disturb, editInBulk, giveToken, IN_STAND_IN, listTruth, switchFaults } from './in-stand-in.ts';
import { startV3Proxy } from './v3-proxy.ts';

/** The app learns this limit from the answers; the official client keeps to its own 9 requests a second. */
const LIMITS = { tenSecondly: 1_000, searchSecondly: 5 };
const SEED = 11;
const COMPANIES = 2_000;
const BULK = 11_000;
/** Longer than the stand-in's search lag of 1.5 s. */
const AFTER_THE_LAG_MS = 3_000;

interface Scenario {
  name: string;
  rates: FaultPlanOptions['rates'];
  /** The README's `numberOfApiCallRetries: 3`, and the client's default 0. */
  retries: readonly number[];
  bulk?: boolean;
}

const SCENARIOS: readonly Scenario[] = [
  { name: 'no faults but the search lag', rates: {}, retries: [3] },
  { name: '2 % answered 429', rates: { rate_limit_ten_secondly: 0.02, rate_limit_search: 0.02 }, retries: [0, 3] },
  { name: '5 % answered HTML 502', rates: { html_502: 0.05 }, retries: [0, 3] },
  { name: '5 % connections cut', rates: { reset_before: 0.02, reset_mid_body: 0.03 }, retries: [3] },
  { name: '11,000 edited in one millisecond', rates: {}, retries: [3], bulk: true },
];

/**
 * Part (c): the same portal pulled by the app and by the official client as its README shows: `getAll()`, then a search
 * loop right after the changes and another when the search index has caught up.
 */
export async function measureLostRows(server: PostgresServer): Promise<Figure[]> {
  const rows: string[][] = [];
  const sum: Difference = { lost: 0, stale: 0 };
  for (const scenario of SCENARIOS) {
    console.log(`(c) ${scenario.name} …`);
    const before = rows.length;
    const ours = await runScenario(server, scenario, rows);
    for (const [, who, , lost, stale] of rows.slice(before)) console.log(`    ${who}: ${lost} lost, ${stale} stale`);
    sum.lost += ours.lost;
    sum.stale += ours.stale;
  }
  printRows(
    '(c) Rows lost or stale (typed methods of @hubspot/api-client 14.0.1; a proxy maps their v3 paths)',
    HEADER,
    rows,
  );
  return [
    {
      name: '(c) rows lost or stale, ours',
      value: format(sum.lost + sum.stale),
      aim: '0',
      met: sum.lost + sum.stale === 0,
    },
  ];
}

const HEADER = ['what goes wrong', 'who', 'rows', 'lost', 'stale', 'what happened'];

async function runScenario(server: PostgresServer, scenario: Scenario, rows: string[][]): Promise<Difference> {
  const { name, rates, bulk = false, retries } = scenario;
  const app = await startBenchApp({
    server,
    portal: { companies: COMPANIES, seed: SEED, ...(bulk ? { shape: { contacts: 6 } } : {}) },
    behaviour: { limits: LIMITS },
    faults: { seed: SEED, rates },
  });
  const { standIn } = app;
  const proxy = await startV3Proxy(standIn.url);
  try {
    await standIn.run(IN_STAND_IN, switchFaults.name, true);
    await app.install();
    await app.untilActive();
    const token = await standIn.run<string>(IN_STAND_IN, giveToken.name);
    const idioms = retries.map((count) => ({ count, idiom: createIdiom(proxy.url, token, count) }));
    for (const { idiom } of idioms) await quietly(idiom.pullAll);
    await standIn.run(IN_STAND_IN, bulk ? editInBulk.name : disturb.name, bulk ? BULK : undefined);
    for (const { idiom } of idioms) await quietly(idiom.pullChanges);
    await delay(AFTER_THE_LAG_MS);
    for (const { idiom } of idioms) await quietly(idiom.pullChanges);
    await app.untilIdle();
    await app.sweep();
    const counts = await standIn.run<Record<string, number>>(IN_STAND_IN, switchFaults.name, false);
    const truth = await standIn.run<Held>(IN_STAND_IN, listTruth.name);
    const ours = compareRows(truth, await readMirror(app));
    const total = format(truth.companies.size + truth.contacts.size + truth.deals.size);
    const met = Object.entries(counts).map(([kind, count]) => `${kind} ${count}`);
    rows.push([name, 'ours', total, format(ours.lost), format(ours.stale), met.join(', ')]);
    for (const { count, idiom } of idioms) rows.push(['', `client, ${count} retries`, total, ...judge(truth, idiom)]);
    return ours;
  } finally {
    await proxy.close();
    await app.stop();
  }
}

function judge(truth: Held, { pull }: Idiom): string[] {
  const { lost, stale } = compareRows(truth, pull.held);
  return [format(lost), format(stale), pull.deaths.join('; ')];
}

/** The client reports each retry on the console. */
async function quietly(work: () => Promise<void>): Promise<void> {
  const { error } = console;
  console.error = () => undefined;
  await work().finally(() => {
    console.error = error;
  });
}

async function readMirror({ db }: BenchApp): Promise<Held> {
  const read = async (table: 'companies' | 'contacts' | 'deals', id: string): Promise<Held['companies']> => {
    const rows = await db.kysely.selectFrom(table).selectAll().where('portal_id', '=', BENCH_PORTAL_ID).execute();
    return new Map(
      (rows as unknown as Record<string, unknown>[]).map((row) => [String(row[id]), row['properties'] as never]),
    );
  };
  return {
    companies: await read('companies', 'company_id'),
    contacts: await read('contacts', 'contact_id'),
    deals: await read('deals', 'deal_id'),
  };
}
