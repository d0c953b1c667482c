import { expect, test } from 'vitest';
import { buildIntent } from '../../../src/sandbox/world/build-intent.ts';
import { buildWorld } from '../../../src/sandbox/world/build-world.ts';

const NOW = Date.parse('2026-11-20T00:00:00Z');
const data = buildWorld({ seed: 7, now: NOW });
const intent = buildIntent(data, { seed: 7, now: NOW });

test('some companies research in the open, most do not', () => {
  const companies = new Set(intent.map((signal) => signal.companyId));
  expect(companies.size).toBeGreaterThan(10);
  expect(companies.size).toBeLessThan(data.objects.companies.length / 2);
});

test('every signal is of a company of the portal, recent, and has an id of its own', () => {
  const ids = new Set(data.objects.companies.map(({ id }) => id));
  for (const { companyId, strength, occurredAt } of intent) {
    expect(ids.has(companyId)).toBe(true);
    expect(strength).toBeGreaterThan(0);
    expect(strength).toBeLessThanOrEqual(100);
    expect(Date.parse(occurredAt)).toBeLessThan(NOW);
  }
  expect(new Set(intent.map(({ id }) => id)).size).toBe(intent.length);
});

test('the same seed gives the same signals', () => {
  expect(buildIntent(data, { seed: 7, now: NOW })).toEqual(intent);
});
