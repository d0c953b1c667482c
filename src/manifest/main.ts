import { fileURLToPath } from 'node:url';
import { findDrift, generateProjectFiles, writeProjectFiles } from './generate.ts';
import { readManifest } from './manifest.ts';

/** `npm run manifest` writes the developer project's files from `app.json`; with `--check` it only compares. */
function main(): void {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const manifest = readManifest();
  const files = generateProjectFiles(manifest);
  if (!process.argv.includes('--check')) {
    const changed = writeProjectFiles(root, files);
    console.log(
      `${files.size} project files, ${changed.length} written${changed.map((file) => `\n  ${file}`).join('')}`,
    );
  }
  const drift = findDrift(root, manifest.srcDir, files);
  for (const { file, problem } of drift)
    console.error(`${file}: ${problem}; change app.json, then run npm run manifest`);
  if (drift.length > 0) process.exitCode = 1;
}

main();
