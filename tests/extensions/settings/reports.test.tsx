import { Link, StatusTag, TableCell } from '@hubspot/ui-extensions';
import { describe, expect, test } from 'vitest';
import { inDays } from '../cards/account.ts';
import { active, showSettings } from './show-settings.tsx';
import { readScreen } from '../text.ts';

const PROBLEMS = 'GET /api/settings/problems';
const COMPARISON = 'GET /api/settings/comparison';
const problem = {
  id: '101',
  recordTypeId: '0-2',
  name: 'Acme',
  property: null,
  message: 'Owner is missing',
  at: inDays(-1),
};

const readCells = (settings: ReturnType<typeof showSettings>): string[] =>
  settings.findAll(TableCell).map((cell) => readScreen(cell as never));

describe('problems', () => {
  test('there are none', async () => {
    const settings = showSettings([{ ...active, refused: 0 }], { [PROBLEMS]: [[]] });
    await settings.open('problems');
    await settings.sees('Nothing to do');
    expect(settings.screen()).not.toContain('Problems (');
  });

  test('a refused record leads to itself and is told in HubSpot’s words', async () => {
    const settings = showSettings([active], { [PROBLEMS]: [[{ kind: 'records', count: 1, shown: [problem] }]] });
    await settings.open('problems');
    await settings.sees('Records that HubSpot refused: 1');
    expect(readCells(settings)).toEqual(['Acme', 'Owner is missing', 'yesterday']);
    expect(settings.find(Link).props.href).toBe('/contacts/42/record/0-2/101');
  });

  test('each kind says what to do; more than are shown are counted', async () => {
    const conflict = { ...problem, id: 'roundtable_fit', recordTypeId: null, name: null, property: 'roundtable_fit' };
    const deal = { ...problem, id: '7', recordTypeId: '0-3', name: null, property: 'amount' };
    const settings = showSettings([active], {
      [PROBLEMS]: [
        [
          { kind: 'properties', count: 1, shown: [conflict] },
          { kind: 'records', count: 1_061, shown: [problem, deal] },
          { kind: 'events', count: 1, shown: [{ ...problem, id: '12', recordTypeId: null, name: null }] },
        ],
      ],
    });
    await settings.open('problems');
    await settings.sees('Properties in conflict: 1');
    expect(settings.screen()).toContain('If it has another type, rename or delete it. If it was deleted');
    expect(settings.screen()).toContain('Records that HubSpot refused: 1,061');
    expect(settings.screen()).toContain('The newest 2 of 1,061.');
    expect(settings.screen()).toContain('Changes that could not be processed: 1');
    expect(readCells(settings).slice(0, 3)).toEqual(['roundtable_fit', 'Owner is missing', 'yesterday']);
    expect(readCells(settings).slice(7, 11)).toEqual(['7', 'amount', 'Owner is missing', 'yesterday']);
    expect(settings.findAll(Link).map(({ props }) => props.href)).toEqual([
      '/contacts/42/record/0-2/101',
      '/contacts/42/record/0-3/7',
    ]);
  });

  test('cannot be read, and a retry reads them', async () => {
    const settings = showSettings([active], { [PROBLEMS]: ['unreachable', []] });
    await settings.open('problems');
    await settings.sees('The problems could not be read');
    settings.press('Try again');
    await settings.sees('Nothing to do');
  });
});

describe('the weekly comparison', () => {
  const companies = {
    recordTypeId: '0-2',
    named: [],
    type: 'companies',
    label: 'Companies',
    inHubSpot: 1_200,
    mirrored: 1_200,
    sampled: 100,
    differing: 0,
  };
  const contacts = {
    ...companies,
    type: 'contacts',
    recordTypeId: '0-1',
    label: 'Contacts',
    inHubSpot: 4_285,
    mirrored: 4_283,
  };

  test('has not run yet', async () => {
    const settings = showSettings([active], { [COMPARISON]: [null] });
    await settings.open('comparison');
    await settings.sees('Not compared yet Once a week Roundtable counts');
  });

  test('agrees', async () => {
    const settings = showSettings([active], {
      [COMPARISON]: [{ at: inDays(-2), types: [companies], repaired: false }],
    });
    await settings.open('comparison');
    await settings.sees('Nothing to do: same data as HubSpot compared 2 days ago');
    expect(readCells(settings)).toEqual(['Companies', '1,200', '1,200', '100', '0']);
  });

  test.each([
    [true, 'Nothing to do: differences corrected', 'success'],
    [false, 'Differences are being corrected', 'warning'],
  ])('differs: what, and what becomes of it (put right: %s)', async (repaired, sentence, variant) => {
    const named = [{ id: '55', fields: ['jobtitle', 'email'] }];
    const settings = showSettings([active], {
      [COMPARISON]: [{ at: inDays(-2), types: [companies, { ...contacts, differing: 1, named }], repaired }],
    });
    await settings.open('comparison');
    await settings.sees(sentence);
    expect(settings.find(StatusTag, ({ text }) => text === sentence).props.variant).toBe(variant);
    expect(readCells(settings).slice(5)).toEqual(['Contacts', '4,285', '4,283', '100', '1']);
    expect(settings.screen()).toContain('Contacts 55 : jobtitle, email');
    expect(settings.find(Link).props.href).toBe('/contacts/42/record/0-1/55');
  });

  test('differs by its counts alone', async () => {
    const settings = showSettings([active], {
      [COMPARISON]: [{ at: inDays(-2), types: [contacts], repaired: true }],
    });
    await settings.open('comparison');
    await settings.sees('Nothing to do: differences corrected');
  });

  test('cannot be read', async () => {
    const settings = showSettings([active], { [COMPARISON]: ['unreachable'] });
    await settings.open('comparison');
    await settings.sees('The comparison could not be read');
  });
});
