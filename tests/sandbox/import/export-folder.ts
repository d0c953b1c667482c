import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A good small export; a test replaces the files it is about. */
export const GOOD_FILES: Readonly<Record<string, string>> = {
  'owners.csv': 'Record ID,Name,Email\n9000,Ana Ruiz,ana@vendor.example\n9001,Kai Tanaka,kai@vendor.example\n',
  'companies.csv':
    'Record ID,Company name,Company owner,Create Date\n100,Orbis,Ana Ruiz,2025-01-02T00:00:00Z\n101,Lumen,,\n',
  'contacts.csv':
    'Record ID,First Name,Email,Associated Company IDs\n1,Mia,mia@orbis.example,100\n2,Jo,jo@lumen.example,101;100\n',
  'deals.csv': 'Record ID,Deal Name,Deal Stage,Associated Company IDs\n500,Orbis platform,Closed Won,100\n',
  'activities.csv': 'Record ID,Type,Timestamp,Associated Contact IDs,Associated Company IDs\n',
};

/** Writes an export into a folder that lives as long as the test. `null` leaves a file out. */
export async function writeExport(files: Record<string, string | Buffer | null> = {}): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'portal-export-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries({ ...GOOD_FILES, ...files })) {
    if (content !== null) await writeFile(join(folder, name), content);
  }
  return folder;
}

/** activities.csv with these rows under the usual header. */
export function activitiesCsv(...rows: string[]): string {
  return `${GOOD_FILES['activities.csv']}${rows.map((row) => `${row}\n`).join('')}`;
}
