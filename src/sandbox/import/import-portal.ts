import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { createEmptyPortal } from '../empty-portal.ts';
import type { PortalData } from '../portal-data.ts';
import { importActivities } from './import-activities.ts';
import { importCompanies } from './import-companies.ts';
import { importContacts } from './import-contacts.ts';
import { createImportContext, type ImportContext } from './import-context.ts';
import { importDeals } from './import-deals.ts';
import { ImportError } from './import-error.ts';
import { importOwners } from './import-owners.ts';
import type { ImportSummary } from './import-summary.ts';

/** Account id of an imported portal; an export does not contain it. */
const IMPORTED_PORTAL_ID = 1_000_001;

/**
 * Reads a folder of HubSpot's CSV exports (owners.csv, companies.csv, contacts.csv, deals.csv, activities.csv) as an
 * Enterprise portal. Invalid rows are skipped and counted in the summary. Throws ImportError, naming file, line, column and what was
 * expected, if a file is missing or is not what it should be.
 */
export async function importPortal(folder: string): Promise<{ data: PortalData; summary: ImportSummary }> {
  await requireFolder(folder);
  const name = basename(resolve(folder));
  const data = createEmptyPortal({ portalId: IMPORTED_PORTAL_ID, name, timeZone: 'UTC', companyCurrency: 'USD' });
  const context = createImportContext(folder, data);
  // In this order the records that a file refers to are already imported.
  await importOwners(context);
  await importCompanies(context);
  await importContacts(context);
  await importDeals(context);
  await importActivities(context);
  return { data, summary: toSummary(context) };
}

async function requireFolder(folder: string): Promise<void> {
  const isFolder = await stat(folder).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
  if (isFolder) return;
  const expected = 'a folder with owners.csv, companies.csv, contacts.csv, deals.csv and activities.csv';
  throw new ImportError({ file: folder, line: null, column: null, problem: 'no such folder', expected });
}

function toSummary(context: ImportContext): ImportSummary {
  const { addedOptions, customProperties } = context.data;
  return {
    files: context.tallies.map((tally) => tally.toSummary()),
    undatedEmailActivities: context.undatedEmailActivities,
    addedOptions: Object.fromEntries(
      Object.entries(addedOptions).flatMap(([objectType, properties]) =>
        Object.entries(properties).map(([property, options]) => [
          `${objectType}.${property}`,
          options.map(({ label }) => label),
        ]),
      ),
    ),
    customProperties: Object.entries(customProperties).flatMap(([objectType, properties]) =>
      properties.map(({ name }) => `${objectType}.${name}`),
    ),
    assumptions: [...context.assumptions],
  };
}
