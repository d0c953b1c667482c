import path from 'node:path';
import { z } from 'zod';
import type { Manifest } from '../../src/manifest/manifest.ts';

/** The field `uploadRequest` of HubSpot's CLI: what it made of the `*-hsmeta.json` files. */
export const uploadRequestSchema = z.looseObject({
  intermediateNodesIndexedByUid: z.record(z.string(), z.looseObject({ uid: z.string(), componentType: z.string() })),
});

interface Upload {
  /** The files of the project by their path below `srcDir`, with their text. */
  files: ReadonlyMap<string, string>;
  uploadRequest: unknown;
}

const UNWANTED = /(^|\/)(node_modules\/|\.|hubspot\.config\.ya?ml$|app\.json$)|\.(log|pem|key)$/;
/** HubSpot's tokens and personal access keys, private keys, and the variables of ours that hold secrets. */
const SECRET =
  /\bpat-\w{2,3}\d-|-----BEGIN [A-Z ]*PRIVATE KEY|\b(HUBSPOT_CLIENT_SECRET|ENCRYPTION_KEYS|DATABASE_URL)\b/;
const TYPESCRIPT = ['', '.ts', '.tsx', '/index.ts'];

/** What is wrong with an upload of the project under one profile; empty where HubSpot gets all it needs and no more. */
export function findUploadProblems({ files, uploadRequest }: Upload, manifest: Manifest, profile: string): string[] {
  return [
    ...[...files.keys()].filter((file) => UNWANTED.test(file)).map((file) => `${file} does not belong there`),
    ...[...files].filter(([, text]) => SECRET.test(text)).map(([file]) => `${file} names a secret`),
    ...[...files].flatMap(([file, text]) => missingImports(files, file, text)),
    ...componentProblems(files, uploadRequest, manifest, profile),
  ];
}

/** Each file or package that a source names has to come along, or to be one of the packages HubSpot installs. */
function missingImports(files: Upload['files'], file: string, text: string): string[] {
  if (!/\.tsx?$/.test(file)) return [];
  const installed = packagesOf(files, file);
  const imports = [...text.matchAll(/ from '([^'\s]+)';$/gm)].map(([, name = '']) => name);
  return imports
    .filter((name) => {
      if (!name.startsWith('.')) return !installed.some((known) => name === known || name.startsWith(`${known}/`));
      const target = path.posix.join(path.posix.dirname(file), name);
      return !TYPESCRIPT.some((ending) => files.has(`${target}${ending}`));
    })
    .map((name) => `${file} imports ${name}, which does not come along`);
}

const packageSchema = z.looseObject({ dependencies: z.record(z.string(), z.string()).default({}) });

function packagesOf(files: Upload['files'], file: string): string[] {
  for (let folder = path.posix.dirname(file); folder !== '.'; folder = path.posix.dirname(folder)) {
    const text = files.get(`${folder}/package.json`);
    if (text !== undefined) return Object.keys(packageSchema.parse(JSON.parse(text)).dependencies);
  }
  return [];
}

function componentProblems(files: Upload['files'], request: unknown, manifest: Manifest, profile: string): string[] {
  const { cards, settings, page, workflowActions, uid, profiles } = manifest;
  const nodes = uploadRequestSchema.parse(request).intermediateNodesIndexedByUid;
  const wanted = [uid, 'webhooks', settings.uid, page.uid, ...[...cards, ...workflowActions].map((part) => part.uid)];
  const entrypoints = [settings, page, ...cards].map(({ entrypoint }) => entrypoint.slice(1));
  // Where the publisher helps and explains is the same for all.
  const text = JSON.stringify(nodes, (key, value: unknown) => (key === 'support' ? undefined : value));
  const base = profiles[profile]?.variables.APP_BASE_URL;
  const elsewhere = Object.values(profiles)
    .map(({ variables }) => variables.APP_BASE_URL)
    .filter((url) => url !== base && text.includes(`"${url}`));
  return [
    ...wanted.filter((name) => nodes[name] === undefined).map((name) => `${name} is not named`),
    ...entrypoints.filter((file) => !files.has(file)).map((file) => `${file} does not come along`),
    ...(text.includes('${') ? ['a variable is not put in'] : []),
    ...(text.includes(`"${base}/webhooks"`) ? [] : [`webhooks do not go to ${base}`]),
    ...elsewhere.map((url) => `${url} is another environment's`),
  ];
}
