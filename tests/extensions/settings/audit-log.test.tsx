import { Button, Link, LoadingButton, TableCell } from '@hubspot/ui-extensions';
import { afterEach, describe, expect, test } from 'vitest';
import type { AuditRow } from '../../../extensions/app/settings/access/keys-data.ts';
import { writeFor } from '../../../extensions/app/packages/ui/formats.ts';
import { readScreen } from '../text.ts';
import { active, showSettings } from './show-settings.tsx';

const LOG = 'GET /api/settings/audit';
const LINK = 'POST /api/settings/audit/export-link';
const line: AuditRow = {
  alike: null,
  id: 9,
  at: '2026-11-23T16:13:05.000Z',
  actor: 'roundtable',
  actorName: null,
  action: 'list changed',
  subject: 'Acme',
  details: {
    from: 2,
    to: 3,
    reason: 'Tier 3: fit 48 < 50 for Tier 2, at ⟦1240⟧',
    autoApply: { addTo: [3], moveTo: [3], remove: false },
  },
};
async function showLog(lines: Partial<AuditRow>[], more: Record<string, unknown[]> = {}) {
  const entries = lines.map((each, index) => ({ ...line, ...each, id: 100 - index }));
  const settings = showSettings([active], { [LOG]: [{ entries, next: null }], ...more });
  await settings.open('audit');
  await settings.sees('The log begins here.');
  return { settings, cells: settings.findAll(TableCell).map((cell) => readScreen(cell as never)) };
}

afterEach(() => writeFor({}));

describe('the audit log', () => {
  test('says the day and the time on the portal’s clock, and once which clock that is', async () => {
    writeFor({ locale: 'de', timeZone: 'Pacific/Auckland' });
    const { settings, cells } = await showLog([{}, { at: '2025-06-30T11:05:00.000Z' }]);
    expect([cells[0], cells[3]]).toEqual(['24. Nov. 2026, 05:13', '30. Juni 2025, 23:05']);
    expect(settings.screen().split('Pacific/Auckland')).toHaveLength(2);
  });

  test('names who did it alone, with the address where the app tells it, and by it where nothing else is known', async () => {
    const { cells } = await showLog([
      { actor: 'mia@vendor.example', actorName: 'Mia Marks' },
      { actor: 'ava@vendor.example', actorName: 'Ava Stone (ava@vendor.example)' },
      { actor: 'gone@vendor.example', actorName: null },
      {},
    ]);
    expect(cells.filter((_cell, index) => index % 3 === 1)).toEqual([
      'Mia Marks',
      'Ava Stone (ava@vendor.example)',
      'gone@vendor.example',
      'Roundtable',
    ]);
  });

  test('says why the scores moved an account and what let them, and in what a version differs; older entries stay as they are', async () => {
    const { cells } = await showLog([
      {},
      { action: 'change proposed', details: { change: 'move', from: 2, to: 1, reason: 'Tier 1: rank 3 in line' } },
      { details: { from: 2, to: 3 } },
      { action: 'play stopped', details: { playId: 'Find legal' } },
      { action: 'model activated', subject: 'model:2', details: { before: 1, changed: ['tiering', 'stage'] } },
    ]);
    expect(cells.filter((_cell, index) => index % 3 === 2)).toEqual([
      'Moved Acme from Tier 2 to Tier 3 Why: fit 48, and Tier 2 asks for at least 50, at 1,240; without approval, because automatic changes are set to: Changes into Tier 3',
      'Proposed: Acme from Tier 2 to Tier 1 Why: rank 3 in line',
      'Moved Acme from Tier 2 to Tier 3',
      'Stopped “Find legal” at Acme',
      'Activated version 2 of the model, in place of version 1; different: tiers and seats, stages',
    ]);
  });

  test('names the text that is used no more, where the entry has its title', async () => {
    const archived = { action: 'library text archived', subject: 'text:t1' };
    const { cells } = await showLog([
      { ...archived, details: { title: 'A sum for finance' } },
      { ...archived, details: {} },
    ]);
    expect([cells[2], cells[5]]).toEqual([
      'Stopped using the text “A sum for finance” of the content library',
      'Stopped using a text of the content library',
    ]);
  });

  test('has one row for what moved many accounts at once, which opens each of them and leads back', async () => {
    const { reason: _reason, ...details } = line.details;
    const each = [line, { ...line, id: 8, subject: 'Orbis' }];
    const folded = { entries: [{ ...line, details, alike: { count: 33, range: '100-68' } }], next: null };
    const { settings, cells } = await showLog([], { [LOG]: [folded, { entries: each, next: null }, folded] });
    expect(cells[2]).toContain(
      'Moved 33 accounts from Tier 2 to Tier 3 Why: without approval, because automatic changes are set to: Changes into Tier 3',
    );
    settings.find(Button, ({ text }) => text === 'See the 33 accounts').trigger('onClick');
    await settings.sees('Moved Orbis from Tier 2 to Tier 3');
    expect(settings.screen()).toContain('Moved 33 accounts from Tier 2 to Tier 3');
    expect(settings.screen()).not.toContain('See the 33 accounts');
    settings.find(Button, ({ text }) => text === 'Back to the log').trigger('onClick');
    await settings.sees('See the 33 accounts');
  });

  test('is exported as it is looked for, by a link that says how long it works, and anew once it does not', async () => {
    const url = 'https://app.example/download/audit-log.csv?token=t';
    const again = `${url}2`;
    const { settings } = await showLog([{}], {
      [LINK]: [
        { url, until: '2026-11-23T12:10:00.000Z' },
        { url: again, until: '2026-11-23T12:25:00.000Z' },
      ],
    });
    const link = () => settings.find(Link, ({ text }) => text === 'Download the file').props.href;
    settings.find(LoadingButton, ({ text }) => text === 'Export as CSV').trigger('onClick');
    await settings.sees('The link works until 23 Nov 2026, 12:10 UTC');
    expect(link()).toEqual({ url, external: true });
    settings.find(LoadingButton, ({ text }) => text === 'Prepare it again').trigger('onClick');
    await settings.sees('The link works until 23 Nov 2026, 12:25 UTC');
    expect(link()).toEqual({ url: again, external: true });
    expect(settings.sent().map(({ body }) => body)).toEqual([1, 2].map(() => ({ text: '', actions: '' })));
  });
});
