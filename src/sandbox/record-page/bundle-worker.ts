import path from 'node:path';
import { workerData } from 'node:worker_threads';
import { buildSingleExtension } from '@hubspot/ui-extensions-dev-server/build';

/** Entry files, and the folder for their bundles. */
export interface BundleOrder {
  files: readonly string[];
  outputDir: string;
}

const { files, outputDir } = workerData as BundleOrder;
for (const file of files) {
  await buildSingleExtension({ file, outputDir, emptyOutDir: false, root: path.dirname(file), logLevel: 'error' });
}
