import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import vm from 'node:vm';
import { buildSingleExtension } from '@hubspot/ui-extensions-dev-server/build';
import React from 'react';
import { afterAll, expect, test } from 'vitest';
import { readManifest } from '../../src/manifest/manifest.ts';

const source = fileURLToPath(new URL('../../extensions', import.meta.url));
const manifest = readManifest();
const entrypoints = [...manifest.cards, manifest.settings, manifest.page].map((part) => part.entrypoint);
const outputDir = mkdtempSync(path.join(tmpdir(), 'bundles-'));
afterAll(() => rmSync(outputDir, { recursive: true }));

test.each(entrypoints)(
  "%s bundles as HubSpot's dev server does, and registers itself in a worker",
  async (entrypoint) => {
    const file = path.join(source, entrypoint);
    await buildSingleExtension({ file, outputDir, emptyOutDir: false, root: path.dirname(file), logLevel: 'error' });
    const bundle = readFileSync(path.join(outputDir, `${path.parse(file).name}.js`), 'utf8');

    const registered: unknown[] = [];
    const worker = {
      __HUBSPOT_EXTENSION_WORKER__: true,
      React,
      RemoteUI: await import('@remote-ui/react'),
      console,
      crypto,
      Intl,
      extend_V2: (callback: unknown) => registered.push(callback),
    };
    vm.runInNewContext(bundle, Object.assign(worker, { self: worker }));
    expect(registered).toEqual([expect.any(Function)]);
  },
);

test('no file has a name that HubSpot refuses inside a project', () => {
  const names = readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((file) => !file.includes('node_modules'))
    .map((file) => path.basename(file));
  for (const refused of ['app.json', 'public-app.json', 'serverless.json']) expect(names).not.toContain(refused);
});

/** HubSpot packs each of these folders alone (its lint rule no-parent-imports); shared code comes in as a package. */
test('no extension imports a file outside its own folder', () => {
  const folders = ['cards', 'settings', 'pages', 'packages/ui'].map((folder) => path.join(source, 'app', folder));
  const imports = folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((file) => /\.tsx?$/.test(file))
      .flatMap((file) =>
        [...readFileSync(path.join(folder, file), 'utf8').matchAll(/from '(\.[^']*)'/g)].map((match) => match[1]),
      ),
  );
  expect(imports.length).toBeGreaterThan(10);
  for (const specifier of imports) expect(specifier).toMatch(/^\.\/[^/]+$/);
});
