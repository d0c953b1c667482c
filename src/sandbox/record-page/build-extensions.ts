import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { BundleOrder } from './bundle-worker.ts';
import type { Extension } from './read-extensions.ts';

export interface BuiltExtensions {
  /** Contains the bundles exactly as HubSpot's tool built them. */
  folder: string;
  /** File name of each extension's bundle, by uid. */
  bundles: ReadonlyMap<string, string>;
}

/**
 * Bundles the extensions with HubSpot's own dev-server tool, so that what runs here is what HubSpot would run. A folder named after
 * the hash of the sources and the lock file caches them: unchanged sources are not built again. Throws the tool's error.
 */
export async function buildExtensions(
  extensions: readonly Extension[],
  { projectFolder, cacheFolder }: { projectFolder: string; cacheFolder: string },
): Promise<BuiltExtensions> {
  const bundles = new Map(extensions.map(({ uid, file }) => [uid, `${path.parse(file).name}.js`]));
  if (new Set(bundles.values()).size < bundles.size) throw new Error('Two extensions have an entry file of one name.');
  const folder = path.join(cacheFolder, await hashSources(projectFolder));
  if (!existsSync(folder)) await buildInto(folder, extensions);
  return { folder, bundles };
}

/** Built in a temporary folder and renamed when complete, so that an interrupted build is never taken for a finished one. */
async function buildInto(folder: string, extensions: readonly Extension[]): Promise<void> {
  const outputDir = `${folder}.${process.pid}`;
  await mkdir(outputDir, { recursive: true });
  try {
    await runWorker({ files: extensions.map(({ file }) => file), outputDir });
    await rename(outputDir, folder);
  } catch (error) {
    await rm(outputDir, { recursive: true, force: true });
    // Another process may have finished the same build first.
    if (!existsSync(folder)) throw error;
  }
}

/** In a separate thread: the tool sets NODE_ENV to "production" and uses 150 MB, both of which end with the thread. */
async function runWorker(order: BundleOrder): Promise<void> {
  const worker = new Worker(new URL('bundle-worker.ts', import.meta.url), { workerData: order });
  await new Promise<void>((resolve, reject) => {
    worker
      .once('error', reject)
      .once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`Bundling ended with exit code ${code}.`))));
  });
}

async function hashSources(projectFolder: string): Promise<string> {
  const hash = createHash('sha256');
  const sourceFolder = path.join(projectFolder, 'app');
  const lockFile = path.join(projectFolder, '..', 'package-lock.json');
  for (const file of [...(await listFiles(sourceFolder)), ...(existsSync(lockFile) ? [lockFile] : [])]) {
    hash.update(`${path.relative(projectFolder, file)}\0`).update(await readFile(file));
  }
  return hash.digest('hex').slice(0, 20);
}

async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const kept = entries.filter(({ name }) => name !== 'node_modules' && name !== 'dist');
  const files = await Promise.all(
    kept.map(async (entry) => {
      const full = path.join(folder, entry.name);
      return entry.isDirectory() ? listFiles(full) : [full];
    }),
  );
  return files.flat().sort();
}
