import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import vm from 'node:vm';
import { gzipSync } from 'node:zlib';
import { buildSingleExtension } from '@hubspot/ui-extensions-dev-server/build';
import * as RemoteUI from '@remote-ui/react';
import React from 'react';
import { afterAll, expect, test, vi } from 'vitest';
import { readManifest } from '../../src/manifest/manifest.ts';
import { PATIENCE_MS } from '../fixtures/patience.ts';

const source = fileURLToPath(new URL('../../extensions', import.meta.url));
const manifest = readManifest();
const outputDir = mkdtempSync(path.join(tmpdir(), 'bundles-'));
afterAll(() => rmSync(outputDir, { recursive: true }));

const context = {
  crm: { objectId: 42 },
  user: { locale: 'en' },
  portal: { id: 1, timezone: 'Europe/Berlin' },
  variables: { APP_BASE_URL: 'https://app.example' },
};
const refusal = { error: { code: 'FORBIDDEN', message: 'Ask Ana for access.' } };

interface Worker {
  /** What the bundle gave to `hubspot.extend`. */
  registered: ((api: object) => React.ReactNode)[];
  /** URLs it asked for through `hubspot.fetch`; each is refused. */
  asked: string[];
}

/** Evaluates a bundle as HubSpot's worker does: React and the remote components are globals there. */
function runInWorker(bundle: string): Worker {
  const worker: Worker = { registered: [], asked: [] };
  const globals = {
    __HUBSPOT_EXTENSION_WORKER__: true,
    React,
    RemoteUI,
    console,
    crypto,
    URLSearchParams,
    setInterval,
    clearInterval,
    extend_V2: (render: Worker['registered'][number]) => worker.registered.push(render),
    hsFetch: async (url: string) => {
      worker.asked.push(url);
      return { ok: false, status: 403, json: async () => refusal };
    },
    hsWorkerAPI: {
      useExtensionContext: () => context,
      useExtensionActions: () => ({ onCrmPropertiesUpdate: () => undefined }),
      useAppPageLocation: () => ({ path: '/', params: {} }),
    },
  };
  vm.runInNewContext(bundle, Object.assign(globals, { self: globals }));
  return worker;
}

function readTexts(node: { children: readonly unknown[]; text?: string }): string[] {
  const children = node.children as readonly { children?: readonly unknown[]; text?: string }[];
  return children.flatMap((child) => child.text ?? readTexts({ children: child.children ?? [] }));
}

/** What a bundle asks for first, in any order, by its uid; of a card the account. */
const asks: Record<string, string[]> = {
  settings: ['https://app.example/api/settings/sync'],
  pages: ['https://app.example/api/pages/state', 'https://app.example/api/pages/target-list'],
};
const asksOfCard = ['https://app.example/api/cards/account?companyId=42'];

/** Of a bundle, gzipped: a card is loaded with every record somebody opens, the settings and pages with a page of their own. */
const mostBytesOf = (uid: string): number => (manifest.cards.some((card) => card.uid === uid) ? 60_000 : 90_000);

test.each([...manifest.cards, manifest.settings, manifest.page])(
  "$entrypoint bundles as HubSpot's dev server does, and the bundle runs in a worker",
  async ({ uid, entrypoint }) => {
    const file = path.join(source, entrypoint);
    await buildSingleExtension({ file, outputDir, emptyOutDir: false, root: path.dirname(file), logLevel: 'error' });
    const bundle = readFileSync(path.join(outputDir, `${path.parse(file).name}.js`), 'utf8');
    expect(gzipSync(bundle).length).toBeLessThan(mostBytesOf(uid));
    const { registered, asked } = runInWorker(bundle);
    expect(registered).toHaveLength(1);

    const root = RemoteUI.createRemoteRoot(() => undefined);
    const reactRoot = RemoteUI.createRoot(root);
    reactRoot.render(registered[0]?.({ context, actions: {} }));
    await root.mount();
    await vi.waitFor(() => expect(readTexts(root)).toContain('Ask Ana for access.'), PATIENCE_MS);
    expect(asked.toSorted()).toEqual(asks[uid] ?? asksOfCard);
    reactRoot.unmount();
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
  const imports = folders.flatMap((folder) => importsOf(folder).map((imported) => ({ folder, imported })));
  expect(imports.length).toBeGreaterThan(100);
  for (const { folder, imported } of imports) expect(path.relative(folder, imported)).not.toMatch(/^\.\./);
});

/** The files that those of a folder, and of the folders in it, import by a relative path. */
function importsOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !file.includes('node_modules'))
    .map((file) => path.join(folder, file))
    .flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/from '(\.[^']*)'/g)].map((match) =>
        path.resolve(path.dirname(file), match[1] ?? ''),
      ),
    );
}
