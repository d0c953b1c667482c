import { z } from 'zod';

const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({
      name: z.string().optional(),
      version: z.string().optional(),
      license: z.string().optional(),
      integrity: z.string().optional(),
      dev: z.boolean().default(false),
      link: z.boolean().default(false),
    }),
  ),
});

export interface Component {
  type: 'library';
  'bom-ref': string;
  name: string;
  version: string;
  purl: string;
  licenses?: object[];
  hashes?: { alg: string; content: string }[];
}

/**
 * The bill of materials (CycloneDX 1.5) of the packages that `npm ci --omit=dev` brings, by `package-lock.json`. npm's own `npm sbom --omit dev`
 * (npm 11.19) leaves out what is asked for by a tool as well, `pg` and `zod` among it.
 * @throws ZodError for what is no lock file
 */
export function describePackages(lockFile: unknown): {
  bomFormat: string;
  specVersion: string;
  components: Component[];
} {
  const { packages } = lockSchema.parse(lockFile);
  const components = new Map<string, Component>();
  for (const [path, { name, version = '', license, integrity, dev, link }] of Object.entries(packages)) {
    if (!path.includes('node_modules/') || dev || link) continue;
    const known = name ?? path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    const purl = `pkg:npm/${known.replace('@', '%40')}@${version}`;
    components.set(purl, {
      type: 'library',
      'bom-ref': purl,
      name: known,
      version,
      purl,
      ...(license === undefined
        ? {}
        : { licenses: [/[ ()]/.test(license) ? { expression: license } : { license: { id: license } }] }),
      ...(integrity === undefined ? {} : { hashes: [toHash(integrity)] }),
    });
  }
  return { bomFormat: 'CycloneDX', specVersion: '1.5', components: [...components.values()] };
}

/** `sha512-…` in base64, as CycloneDX has it: `SHA-512` and hex. */
function toHash(integrity: string): { alg: string; content: string } {
  const [algorithm = '', digest = ''] = integrity.split('-');
  return {
    alg: algorithm.toUpperCase().replace('SHA', 'SHA-'),
    content: Buffer.from(digest, 'base64').toString('hex'),
  };
}
