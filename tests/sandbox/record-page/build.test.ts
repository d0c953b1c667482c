import { cp, mkdtemp, readFile, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildExtensions } from '../../../src/sandbox/record-page/build-extensions.ts';
import { buildPage } from '../../../src/sandbox/record-page/build-page.ts';
import { readExtensions } from '../../../src/sandbox/record-page/read-extensions.ts';

const REPOSITORY = fileURLToPath(new URL('../../..', import.meta.url));
const PROJECT = path.join(REPOSITORY, 'extensions');
const ODD_PROJECT = path.join(REPOSITORY, 'tests/fixtures/odd-extensions');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'build-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('the project’s cards, page and settings are found with where they are shown', async () => {
  const found = (await readExtensions(PROJECT)).map(({ uid, type, location }) => `${type} ${uid} at ${location}`);
  expect(found).toEqual([
    'card committee at crm.record.tab',
    'card plays at crm.record.tab',
    'card pre-call-brief at crm.record.tab',
    'card standing at crm.record.sidebar',
    'page pages at pages',
    'settings settings at settings',
  ]);
});

describe('bundles', () => {
  test('every extension is one script that registers itself and leaves React to the worker', async () => {
    const extensions = await readExtensions(PROJECT);
    const built = await buildExtensions(extensions, { projectFolder: PROJECT, cacheFolder: path.join(folder, 'all') });
    expect([...built.bundles.keys()]).toEqual([
      'committee',
      'plays',
      'pre-call-brief',
      'standing',
      'pages',
      'settings',
    ]);
    for (const file of built.bundles.values()) {
      const bundle = await readFile(path.join(built.folder, file), 'utf8');
      expect(bundle).toContain('extend_V2');
      expect(bundle).toMatch(/\}\)\(React, RemoteUI\);?\s*$/);
    }
  });

  test('unchanged sources are taken from the cache, a changed one is built again', async () => {
    const projectFolder = path.join(folder, 'project');
    await cp(ODD_PROJECT, projectFolder, { recursive: true });
    await symlink(path.join(REPOSITORY, 'node_modules'), path.join(folder, 'node_modules'));
    const options = { projectFolder, cacheFolder: path.join(folder, 'cache') };
    const extensions = (await readExtensions(projectFolder)).filter(({ uid }) => uid === 'broken');
    const first = await buildExtensions(extensions, options);
    const builtAt = (await stat(path.join(first.folder, 'BrokenCard.js'))).mtimeMs;
    const again = await buildExtensions(extensions, options);
    expect(again.folder).toBe(first.folder);
    expect((await stat(path.join(again.folder, 'BrokenCard.js'))).mtimeMs).toBe(builtAt);
    const source = path.join(projectFolder, 'app/cards/BrokenCard.tsx');
    await writeFile(source, (await readFile(source, 'utf8')).replace('no heart', 'no pulse'));
    const changed = await buildExtensions(extensions, options);
    expect(changed.folder).not.toBe(first.folder);
    expect(await readFile(path.join(changed.folder, 'BrokenCard.js'), 'utf8')).toContain('no pulse');
  });

  test('a source that cannot be built fails and leaves nothing in the cache', async () => {
    const projectFolder = path.join(folder, 'faulty');
    await cp(ODD_PROJECT, projectFolder, { recursive: true });
    await writeFile(path.join(projectFolder, 'app/cards/BrokenCard.tsx'), 'const = ;');
    const cacheFolder = path.join(folder, 'faulty-cache');
    const extensions = await readExtensions(projectFolder);
    await expect(buildExtensions(extensions, { projectFolder, cacheFolder })).rejects.toThrow('BrokenCard.tsx');
    expect(await readdir(cacheFolder)).toEqual([]);
  });
});

test('the page needs nothing from elsewhere', async () => {
  const files = await buildPage();
  expect([...files.keys()].sort()).toEqual(['main.js', 'styles.css', 'worker.js']);
  const styles = Buffer.from(files.get('styles.css') ?? []).toString();
  expect(styles).toContain('.hs-button-primary');
  expect(styles).not.toMatch(/url\(|@import/);
});
