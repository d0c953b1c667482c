import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseProjectConfig } from '@hubspot/project-parsing-lib/projects';
import { translate } from '@hubspot/project-parsing-lib/translate';
import {
  collectWorkspaceDirectories,
  findAndParsePackageJsonFiles,
  getPackableFiles,
} from '@hubspot/project-parsing-lib/workspaces';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findDrift, generateProjectFiles, writeProjectFiles } from '../../src/manifest/generate.ts';
import { readManifest } from '../../src/manifest/manifest.ts';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const manifest = readManifest();
const files = generateProjectFiles(manifest);

test('the committed project files are what app.json says', () => {
  expect(findDrift(repository, manifest.srcDir, files)).toEqual([]);
});

describe('drift', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), 'manifest-'));
    writeProjectFiles(root, files);
  });
  afterEach(() => rmSync(root, { recursive: true }));

  test('there is none after writing, and writing again changes nothing', () => {
    expect(findDrift(root, manifest.srcDir, files)).toEqual([]);
    expect(writeProjectFiles(root, files)).toEqual([]);
  });

  test('a changed, a missing and an unnamed file are each named', () => {
    writeFileSync(path.join(root, 'hsproject.json'), '{}\n');
    rmSync(path.join(root, 'extensions/app/cards/plays-hsmeta.json'));
    writeFileSync(path.join(root, 'extensions/app/cards/old-hsmeta.json'), '{}');
    writeFileSync(path.join(root, 'extensions/hsprofile.old.json'), '{}');
    expect(findDrift(root, manifest.srcDir, files)).toEqual([
      { file: 'hsproject.json', problem: 'differs' },
      { file: 'extensions/app/cards/plays-hsmeta.json', problem: 'missing' },
      { file: 'extensions/hsprofile.old.json', problem: 'not in app.json' },
      { file: 'extensions/app/cards/old-hsmeta.json', problem: 'not in app.json' },
    ]);
  });
});

describe("HubSpot's own parser", () => {
  test.each(Object.entries(manifest.profiles))(
    'accepts the project, skips no file and puts the address of %s in',
    async (profile, { accountId, variables }) => {
      const config = parseProjectConfig(repository);
      const { intermediateRepresentation, skippedHsMetaFiles } = await translate(
        {
          projectSourceDir: path.join(repository, config.srcDir),
          platformVersion: config.platformVersion,
          accountId,
        },
        { skipValidation: true, profile },
      );
      const nodes = intermediateRepresentation.intermediateNodesIndexedByUid;
      expect(skippedHsMetaFiles).toEqual([]);
      expect(
        Object.values(nodes)
          .map((node) => `${node.componentType} ${node.uid}`)
          .sort(),
      ).toEqual([
        'APPLICATION roundtable',
        'CARD committee',
        'CARD plays',
        'CARD pre-call-brief',
        'CARD standing',
        'PAGE pages',
        'SETTINGS settings',
        'WEBHOOKS webhooks',
        'WORKFLOW_ACTION propose-for-list',
        'WORKFLOW_ACTION refresh-account',
        'WORKFLOW_ACTION start-play',
      ]);
      expect(JSON.stringify(nodes)).not.toContain('${');
      expect(nodes['webhooks']?.config).toMatchObject({
        settings: { targetUrl: `${variables.APP_BASE_URL}/webhooks` },
      });
    },
  );

  test('finds the package the extensions share, and packs its sources', async () => {
    const app = path.join(repository, manifest.srcDir, 'app');
    const packages = (await findAndParsePackageJsonFiles(app)).filter(({ dir }) => dir === app);
    const directories = (await collectWorkspaceDirectories(packages)).map(({ workspaceDir }) => workspaceDir);
    const found = directories.map((directory) => path.relative(app, directory)).sort();
    expect(found).toEqual(['cards', 'packages/ui', 'pages', 'settings']);
    const packed = await getPackableFiles(path.join(app, 'packages/ui'));
    expect([...packed]).toEqual(expect.arrayContaining(['package.json', 'call-app.ts', 'use-loaded.ts']));
  });
});
