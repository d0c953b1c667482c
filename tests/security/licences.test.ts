import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { describePackages } from '../sbom/describe-packages.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

interface LockedPackage {
  version?: string;
  license?: string;
  integrity?: string;
  os?: string[];
  dev?: boolean;
  devOptional?: boolean;
  link?: boolean;
}

/** What may be linked into a service under MIT without further duties than naming it. */
const SHIPPED = [
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'ISC',
  'MIT',
  '(MIT OR CC0-1.0)',
];
/** Tools: they run while the app is built and tested, and no part of them is handed on. */
const TOOLS = [...SHIPPED, 'CC-BY-3.0', 'CC-BY-4.0', 'CC0-1.0', 'MPL-2.0', 'Python-2.0'];

const lock = JSON.parse(await readFile(new URL('../../package-lock.json', import.meta.url), 'utf8')) as {
  packages: Record<string, LockedPackage>;
};
const { dependencies: runs } = JSON.parse(await readFile(`${ROOT}package.json`, 'utf8')) as {
  dependencies: Record<string, string>;
};
const locked = Object.entries(lock.packages).filter(([path, { link }]) => path.includes('node_modules/') && !link);

function notAllowed(packages: typeof locked, allowed: readonly string[]): string[] {
  return packages.flatMap(([path, { license = 'none named' }]) =>
    allowed.includes(license) ? [] : [`${path}: ${license}`],
  );
}

test('every package that runs in the service has a licence that allows it', () => {
  const shipped = locked.filter(([, { dev, devOptional }]) => !dev && !devOptional);
  expect(shipped.length).toBeGreaterThan(50);
  expect(notAllowed(shipped, SHIPPED)).toEqual([]);
});

test('every tool has a licence that allows its use', () => {
  expect(notAllowed(locked, TOOLS)).toEqual([]);
});

test('every package is pinned by its hash, but for binaries of other platforms (decision 072)', () => {
  const unpinned = locked.filter(([, { integrity, os }]) => os === undefined && !integrity?.startsWith('sha512-'));
  expect(unpinned.map(([path]) => path)).toEqual([]);
});

test('the bill of materials names every package that runs in the service, by version, hash and licence', () => {
  const { components } = describePackages(lock);
  const listed = new Map(components.map((component) => [`${component.name}@${component.version}`, component]));
  const shipped = locked.filter(([, { dev }]) => !dev);
  const names = shipped.map(
    ([path, { version }]) => `${path.slice(path.lastIndexOf('node_modules/') + 13)}@${version}`,
  );
  expect(new Set(listed.keys())).toEqual(new Set(names));
  expect(Object.entries(runs).filter(([name, version]) => !listed.has(`${name}@${version}`))).toEqual([]);
  expect(components[0]?.purl).toMatch(/^pkg:npm\/(?:%40[\w-]+\/)?[\w-]+@\d/);
  expect(
    components.filter(({ hashes, licenses }) => hashes?.[0]?.content.length !== 128 || licenses === undefined),
  ).toEqual([]);
});

test('a workflow asks for known holes on every push and every week, and fails on those of the service', async () => {
  const workflow = parse(await readFile(`${ROOT}.github/workflows/audit.yaml`, 'utf8')) as {
    on: { push: object; schedule: { cron: string }[] };
    jobs: { audit: { steps: { run?: string; if?: string }[] } };
  };
  expect(workflow.on.schedule).toHaveLength(1);
  expect(workflow.on.push).toBeDefined();
  const run = workflow.jobs.audit.steps.flatMap((step) => step.run ?? []);
  expect(run).toContain('npm audit --omit=dev --audit-level=high');
  expect(run).toContain('npm audit signatures');
});
