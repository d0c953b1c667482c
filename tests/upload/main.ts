import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { extractZipArchive } from '@hubspot/local-dev-lib/archive';
import { z } from 'zod';
import { readManifest, type Manifest } from '../../src/manifest/manifest.ts';
import { createProjectsApi, type ProjectsApi } from './projects-api.ts';
import { findUploadProblems } from './upload-problems.ts';

/** The CLI is not among our packages: it brings 600 of its own. */
const CLI = '@hubspot/cli@8.14.0';
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const COMPONENT_TYPES = ['APPLICATION', 'CARD', 'PAGE', 'SETTINGS', 'WEBHOOKS', 'WORKFLOW_ACTION'];

/**
 * `npm run rehearse:upload [-- --cli <folder with node_modules/.bin/hs>]`: HubSpot's own CLI uploads the project under
 * each profile to a stand-in of its endpoints, and what it sent is looked at. Exits non-zero where something is wrong.
 */
async function main(): Promise<void> {
  const work = mkdtempSync(path.join(tmpdir(), 'rehearse-upload-'));
  try {
    const { values } = parseArgs({ options: { cli: { type: 'string' } } });
    const cli = path.resolve(values.cli ?? installCli(work), 'node_modules/.bin/hs');
    const manifest = readManifest();
    const faults = [];
    for (const profile of Object.keys(manifest.profiles))
      faults.push(...(await rehearse(work, cli, manifest, profile)));
    for (const fault of faults) console.error(fault);
    if (faults.length > 0) process.exitCode = 1;
  } finally {
    rmSync(work, { recursive: true });
  }
}

function installCli(work: string): string {
  console.log(`installing ${CLI} …`);
  const folder = path.join(work, 'cli');
  mkdirSync(folder);
  execFileSync('npm', ['install', '--prefix', folder, '--no-audit', '--no-fund', '--ignore-scripts', CLI], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return folder;
}

async function rehearse(work: string, cli: string, manifest: Manifest, profile: string): Promise<string[]> {
  const folder = path.join(work, profile);
  mkdirSync(folder);
  const tls = makeCertificate(folder);
  const api = createProjectsApi(tls, COMPONENT_TYPES);
  api.server.listen(0, 'localhost');
  await once(api.server, 'listening');
  const { port } = api.server.address() as AddressInfo;
  const { code, output } = await runCli(cli, folder, { port, profile, accountId: accountOf(manifest, profile) });
  api.server.close();
  const problems = await problemsOf(api, folder, manifest, profile);
  if (code !== 0) problems.push(`the CLI ended with ${code}:\n${output}`);
  console.log(`${profile}: ${problems.length} problems; asked for\n  ${api.requests.join('\n  ')}`);
  return problems.map((problem) => `${profile}: ${problem}`);
}

function accountOf(manifest: Manifest, profile: string): number {
  return manifest.profiles[profile]?.accountId ?? 0;
}

function makeCertificate(folder: string): { key: string; cert: string } {
  const [key, cert] = ['key.pem', 'cert.pem'].map((name) => path.join(folder, name)) as [string, string];
  const request = 'req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=localhost -addext subjectAltName=DNS:localhost';
  execFileSync('openssl', [...request.split(' '), '-keyout', key, '-out', cert], { stdio: 'ignore' });
  return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
}

interface CliRun {
  port: number;
  profile: string;
  accountId: number;
}

/** As a publisher runs it; its home is a folder of its own, so that no account of this machine is near. */
async function runCli(
  cli: string,
  folder: string,
  { port, profile, accountId }: CliRun,
): Promise<{ code: number | null; output: string }> {
  const config = path.join(folder, 'hubspot.config.yml');
  const account = {
    name: profile,
    accountId,
    env: 'prod',
    authType: 'personalaccesskey',
    personalAccessKey: 'key',
    auth: { tokenInfo: {} },
  };
  writeFileSync(config, JSON.stringify({ allowUsageTracking: false, defaultAccount: accountId, accounts: [account] }));
  const args = ['project', 'upload', '--profile', profile, '--force', '--skip-npm-audit'];
  const child = spawn(cli, args, {
    cwd: ROOT,
    env: {
      PATH: process.env['PATH'],
      HOME: folder,
      CI: '1',
      NO_UPDATE_NOTIFIER: '1',
      HUBSPOT_CONFIG_PATH: config,
      HUBAPI_DOMAIN_OVERRIDE: `localhost:${port}/api`,
      NODE_EXTRA_CA_CERTS: path.join(folder, 'cert.pem'),
    },
    timeout: 120_000,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output };
}

async function problemsOf(api: ProjectsApi, folder: string, manifest: Manifest, profile: string): Promise<string[]> {
  const [form, ...more] = api.uploads;
  const zip = form?.get('projectFilesZip');
  if (form === undefined || more.length > 0 || !(zip instanceof File)) return ['the project was not uploaded once'];
  const target = path.join(folder, 'uploaded');
  await extractZipArchive(Buffer.from(await zip.arrayBuffer()), profile, target, {
    includesRootDir: false,
    hideLogs: true,
  });
  const files = readTexts(target);
  const uploadRequest: unknown = JSON.parse(z.string().parse(form.get('uploadRequest')));
  console.log(
    `${profile}: ${files.size} files, ${Math.round(zip.size / 1024)} kB, fields ${[...form.keys()].join(', ')}`,
  );
  return [
    ...(form.get('platformVersion') === manifest.platformVersion ? [] : ['the platform version is another one']),
    ...findUploadProblems({ files, uploadRequest }, manifest, profile),
    ...api.unknown.map((request) => `${request} is not known to the stand-in`),
  ];
}

function readTexts(folder: string): Map<string, string> {
  if (!existsSync(folder)) return new Map();
  return new Map(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => statSync(path.join(folder, file)).isFile())
      .map((file) => [file.replaceAll(path.sep, '/'), readFileSync(path.join(folder, file), 'utf8')]),
  );
}

await main();
