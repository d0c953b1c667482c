import { Link } from '@hubspot/ui-extensions';
import { describe, expect, test } from 'vitest';
import { active, choices, showSettings } from './show-settings.tsx';

const READ = 'GET /api/settings/choices';
const made = { url: 'https://app.example/download/everything.jsonl?token=t', until: '2026-11-22T12:10:00.000Z' };

describe('the export', () => {
  test('is prepared by a click, and opens by a link with its end', async () => {
    const page = showSettings([active], { [READ]: [choices], 'POST /api/settings/export': [made] });
    await page.open('export');
    await page.sees('The file names your contacts.');
    expect(page.findAll(Link)).toEqual([]);
    page.press('Prepare the file');
    await page.sees('The link works until 22 Nov 2026, 12:10 UTC');
    expect(page.find(Link).props.href).toEqual({ url: made.url, external: true });
  });

  test('is not offered to who may not change settings', async () => {
    const page = showSettings([active], { [READ]: [{ ...choices, mayChange: false }] });
    await page.open('export');
    await page.sees('Ask ava@vendor.example');
    expect(page.screen()).not.toContain('Prepare the file');
  });
});
