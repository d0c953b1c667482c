import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';

interface LockedPackage {
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
