import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { shouldIgnoreFile } from '@hubspot/local-dev-lib/ignoreRules';
import { translate } from '@hubspot/project-parsing-lib/translate';
import { describe, expect, test } from 'vitest';
import { readManifest } from '../../src/manifest/manifest.ts';
import { findUploadProblems } from '../upload/upload-problems.ts';

/* What `hs project upload` sends, with the libraries of HubSpot it decides by; `npm run rehearse:upload` runs it whole. */

const manifest = readManifest();
const source = fileURLToPath(new URL(`../../${manifest.srcDir}`, import.meta.url));
const files = new Map(
  readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((file) => !shouldIgnoreFile(file, true) && statSync(path.join(source, file)).isFile())
    .map((file) => [file.replaceAll(path.sep, '/'), readFileSync(path.join(source, file), 'utf8')]),
);

async function translateFor(profile: string): Promise<object> {
  const accountId = manifest.profiles[profile]?.accountId ?? 0;
  const { platformVersion } = manifest;
  const context = { projectSourceDir: source, platformVersion, accountId };
  return (await translate(context, { skipValidation: true, profile })).intermediateRepresentation;
}

test.each(Object.keys(manifest.profiles))('what is uploaded to %s is whole, and no more', async (profile) => {
  expect(files.size).toBeGreaterThan(100);
  expect(findUploadProblems({ files, uploadRequest: await translateFor(profile) }, manifest, profile)).toEqual([]);
});

describe('a fault in what would be uploaded is found', async () => {
  const uploadRequest = await translateFor('staging');
  const problemsOf = (change: (changed: Map<string, string>) => void, profile = 'staging'): string[] => {
    const changed = new Map(files);
    change(changed);
    return findUploadProblems({ files: changed, uploadRequest }, manifest, profile);
  };

  test('a file that does not belong there, and one with a secret', () => {
    const found = problemsOf((changed) => {
      changed.set('app/cards/node_modules/react/index.js', '');
      changed.set('app/cards/notes.ts', 'const key = "pat-eu1-00000000";');
    });
    expect(found).toEqual([
      'app/cards/node_modules/react/index.js does not belong there',
      'app/cards/notes.ts names a secret',
    ]);
  });

  test('a card or an imported file that is missing', () => {
    const found = problemsOf((changed) => {
      changed.delete('app/cards/PlaysCard.tsx');
      changed.delete('app/cards/account-client.ts');
    });
    expect(found).toContain('app/cards/PlaysCard.tsx does not come along');
    expect(found.filter((problem) => /imports .*account-client\.ts/.test(problem)).length).toBeGreaterThan(0);
  });

  test('a package that no package.json above the file names', () => {
    const found = problemsOf((changed) => changed.set('app/cards/odd.ts', "import { z } from 'zod';"));
    expect(found).toEqual(['app/cards/odd.ts imports zod, which does not come along']);
  });

  test("another environment's addresses", () => {
    expect(problemsOf(() => undefined, 'production')).toEqual([
      'webhooks do not go to https://roundtable.example',
      "https://staging.roundtable.example is another environment's",
    ]);
  });
});
