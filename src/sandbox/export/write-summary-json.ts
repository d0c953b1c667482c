import { writeFile } from 'node:fs/promises';

/** Writes summary.json: the report of the run, indented for readability. */
export async function writeSummaryJson(path: string, summary: Readonly<Record<string, unknown>>): Promise<void> {
  await writeFile(path, `${JSON.stringify(summary, null, 2)}\n`);
}
