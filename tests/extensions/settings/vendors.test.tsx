import { LoadingButton, StatusTag } from '@hubspot/ui-extensions';
import { describe, expect, test } from 'vitest';
import type { SignalsData } from '../../../extensions/app/settings/portal-data/signals-data.ts';
import type { VendorOffer } from '../../../extensions/app/settings/portal-data/vendor-data.ts';
import { active, choices, showSettings } from './show-settings.tsx';

const OFFERS = 'GET /api/settings/vendor-properties';
const CHOICES = 'GET /api/settings/choices';
const MAP = 'POST /api/settings/choices/map-property';
const stage: VendorOffer = {
  property: 'n6sense_account_buying_stage',
  label: '6sense Account Buying Stage',
  vendor: '6sense',
  use: 'intent',
  meaning: 'buying stage',
  scale: 'Target, Awareness, Consideration, Decision, Purchase',
  nameSource: null,
  scaleSource: null,
  sample: {
    filled: 1_204,
    values: [
      { value: 'Decision', strength: 75 },
      { value: 'Blue', strength: null },
    ],
  },
};
const topics: VendorOffer = {
  ...stage,
  property: 'bombora_surging_topics',
  label: 'Surging topics',
  vendor: 'Bombora',
  use: 'topics',
  meaning: 'intent topics',
  scaleSource: 'customers.bombora.com',
  sample: null,
};
const mapped = { ...choices, mappedProperties: [{ property: stage.property, use: 'intent', source: '6sense' }] };

describe('properties that other tools write', () => {
  test('show their values and how sure we are before anybody takes them over', async () => {
    const page = showSettings([active], { [CHOICES]: [choices], [OFFERS]: [[stage, topics]] });
    await page.open('mapping');
    await page.sees('Your other tools already write into HubSpot');
    expect(page.screen()).toContain('6sense: buying stage Expected: Target, Awareness');
    expect(page.screen()).toContain('Decision → 75, Blue → not understood 1,204 companies');
    expect(page.screen()).toContain('HubSpot cannot be reached right now.');
    expect(page.screen()).toContain('Name and scale are our guess.');
    expect(page.screen()).toContain("The scale is the vendor's (customers.bombora.com); the name is our guess.");
    expect(page.findAll(StatusTag).map(({ text }) => text)).toEqual(['Catching up', 'Assumed', 'Assumed']);
    expect(page.sent()).toEqual([]);
  });

  test('one whose name and scale are public is confirmed', async () => {
    const sure = { ...stage, nameSource: 'knowledge.hubspot.com', scaleSource: 'support.6sense.com' };
    const page = showSettings([active], { [CHOICES]: [choices], [OFFERS]: [[sure]] });
    await page.open('mapping');
    await page.sees('Name: knowledge.hubspot.com. Scale: support.6sense.com.');
    expect(page.findAll(StatusTag).map(({ text }) => text)).toEqual(['Catching up', 'Confirmed']);
  });

  test('are taken over with one click, are then listed, and the others stay offered', async () => {
    const page = showSettings([active], {
      [CHOICES]: [choices, mapped],
      [OFFERS]: [[stage, topics], [topics]],
      [MAP]: [mapped],
    });
    await page.open('mapping');
    await page.sees('6sense: buying stage');
    page.find(LoadingButton, ({ text }) => text === 'Map it').trigger('onClick');
    await page.sees('6sense Account Buying Stage is mapped. All companies are being read again.');
    expect(page.sent().map(({ body }) => body)).toEqual([
      { property: stage.property, use: 'intent', source: '6sense' },
    ]);
    await page.waitFor(() => expect(page.findAll(LoadingButton).map(({ text }) => text)).toEqual(['Map it']));
    await page.waitFor(() => expect(page.screen()).not.toContain('Nothing is mapped yet'));
  });

  test('what the server refuses is said, and the offer stays', async () => {
    const error = { code: 'INVALID_INPUT', message: 'At most 50 properties can be mapped.' };
    const page = showSettings([active], {
      [CHOICES]: [choices],
      [OFFERS]: [[stage]],
      [MAP]: [{ status: 400, body: { error } }],
    });
    await page.open('mapping');
    await page.sees('6sense: buying stage');
    page.press('Map it');
    await page.sees(error.message);
    expect(page.screen()).toContain('6sense: buying stage');
  });

  test('are not looked for by who may not take them over', async () => {
    const page = showSettings([active], { [CHOICES]: [{ ...choices, mayChange: false }], [OFFERS]: [[stage]] });
    await page.open('mapping');
    await page.sees('You can look but not change this.');
    expect(page.requests.some(({ url }) => url.endsWith('/vendor-properties'))).toBe(false);
  });

  test('that cannot be read say so, with a way to try again', async () => {
    const page = showSettings([active], { [CHOICES]: [choices], [OFFERS]: ['unreachable', [stage]] });
    await page.open('mapping');
    await page.sees('The properties of your other tools could not be read');
    page.press('Try again');
    await page.sees('6sense: buying stage');
  });

  test('stand above the signals too', async () => {
    const endpoint = 'https://app.example/signals';
    const none: SignalsData = { sources: [], people: [], endpoint, keys: [], mayChange: true, askWhom: null };
    const page = showSettings([active], { 'GET /api/settings/signal-sources': [none], [OFFERS]: [[stage]] });
    await page.open('signals');
    await page.sees('6sense: buying stage');
  });
});
