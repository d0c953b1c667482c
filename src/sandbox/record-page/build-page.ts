import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const SOURCE = fileURLToPath(new URL('page/', import.meta.url));

/** The page's own script, worker and styles, bundled in memory: file name to content. */
export async function buildPage(): Promise<ReadonlyMap<string, Uint8Array>> {
  const { outputFiles } = await build({
    entryPoints: {
      main: path.join(SOURCE, 'main.tsx'),
      worker: path.join(SOURCE, 'worker.ts'),
      styles: path.join(SOURCE, 'styles/styles.css'),
    },
    bundle: true,
    write: false,
    outdir: SOURCE,
    format: 'iife',
    target: 'es2022',
    jsx: 'automatic',
    minify: true,
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'error',
  });
  return new Map(outputFiles.map(({ path: file, contents }) => [path.basename(file), contents]));
}
