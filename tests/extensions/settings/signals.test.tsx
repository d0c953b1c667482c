import { Alert, Button, Form, Heading, Input, Tabs, TextArea } from '@hubspot/ui-extensions';
import { describe, expect, test } from 'vitest';
import type { SignalsData } from '../../../extensions/app/settings/portal-data/signals-data.ts';
import { inDays } from '../cards/account.ts';
import { active, showSettings } from './show-settings.tsx';

const READ = 'GET /api/settings/signal-sources';
const data: SignalsData = {
  sources: [
    { source: 'G2', signals: 1_204, companies: 88, recent: 61, imported: 40, lastAt: inDays(-2), weight: 0.8 },
    { source: '6sense', signals: 0, companies: 0, recent: 0, imported: 0, lastAt: null, weight: 0.7 },
  ],
  people: [],
  endpoint: 'https://app.example/signals',
  keys: [{ keyId: 'rk_old', label: '', createdAt: inDays(-90), createdBy: null, lastUsedAt: null }],
  mayChange: true,
  askWhom: 'ava@vendor.example',
};

async function show(answers: Record<string, unknown[]>) {
  const page = showSettings([active], answers);
  await page.open('signals');
  return page;
}

describe('the sources of signals', () => {
  test('say first which of three ways to take, the least work first, and lead to the mapping', async () => {
    const none = { ...data, sources: data.sources.slice(1) };
    const page = await show({ [READ]: [none], 'GET /api/settings/choices': ['never'] });
    await page.sees('Three ways to bring in intent signals');
    expect(page.screen()).not.toContain('nothing to do');
    const headings = page.findAll(Heading).map(({ text }) => text ?? '');
    expect(headings.slice(headings.indexOf('Three ways to bring in intent signals'))).toEqual([
      'Three ways to bring in intent signals',
      '1. Your vendor’s score is already a HubSpot property: map it',
      '2. You have a report or a file: paste it',
      '3. A tool can send signals by itself: make a signal key',
      'What has come in so far',
    ]);
    page.press('Map a property');
    await page.waitFor(() => expect(page.findAll(Tabs).at(-1)?.props.selected).toBe('mapping'));
  });

  test('say where signals arrive that there is nothing to do, and show them before the ways to add more', async () => {
    const page = await show({ [READ]: [data] });
    await page.sees('Nothing to do: signals are coming in. You can add another source below.');
    const headings = page.findAll(Heading).map(({ text }) => text ?? '');
    expect(headings.indexOf('What has come in so far')).toBeLessThan(
      headings.indexOf('Three ways to bring in intent signals'),
    );
    expect(headings.filter((text) => text === 'What has come in so far')).toHaveLength(1);
  });

  test('show what each sent, when last and what it counts for', async () => {
    const page = await show({ [READ]: [data], 'GET /api/settings/model': ['never'] });
    await page.sees('G2 61 1,204 88 2 days ago 0.8');
    expect(page.screen()).toContain('6sense 0 0 0 never 0.7');
    page.press('Change the weights in the model');
    await page.waitFor(() => expect(page.find(Tabs).props.selected).toBe('model'));
  });

  test('what tools told of people is counted, also where nobody sent intent', async () => {
    const people = [{ type: 'ad_click', activities: 2_226, contacts: 301, recent: 12, lastAt: inDays(-1) }];
    const page = await show({ [READ]: [{ ...data, sources: [], people }] });
    await page.sees('Ad click 12 2,226 301 yesterday');
    expect(page.screen()).not.toContain('No signals have come in yet');
  });

  test('a key is changed: a new one is made and shown once, then the old one is revoked', async () => {
    const radar = { keyId: 'rk_new', label: 'Radar', createdBy: 'ava@vendor.example' };
    const kept = { ...radar, createdAt: inDays(0), lastUsedAt: inDays(-1) };
    const both = { ...data, keys: [...data.keys, kept] };
    const page = await show({
      [READ]: [data, both],
      'POST /api/settings/signals-key': [{ keyId: 'rk_new', secret: 's3cret' }],
      'POST /api/settings/signals-key/revoke': [{ ...data, keys: both.keys.slice(1) }],
    });
    await page.sees('A tool without a name rk_old');
    page.find(Input).trigger('onInput', 'x'.repeat(61) as never);
    await page.waitFor(() => expect(page.find(Input).props.validationMessage).toBe('At most 60 characters'));
    page.find(Form).trigger('onSubmit');
    page.find(Input).trigger('onInput', ' Radar ' as never);
    await page.waitFor(() => expect(page.find(Input).props.error).toBe(false));
    page.find(Form).trigger('onSubmit');
    await page.sees('Copy the secret now');
    await page.waitFor(() => expect(page.find(Input).props.value).toBe(''));
    const fields = page.findAll(TextArea).map(({ props }) => props.value);
    expect(fields.slice(0, 2)).toEqual(['rk_new', 's3cret']);
    for (const text of ['Copy', 'Copy the script']) {
      const buttons = page.findAll(Button).filter((button) => button.text === text);
      for (const button of buttons) button.trigger('onClick');
    }
    const example = String(page.find(TextArea, ({ props }) => props.name === 'made-example').props.value);
    expect(example).toContain("KEY='rk_new'\nSECRET='s3cret'");
    expect(example).toContain("curl -sS -X POST 'https://app.example/signals'");
    await page.waitFor(() => expect(page.copied).toEqual(['rk_new', 's3cret', example]));
    await page.sees('Radar rk_new now by ava@vendor.example');
    page.press('I have copied it');
    await page.waitFor(() => expect(page.findAll(TextArea)).toEqual([]));
    page.press('Revoke');
    await page.sees('Revoke the signal key of rk_old?');
    page.press('Revoke it');
    await page.waitFor(() => expect(page.screen()).not.toContain('rk_old'));
    expect(page.sent().map(({ body }) => body)).toEqual([
      { requestId: expect.any(String) as string, label: 'Radar' },
      { keyId: 'rk_old' },
    ]);
  });

  test('without any say how to begin, and who may not change it makes no key', async () => {
    const page = await show({ [READ]: [{ ...data, sources: [], keys: [], mayChange: false }] });
    await page.sees('No signals have come in yet');
    expect(page.screen()).not.toContain('Three ways to bring in intent signals');
    expect(page.screen()).not.toContain('Make a signal key');
    expect(page.screen()).toContain('See the weights in the model');
    expect(page.find(Alert).props.title).toContain('Ask ava@vendor.example');
  });

  test('a report is pasted: everything wrong is listed, then what came of it is told', async () => {
    const faults = [
      { field: 'row 2, strength', problem: 'must be a number from 0 to 100' },
      { field: 'row 5, date', problem: 'must be a day like 2026-03-31' },
    ];
    const error = { code: 'INVALID_INPUT', message: 'Nothing was imported. row 2, strength: … (1 more).', faults };
    const counts = {
      signals: 312,
      companies: 88,
      unknownRows: 12,
      unknownCompanies: ['orbis.example'],
      unknownTotal: 9,
    };
    const page = await show({
      [READ]: [data],
      'POST /api/settings/signals-table': [{ status: 400, body: { error } }, counts],
    });
    await page.sees('2. You have a report or a file: paste it');
    page.press('Paste a report');
    await page.waitFor(() => page.find(TextArea));
    expect(page.screen()).not.toContain('Nothing to do');
    expect(page.screen()).toContain('acme.example,G2,pricing,80,2026-03-31');
    page.find(TextArea).trigger('onChange', 'company,source' as never);
    page.find(Form).trigger('onSubmit');
    await page.sees('row 5, date must be a day like 2026-03-31');
    page.find(Form).trigger('onSubmit');
    await page.sees(
      'Imported 312 signals for 88 accounts. Skipped 12 rows, because HubSpot has no company orbis.example and 8 more.',
    );
    expect(page.screen()).not.toContain('row 5, date');
  });

  test('what tables told of a source is taken out after a question', async () => {
    const page = await show({
      [READ]: [data],
      'POST /api/settings/signals-table/take-out': [{ ...data, sources: data.sources.slice(1) }],
    });
    await page.sees('G2 40');
    page.press('Delete');
    await page.sees('Delete the signals from G2 that were pasted?');
    page.press('Delete them');
    await page.waitFor(() => expect(page.screen()).not.toContain('G2 40'));
    expect(page.sent().map(({ body }) => body)).toEqual([{ source: 'G2' }]);
  });
});
