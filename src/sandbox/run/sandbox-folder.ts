import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import type { SandboxOptions } from '../command-line.ts';

const secrets = z.object({
  clientId: z.string(),
  clientSecret: z.string(),
  appId: z.string(),
  encryptionKeys: z.string(),
});
/** The secrets shared by the stand-in and the app; created once per folder. */
export type SandboxSecrets = z.infer<typeof secrets>;

export interface SandboxFolder {
  path: string;
  secrets: SandboxSecrets;
}

/**
 * The folder with this sandbox's state. Another portal, other content of its files or another point in time is another
 * sandbox, so that a run never resumes the state of a different one.
 */
export async function openSandboxFolder(options: SandboxOptions): Promise<SandboxFolder> {
  const path = resolve(options.folder ?? join('.sandbox', await nameOf(options)));
  if (options.reset) await rm(path, { recursive: true, force: true });
  await mkdir(path, { recursive: true });
  return { path, secrets: await readSecrets(join(path, 'secrets.json')) };
}

async function nameOf({ portal, asOf }: SandboxOptions): Promise<string> {
  const hash = createHash('sha256').update(asOf ?? 'now');
  if (portal === null) return asOf === null ? 'built-in' : `built-in-${hash.digest('hex').slice(0, 12)}`;
  hash.update(resolve(portal));
  for (const file of await listCsvFiles(portal)) hash.update(file).update(await readFile(join(portal, file)));
  return `portal-${hash.digest('hex').slice(0, 12)}`;
}

/** A missing folder is reported by the import, which says what it expected. */
async function listCsvFiles(folder: string): Promise<string[]> {
  const files = await readdir(folder).catch(() => []);
  return files.filter((file) => file.endsWith('.csv')).toSorted();
}

async function readSecrets(path: string): Promise<SandboxSecrets> {
  const held = await readFile(path, 'utf8').catch(() => null);
  if (held !== null) return secrets.parse(JSON.parse(held));
  const made: SandboxSecrets = {
    clientId: randomBytes(16).toString('hex'),
    clientSecret: randomBytes(24).toString('hex'),
    appId: String(1_000_000 + (randomBytes(4).readUInt32BE() % 9_000_000)),
    encryptionKeys: `sandbox:${randomBytes(32).toString('base64')}`,
  };
  await writeFile(path, JSON.stringify(made, null, 2), { mode: 0o600 });
  return made;
}
