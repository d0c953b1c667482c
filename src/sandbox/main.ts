import { mkdir } from 'node:fs/promises';
import { UsageError, USAGE, readCommandLine, type SandboxOptions } from './command-line.ts';
import { ImportError } from './import/import-error.ts';
import { openRecordPage, startSandbox, syncSandbox } from './run/run-sandbox.ts';
import { printReport, reportRun, writeExport } from './run/report-run.ts';

/** Runs the sandbox; resolves with the exit code once it has stopped. */
async function run(options: SandboxOptions): Promise<number> {
  const startedAt = Date.now();
  if (options.exportTo !== null) await requireFolder(options.exportTo);
  console.log('Starting HubSpot in a box and the app …');
  const interrupted = waitForInterrupt();
  const sandbox = await startSandbox(options);
  const page = options.once ? null : await openRecordPage(sandbox, options.port);
  try {
    if (page !== null) console.log(`Open ${page.url}/   (it fills while the first sync runs)`);
    const syncing = syncSandbox(sandbox);
    // An interrupt stops the servers it uses, so its failure then is not an error.
    syncing.catch(() => undefined);
    const synced = await Promise.race([syncing, interrupted]);
    if (synced === null) return 0;
    const report = await reportRun(sandbox, synced, startedAt);
    printReport(report, sandbox);
    if (options.exportTo !== null) {
      await writeExport(options.exportTo, report, sandbox);
      console.log(`  Written: accounts.csv, contacts.csv and summary.json in ${options.exportTo}`);
    }
    if (page !== null) {
      console.log(`\nReady: ${page.url}/   (Ctrl-C stops, starting again resumes)`);
      await Promise.race([interrupted, sandbox.app.ended]);
      console.log('\nStopping …');
    }
    return report.faults.length === 0 ? 0 : 1;
  } finally {
    await page?.close();
    await sandbox.stop();
  }
}

/** Fails early, before minutes are spent on results that cannot be written. */
async function requireFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true }).catch((error: unknown) => {
    throw new UsageError(`--export ${path}: no folder can be made there (${(error as Error).message})`);
  });
}

function waitForInterrupt(): Promise<null> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve(null));
    process.once('SIGTERM', () => resolve(null));
  });
}

try {
  const options = readCommandLine(process.argv.slice(2));
  if (options === null) console.log(USAGE);
  else process.exitCode = await run(options);
} catch (error) {
  const isPlain = error instanceof UsageError || error instanceof ImportError;
  console.error(isPlain ? error.message : error);
  process.exitCode = 1;
}
