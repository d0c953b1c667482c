import { Button, LoadingButton } from '@hubspot/ui-extensions';
import { describe, expect, test } from 'vitest';
import { active, choices, showSettings } from './show-settings.tsx';

const READ = 'GET /api/settings/choices';
const made = { url: 'https://app.example/download/everything.jsonl?token=t', until: '2026-11-22T12:10:00.000Z' };

describe('the export', () => {
  test('is prepared by a click, and is then downloaded by the primary button, which says how long its link works', async () => {
    const page = showSettings([active], { [READ]: [choices], 'POST /api/settings/export': [made] });
    await page.open('export');
    await page.sees('The file names your contacts.');
    expect(page.screen()).not.toContain('Download the file');
    page.press('Prepare the file');
    await page.sees('The link works until 22 Nov 2026, 12:10 UTC');
    expect(page.find(Button, ({ text }) => text === 'Download the file').props).toMatchObject({
      variant: 'primary',
      href: { url: made.url, external: true },
    });
    expect(page.find(LoadingButton, ({ text }) => text === 'Prepare again').props.variant).toBe('secondary');
  });

  test('is not offered to who may not change settings', async () => {
    const page = showSettings([active], { [READ]: [{ ...choices, mayChange: false }] });
    await page.open('export');
    await page.sees('Ask ava@vendor.example');
    expect(page.screen()).not.toContain('Prepare the file');
  });
});
