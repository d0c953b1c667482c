import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

const extensionFile = z.object({
  uid: z.string().regex(/^[\w-]+$/),
  type: z.enum(['card', 'settings', 'page']),
  config: z.object({
    name: z.string().optional(),
    location: z.string().optional(),
    entrypoint: z.string().regex(/^\/.*\.(tsx|jsx|ts|js)$/),
  }),
});

export interface Extension {
  uid: string;
  type: 'card' | 'settings' | 'page';
  title: string;
  location: string;
  /** Absolute path of the source file. */
  file: string;
}

const FOLDERS = ['cards', 'pages', 'settings'];
const LOCATIONS = { card: 'crm.record.tab', settings: 'settings', page: 'pages' } as const;
const TITLES = { card: 'Card', settings: 'Settings', page: 'App page' } as const;

/** The UI extensions of a developer project, in the order of their files. Throws naming a `*-hsmeta.json` that is wrong. */
export async function readExtensions(projectFolder: string): Promise<Extension[]> {
  const found: Extension[] = [];
  for (const name of FOLDERS) {
    const folder = path.join(projectFolder, 'app', name);
    const files = await readdir(folder).catch(() => []);
    for (const file of files.filter((each) => each.endsWith('-hsmeta.json')).sort()) {
      found.push(await readExtension(projectFolder, path.join(folder, file)));
    }
  }
  return found;
}

async function readExtension(projectFolder: string, metaFile: string): Promise<Extension> {
  const result = extensionFile.safeParse(JSON.parse(await readFile(metaFile, 'utf8')));
  if (!result.success) throw new Error(`${metaFile} is no UI extension: ${z.prettifyError(result.error)}`);
  const { uid, type, config } = result.data;
  return {
    uid,
    type,
    title: config.name ?? TITLES[type],
    location: config.location ?? LOCATIONS[type],
    file: path.join(projectFolder, config.entrypoint),
  };
}
