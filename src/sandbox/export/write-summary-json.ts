import { writeFile } from 'node:fs/promises';

/** Writes summary.json: what the run reports about itself, indented for people. */
export async function writeSummaryJson(path: string, summary: Readonly<Record<string, unknown>>): Promise<void> {
  await writeFile(path, `${JSON.stringify(summary, null, 2)}\n`);
}
