import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium as playwright } from 'playwright-core';
import type { Browser } from 'playwright-core';
import { PATIENCE_MS } from '../fixtures/patience.ts';

const COMMANDS = ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser', 'microsoft-edge'];
const FIXED_PATHS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/**
 * A Chromium to test with: `BROWSER_PATH`, a Chrome of this machine, else the one of `@sparticuz/chromium` (Linux x64). `null` where there
 * is none, so that a test can be skipped; with `REQUIRE_BROWSER=1` that is an error. Its pages wait `PATIENCE_MS` for what must come.
 */
export async function openBrowser(): Promise<Browser | null> {
  const reasons: string[] = [];
  for (const candidate of [findInstalled, unpackBundled]) {
    try {
      const found = await candidate();
      if (found !== null) return patient(await playwright.launch({ ...found, timeout: PATIENCE_MS }));
    } catch (error) {
      reasons.push((error as Error).message);
    }
  }
  if (process.env['REQUIRE_BROWSER'] === '1') {
    throw new Error(`REQUIRE_BROWSER is set, but no Chromium could be started. ${reasons.join('\n')}`);
  }
  return null;
}

function patient(browser: Browser): Browser {
  const newContext = browser.newContext.bind(browser);
  browser.newContext = async (options) => {
    const context = await newContext(options);
    context.setDefaultTimeout(PATIENCE_MS);
    return context;
  };
  return browser;
}

interface Launch {
  executablePath: string;
  args: string[];
}

/** As root Chromium does not start inside its sandbox; the pages are our own. */
const ARGS = ['--no-sandbox', '--disable-dev-shm-usage'];

async function findInstalled(): Promise<Launch | null> {
  const fromCommands = COMMANDS.flatMap((command) => locate(command) ?? []);
  const paths = [process.env['BROWSER_PATH'] ?? '', ...FIXED_PATHS, ...fromCommands];
  const executablePath = paths.find((each) => each !== '' && existsSync(each));
  return executablePath === undefined ? null : { executablePath, args: ARGS };
}

function locate(command: string): string | null {
  try {
    return execFileSync('which', [command], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return null;
  }
}

async function unpackBundled(): Promise<Launch | null> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null;
  const { default: bundled } = await import('@sparticuz/chromium');
  // Not with the package's own arguments, which are for a cloud function: one process dies with its first page.
  return { executablePath: await bundled.executablePath(), args: ARGS };
}
