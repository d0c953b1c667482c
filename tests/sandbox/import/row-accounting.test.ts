import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { importPortal } from '../../../src/sandbox/import/import-portal.ts';
import type { ImportSummary } from '../../../src/sandbox/import/import-summary.ts';
import { PORTAL_OBJECT_TYPES } from '../../../src/sandbox/portal-data.ts';
import { GOOD_FILES } from './export-folder.ts';

const REAL_EXPORT = '../shared/data/portal-export';

function sum(counts: readonly { count: number }[]): number {
  return counts.reduce((total, { count }) => total + count, 0);
}

const id = fc.oneof(fc.constantFrom('1', '2', '3', '100', '101', '500'), fc.constantFrom('', 'x', '0', '-4'));
const ids = fc.array(id, { maxLength: 3 }).map((list) => list.join(';'));
const time = fc.constantFrom('2026-01-01T00:00:00Z', '2026-01-02 10:00', '1767225600000', 'soon', '', '2026-13-01');
const type = fc.constantFrom('PAGE_VIEW', 'EMAIL_OPEN', 'MEETING', 'AD_CLICK', 'EVENT_ATTENDED', 'note', 'NAP', '');
const text = fc.oneof(fc.string({ maxLength: 6 }), fc.constantFrom('Lead', 'Closed Won', '"', 'a;b', 'line\nbreak'));

/** Rows of cells as a CSV; now and then a row lacks its last cell. */
function csv(header: string, ...cells: fc.Arbitrary<string>[]): fc.Arbitrary<{ text: string; rows: number }> {
  const row = fc.tuple(fc.tuple(...cells), fc.integer({ min: 0, max: 9 }));
  return fc.array(row, { maxLength: 12 }).map((rows) => {
    const lines = rows.map(([values, luck]) => {
      const kept = luck === 0 ? values.slice(0, -1) : values;
      return kept.map((value) => `"${value.replaceAll('"', '""')}"`).join(',');
    });
    return { text: [header, ...lines].join('\n'), rows: rows.length };
  });
}

const anyExport = fc.record({
  'companies.csv': csv('Record ID,Company name,Number of Employees,Industry,Company owner', id, text, text, text, text),
  'contacts.csv': csv('Record ID,Email,Buying Role,Associated Company IDs', id, text, text, ids),
  'deals.csv': csv(
    'Record ID,Deal Stage,Amount,Associated Company IDs,Associated Contact IDs',
    id,
    text,
    text,
    ids,
    ids,
  ),
  'activities.csv': csv(GOOD_FILES['activities.csv']?.trim() ?? '', id, type, time, ids, ids),
});

async function importFiles(files: Record<string, string>): Promise<ImportSummary> {
  const folder = await mkdtemp(join(tmpdir(), 'portal-rows-'));
  try {
    for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
    return (await importPortal(folder)).summary;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

test('every row read is imported or skipped with a reason, whatever the rows hold', async () => {
  await fc.assert(
    fc.asyncProperty(anyExport, async (files) => {
      const texts = Object.entries(files).map(([name, file]) => [name, file.text]);
      const summary = await importFiles({ 'owners.csv': GOOD_FILES['owners.csv'] ?? '', ...Object.fromEntries(texts) });
      for (const file of summary.files) {
        expect(sum(file.imported) + sum(file.skipped)).toBe(file.rowsRead);
        if (file.file !== 'owners.csv') expect(file.rowsRead).toBe(files[file.file as keyof typeof files].rows);
      }
    }),
    { numRuns: 60 },
  );
});

describe.skipIf(!existsSync(REAL_EXPORT))('the export in ../shared (skipped where it is absent)', () => {
  test('every company, contact, deal and activity is accounted for by kind, and nothing is left out', async () => {
    const { data, summary } = await importPortal(REAL_EXPORT);
    expect(summary.files.map(({ file, rowsRead }) => [file, rowsRead])).toEqual([
      ['owners.csv', 14],
      ['companies.csv', 1_000],
      ['contacts.csv', 4_285],
      ['deals.csv', 315],
      ['activities.csv', 20_759],
    ]);
    expect(summary.files.flatMap(({ skipped, cellsLeftOut }) => [...skipped, ...cellsLeftOut])).toEqual([]);
    const activities = summary.files.at(-1)?.imported.map(({ kind, as, count }) => [kind, as, count]);
    expect(activities?.sort()).toEqual([
      ['AD_CLICK', 'ad activities', 153],
      ['AD_IMPRESSION', 'ad activities', 2_073],
      ['CALL_CONNECTED', 'calls', 348],
      ['CALL_NO_ANSWER', 'calls', 875],
      ['DEMO_REQUEST', 'events e_submitted_form', 171],
      ['EMAIL_CLICK', 'contacts.hs_email_click', 1_183],
      ['EMAIL_OPEN', 'contacts.hs_email_open', 3_605],
      ['EMAIL_REPLY', 'emails', 517],
      ['EMAIL_SENT', 'emails', 3_072],
      ['EVENT_ATTENDED', 'marketing event participations', 183],
      ['FORM_SUBMISSION', 'events e_submitted_form', 493],
      ['MEETING', 'meetings', 361],
      ['PAGE_VIEW', 'events e_visited_page', 6_883],
      ['PRICING_PAGE_VIEW', 'events e_visited_page', 842],
    ]);
    expect(PORTAL_OBJECT_TYPES.map((objectType) => [objectType, data.objects[objectType].length])).toEqual([
      ['companies', 1_000],
      ['contacts', 4_285],
      ['deals', 315],
      ['meetings', 361],
      ['calls', 1_223],
      ['emails', 3_589],
      ['notes', 0],
      ['tasks', 0],
      ['tickets', 0],
    ]);
    const counted = (property: string): number =>
      data.objects.contacts.reduce((total, { properties }) => total + Number(properties[property] ?? 0), 0);
    expect([counted('hs_email_open'), counted('hs_email_click')]).toEqual([3_605, 1_183]);
    expect([data.events.length, data.adActivities.length]).toEqual([6_883 + 842 + 493 + 171, 2_073 + 153]);
    expect(data.marketingEvents.flatMap(({ participations }) => participations)).toHaveLength(183);
    expect(summary.undatedEmailActivities).toBe(0);
  });
});
