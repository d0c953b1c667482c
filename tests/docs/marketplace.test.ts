import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { readManifest } from '../../src/manifest/manifest.ts';
import { writeSharedData } from './shared-data.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PAGES = ['docs/marketplace.md', 'docs/marketplace/listing.md', 'docs/marketplace/setup-guide.md'];
const DRAFTS = ['docs/marketplace/privacy-policy-draft.md', 'docs/marketplace/terms-draft.md'];
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

/** Cells of the table below a heading. */
function tableOf(page: string, heading: string): string[][] {
  const [, after = ''] = page.split(`## ${heading}`);
  const [section = ''] = after.split('\n## ');
  const rows = section.split('\n').filter((line) => line.startsWith('|'));
  return rows.slice(2).map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

const marketplace = read('docs/marketplace.md');
const { auth, name, cards, support } = readManifest();

test('every requirement says how it is met and where, or that it is not', () => {
  for (const heading of ['Listing', 'Certification']) {
    const rows = tableOf(marketplace, heading);
    expect(rows.length).toBeGreaterThan(8);
    const wrong = rows.filter(([, , where = '']) => {
      const path = /^`(.+)`$/.exec(where)?.[1];
      return path === undefined ? where !== '—' : !existsSync(join(ROOT, path));
    });
    expect(wrong).toEqual([]);
  }
});

test('the scopes are those of the manifest', () => {
  const rows = tableOf(marketplace, 'Scopes').map(([scope = '', asked]) => [scope.replaceAll('`', ''), asked]);
  expect(rows).toEqual([
    ...auth.requiredScopes.map((scope) => [scope, 'always']),
    ...auth.optionalScopes.map((scope) => [scope, 'optional']),
  ]);
});

test('the properties that are shared are those of the code (vitest -u writes them anew)', async () => {
  const block = /<!-- shared-data -->[^]*<!-- \/shared-data -->/;
  const computed = `<!-- shared-data -->\n\n${writeSharedData()}\n\n<!-- /shared-data -->`;
  expect(marketplace).toMatch(block);
  await expect(marketplace.replace(block, () => computed)).toMatchFileSnapshot(join(ROOT, PAGES[0] ?? ''));
});

test('shared data names each object once, and every object that a scope is about', () => {
  const objects = tableOf(marketplace, 'Shared data').map(([object = '']) => object.toLowerCase());
  expect(new Set(objects).size).toBe(objects.length);
  const scopes = [...auth.requiredScopes, ...auth.optionalScopes];
  const named = scopes.flatMap((scope) => /^crm\.objects\.(\w+)\./.exec(scope)?.[1]?.replace('_', ' ') ?? []);
  expect(named.filter((object) => !objects.includes(object))).toEqual([]);
});

test('the texts keep to HubSpot’s rules', () => {
  expect(name).not.toMatch(/hub/i);
  for (const card of cards) expect(card.name).not.toMatch(/hub/i);
  const [, overview = ''] =
    /\*\*Overview\*\*\s+([\s\S]+?)\s+\*\*Features/.exec(read('docs/marketplace/listing.md')) ?? [];
  expect(overview.length).toBeGreaterThan(160);
  const { supportUrl, documentationUrl } = support;
  expect(new Set([supportUrl, documentationUrl]).size).toBe(2);
  for (const url of [supportUrl, documentationUrl]) expect(url).toMatch(/^https:/);
  for (const page of [...PAGES, ...DRAFTS])
    expect(read(page)).not.toMatch(/\bHubspot\b|\bhubspot\b(?!\/|-)|lorum|lorem/);
  for (const draft of DRAFTS) expect(read(draft).split('\n')[0]).toContain('DRAFT');
});

test('links and pictures lead somewhere', () => {
  for (const page of [...PAGES, ...DRAFTS, 'docs/operations.md', 'docs/tour.md', 'README.md']) {
    const links = [...read(page).matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, path = '']) => path);
    expect(links.filter((path) => !existsSync(join(ROOT, dirname(page), path)))).toEqual([]);
  }
});
