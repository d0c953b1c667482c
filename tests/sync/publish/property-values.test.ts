import { expect, test } from 'vitest';
import { readManifest } from '../../../src/manifest/manifest.ts';
import { changedValues, propertyValues } from '../../../src/sync/publish/property-values.ts';
import { buildPlayContext } from '../../fixtures/play-context.ts';

const SCORED_AT = Date.parse('2026-11-20T00:00:00Z');
const { result } = buildPlayContext({});
const values = propertyValues(
  { result, nextPlay: 'Bring in the budget holder', forAds: false, scoredAt: SCORED_AT },
  'UTC',
);
const { properties } = readManifest().companyProperties;

test('every company property of app.json has a value, and no other is written', () => {
  expect(Object.keys(values).toSorted()).toEqual(properties.map(({ name }) => name).toSorted());
});

test('values of enumerations are among the options HubSpot was given', () => {
  for (const property of properties) {
    if (!('options' in property)) continue;
    const allowed = new Set(['', ...property.options.map(({ value }) => value)]);
    const given = (values[property.name] ?? '').split(';');
    expect(given.filter((value) => !allowed.has(value))).toEqual([]);
  }
});

test('an account that was never published gets every value', () => {
  expect(changedValues(values, null)).toEqual(values);
});

const reasonsOf = (tierReason: string, scores: string) => ({
  ...values,
  roundtable_reasons: `${tierReason}\n${scores}`,
});

test('nothing is written where nothing moved, or only the time of scoring, the words of the scores and a place', () => {
  expect(changedValues(values, values)).toBeNull();
  const published = reasonsOf('Tier 3: ranked 1,203rd for 150 Tier 2 seats', 'Fit 60');
  const later = reasonsOf('Tier 3: ranked 987th for 150 Tier 2 seats', 'other words');
  expect(changedValues({ ...later, roundtable_scored_at: '2026-11-21T00:00:00.000Z' }, published)).toBeNull();
});

test('a reason of the tier that says something else is written', () => {
  const published = reasonsOf('Tier 2: ranked 27th for 25 Tier 1 seats', 'Fit 60');
  const { roundtable_reasons } = reasonsOf('Tier 2: ranked 27th for 22 Tier 1 seats', 'Fit 60');
  expect(changedValues({ ...values, roundtable_reasons }, published)).toEqual({ roundtable_reasons });
});

test('a time of scoring that HubSpot was not given, or that was forgotten, is written alone', () => {
  const { roundtable_scored_at, ...others } = values;
  expect(changedValues(values, others)).toEqual({ roundtable_scored_at });
});

test('a number that moved by less than a point waits, and goes along with whatever else moved', () => {
  const published = { ...values, roundtable_fit: '60', roundtable_stage: 'aware' };
  const up = { ...published, roundtable_fit: '60.4' };
  expect(changedValues(up, published)).toBeNull();
  expect(changedValues({ ...up, roundtable_stage: 'engaged' }, published)).toEqual({
    roundtable_fit: '60.4',
    roundtable_stage: 'engaged',
  });
  expect(changedValues({ ...published, roundtable_fit: '61' }, published)).toEqual({ roundtable_fit: '61' });
});

test('a number that is no longer known is cleared', () => {
  expect(changedValues({ ...values, roundtable_fit: '' }, { ...values, roundtable_fit: '1' })).toEqual({
    roundtable_fit: '',
  });
});

test.each([
  ['Pacific/Auckland', '20 Nov 2026'],
  ['America/Los_Angeles', '19 Nov 2026'],
])('reasons are written in one form, by the calendar of the portal: %s', (timeZone, day) => {
  const tierReason = 'Tier 3: rank ⟦1203⟧, quiet since ⟦2026-11-20T06:30Z⟧';
  const written = propertyValues(
    { result: { ...result, tierReason }, nextPlay: null, forAds: false, scoredAt: SCORED_AT },
    timeZone,
  );
  expect(written['roundtable_reasons']).toMatch(new RegExp(`^Tier 3: rank 1,203, quiet since ${day}\n`));
});

test('what is too long is cut after its values are written', () => {
  const tierReason = `${'x'.repeat(1_990)} ⟦2026-11-20T06:30Z⟧`;
  const written = propertyValues(
    { result: { ...result, tierReason }, nextPlay: null, forAds: false, scoredAt: SCORED_AT },
    'UTC',
  );
  expect(written['roundtable_reasons']).toMatch(/ 20 Nov 2…$/);
});
