import { existsSync, globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PAGES = ['CONTRIBUTING.md', 'README.md', ...globSync('docs/*.md', { cwd: ROOT })].toSorted();
const { scripts } = JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8')) as { scripts: Record<string, string> };
const files = globSync('{src,extensions,tests,docs,deploy,.ci,.github}/**/*.{ts,tsx,json,md,yaml,html,sh}', {
  cwd: ROOT,
  exclude: (name) => name === 'node_modules',
}).map((path) => path.replaceAll('\\', '/'));

/** What is written as code, on one line or as a block. */
function listCode(page: string): string[] {
  const text = readFileSync(ROOT + page, 'utf8');
  const blocks = [...text.matchAll(/```\w*\n([^]*?)```/g)].flatMap(([, block = '']) => block.split('\n'));
  return [...blocks, ...[...text.replaceAll(/```[^]*?```/g, '').matchAll(/`([^`]+)`/g)].map(([, code = '']) => code)];
}

const NAMES_A_FILE = /^[\w./…-]*[\w-]\.(?:tsx?|md|ya?ml|sh|json)$/;
/** Not of this tree: what somebody makes or downloads, and a beginning that stands for several files. */
const ELSEWHERE = /^(?:out\/|NNN-|…)|[<>…*]/;

/** By its path, or by the end of it, as a recipe that named the folder goes on. */
function isThere(path: string): boolean {
  return existsSync(ROOT + path) || files.some((file) => file.endsWith(`/${path}`));
}

describe.each(PAGES)('%s', (page) => {
  const code = listCode(page);

  test('names files that are there', () => {
    const named = code.filter((each) => NAMES_A_FILE.test(each) && !ELSEWHERE.test(each));
    expect(named.filter((path) => !isThere(path))).toEqual([]);
  });

  test('names folders that are there', () => {
    const named = code.filter((each) => /^(?:src|tests|extensions|docs|deploy)\/[\w./-]*$/.test(each));
    expect(named.filter((path) => !existsSync(ROOT + path))).toEqual([]);
  });

  test('names scripts that are there', () => {
    const asked = code.flatMap((each) => [...each.matchAll(/\bnpm run ([\w:]+)/g)].map(([, name = '']) => name));
    expect(asked.filter((name) => scripts[name] === undefined)).toEqual([]);
  });

  test('gives tests to run that are there', () => {
    const run = code.flatMap((each) => /\bvitest run ([\w./-]+)/.exec(each)?.[1] ?? []);
    expect(run.filter((path) => !existsSync(ROOT + path) && globSync(`${path}*`, { cwd: ROOT }).length === 0)).toEqual(
      [],
    );
  });
});

test('every name that CONTRIBUTING sends to is one of the source', () => {
  const words = new Set(
    files
      .filter(
        (path) => /^(?:src|extensions|tests)\/.*\.tsx?$/.test(path) && !path.endsWith('docs/contributing.test.ts'),
      )
      .flatMap((path) => readFileSync(ROOT + path, 'utf8').match(/\b\w+\b/g) ?? []),
  );
  const named = listCode('CONTRIBUTING.md').filter((each) => /^(?:[A-Z][A-Z_]{2,}|[A-Za-z]+[a-z][A-Z]\w+)$/.test(each));
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((name) => !words.has(name))).toEqual([]);
});
