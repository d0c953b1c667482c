import { formatNumber } from 'roundtable-ui/formats.ts';

/* Every sentence of importing past plays. */

export const IMPORT = {
  heading: 'Import past plays',
  help: 'Paste the table from your spreadsheet: company (record ID or domain), play, started (2026-03-31), run (yes, or no where it was due and nobody ran it), worked (yes or no), and where you know them stage before and stage after. If a row is wrong, nothing is imported, and you see which row and why.',
  faults: ['Where', 'What is wrong'] as const,
  label: 'Table',
  placeholder: 'company,play,started,run,worked,stage before,stage after',
  act: 'Import',
  done: ({ run, notRun, known }: { run: number; notRun: number; known: number }) =>
    `Imported: ${formatNumber(run)} that were run and ${formatNumber(notRun)} that nobody ran.${known === 0 ? '' : ` ${formatNumber(known)} had been imported before.`}`,
};
