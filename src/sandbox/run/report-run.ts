import { join } from 'node:path';
import type { AccountExportRow, ContactExportRow } from '../export/export-rows.ts';
import { writeAccountsCsv } from '../export/write-accounts-csv.ts';
import { writeContactsCsv } from '../export/write-contacts-csv.ts';
import { writeSummaryJson } from '../export/write-summary-json.ts';
import type { SyncState } from './app-client.ts';
import { findUnpublished } from './check-published.ts';
import { countRequests, type RequestCount } from './count-requests.ts';
import { findLosses } from './expect-mirror.ts';
import { keepOrigin } from './open-portal.ts';
import type { RunningSandbox } from './run-sandbox.ts';

export interface RunReport {
  accounts: AccountExportRow[];
  contacts: ContactExportRow[];
  state: SyncState;
  requests: RequestCount;
  published: number;
  seconds: number;
  /** What was lost, not published, or requested from HubSpot in an invalid way; none in a good run. */
  faults: string[];
}

const SHOWN_FAULTS = 20;

/** Collects the results of a run and checks them against the portal's state. */
export async function reportRun(sandbox: RunningSandbox, state: SyncState, startedAt: number): Promise<RunReport> {
  const { standIn, client, origin, folder } = sandbox;
  const losses = origin.arrived ? [] : findLosses(origin.expected, state.mirrored);
  if (losses.length === 0) await keepOrigin(folder, { ...origin, arrived: true });
  const accounts = await client.listAccounts();
  const contacts = await client.listContacts();
  const violations = standIn.violations.map(
    ({ method, path, detail }) => `HubSpot would refuse ${method} ${path}: ${detail}`,
  );
  return {
    accounts,
    contacts,
    state: await client.readSync(),
    requests: countRequests(standIn.requestLog, standIn.store),
    published: standIn.requestLog.filter(({ endpoint, method }) => isPublish(method, endpoint)).length,
    seconds: (Date.now() - startedAt) / 1000,
    faults: [
      ...losses,
      ...(contacts.length === state.mirrored.contacts
        ? []
        : [`${state.mirrored.contacts} contacts, ${contacts.length} exported`]),
      ...findUnpublished(accounts, standIn),
      ...violations,
    ],
  };
}

/** Writes `accounts.csv`, `contacts.csv` and `summary.json`. */
export async function writeExport(folder: string, report: RunReport, sandbox: RunningSandbox): Promise<void> {
  await writeAccountsCsv(join(folder, 'accounts.csv'), report.accounts);
  await writeContactsCsv(join(folder, 'contacts.csv'), report.contacts);
  const { state, requests, published, seconds, faults } = report;
  await writeSummaryJson(join(folder, 'summary.json'), {
    portal: sandbox.standIn.store.portal,
    resumed: sandbox.resumed,
    import: sandbox.origin.imported,
    mirrored: state.mirrored,
    notMirrored: sandbox.origin.expected.notMirrored,
    accountsByTier: state.accountsByTier,
    seats: state.seats,
    requests,
    publishRequests: published,
    seconds,
    faults,
  });
}

/** Prints the summary for people. */
export function printReport(report: RunReport, sandbox: RunningSandbox): void {
  const { state, requests, published, seconds, faults } = report;
  const { mirrored } = state;
  const activities = Object.values(mirrored.activities).reduce((sum, count) => sum + count, 0);
  console.log(
    `\n${sandbox.standIn.store.portal.name}, ${sandbox.resumed ? 'resumed' : 'installed'} in ${seconds.toFixed(1)} s`,
  );
  console.log(
    `  ${mirrored.companies} companies, ${mirrored.contacts} contacts, ${mirrored.deals} deals, ${activities} activities`,
  );
  for (const [reason, count] of Object.entries(sandbox.origin.expected.notMirrored))
    console.log(`  ${count} not scored: ${reason}`);
  printImport(sandbox);
  for (const { tier, seats, taken, note } of state.seats) {
    console.log(`  Tier ${tier}: ${taken} of ${seats} seats${note === null ? '' : ` (${note})`}`);
  }
  console.log(`  No tier: ${state.accountsByTier.none}`);
  console.log(
    `  ${requests.used} requests to HubSpot (a first sync needs at least ${requests.least}); ${published} of them published`,
  );
  for (const fault of faults.slice(0, SHOWN_FAULTS)) console.error(`  FAULT ${fault}`);
  if (faults.length > SHOWN_FAULTS) console.error(`  … and ${faults.length - SHOWN_FAULTS} more`);
}

function printImport({ origin }: RunningSandbox): void {
  for (const { file, rowsRead, skipped, cellsLeftOut } of origin.imported?.files ?? []) {
    const lost = skipped.reduce((sum, { count }) => sum + count, 0);
    console.log(`  ${file}: ${rowsRead} rows read, ${lost} skipped`);
    for (const { reason, count, examples } of [...skipped, ...cellsLeftOut]) {
      console.log(`    ${count} × ${reason} (line ${examples.map((example) => example.line).join(', ')})`);
    }
  }
}

function isPublish(method: string, endpoint: string | null): boolean {
  return method === 'POST' && endpoint !== null && endpoint.endsWith('/batch/update');
}
