import { assert, integer, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { connectApp } from '../../extensions/app/packages/ui/call-app.ts';
import { formatExact } from '../../extensions/app/packages/ui/formats.ts';
import { describeDay, describeRelative } from '../../extensions/app/packages/ui/relative-time.tsx';
import { inDays, NOW } from './cards/account.ts';
import { serve } from './cards/served-account.ts';

describe('relative times', () => {
  test.each([
    [0, 'now'],
    [-30 / 86_400, 'now'],
    [-1 / 24, '1 hour ago'],
    [-1, 'yesterday'],
    [1, 'tomorrow'],
    [-1.9, '2 days ago'],
    [14, 'in 14 days'],
    [0.999, 'tomorrow'],
    [13.999, 'in 14 days'],
    [0.5 / 24, 'in 30 minutes'],
  ])('%d days from now reads %s', (days, words) => {
    expect(describeRelative(inDays(days), NOW)).toBe(words);
  });

  test.each([
    [-3, '3 days ago'],
    [-1 / 24, 'today'],
    [0.4, 'today'],
    [0.6, 'tomorrow'],
    [1.4, 'tomorrow'],
  ])('of what is due name its day: %d days from noon is %s', (days, words) => {
    expect(describeDay(inDays(days), NOW)).toBe(words);
  });

  test('are never blank and never claim the wrong side of now', () => {
    assert(
      property(integer({ min: -400 * 86_400, max: 400 * 86_400 }), (seconds) => {
        const words = describeRelative(new Date(NOW + seconds * 1_000).toISOString(), NOW);
        expect(words).not.toMatch(seconds > 0 ? /ago|yesterday/ : /^in |tomorrow/);
        expect(words).toMatch(/^(now|yesterday|tomorrow|in \d+ \w+|\d+ \w+ ago)$/);
      }),
    );
  });

  test('have an exact one, in UTC and saying so', () => {
    expect(formatExact('2026-11-12T09:30:00Z')).toBe('12 Nov 2026, 09:30 UTC');
  });
});

describe('asking the app', () => {
  test('without an address names the setting that is missing', async () => {
    const { fetch, requests } = serve({});
    await expect(connectApp(undefined, fetch).read('/api/settings/sync')).rejects.toMatchObject({
      code: 'NO_BASE_URL',
      message: expect.stringContaining('APP_BASE_URL'),
    });
    expect(requests).toEqual([]);
  });

  test.each([
    [{ status: 401, body: null }, 'FORBIDDEN'],
    [{ status: 500, body: { error: 'odd' } }, 'UNAVAILABLE'],
    [{ status: 422, body: { error: { code: 'INVALID_INPUT', message: 'days must be 7, 14 or 30' } } }, 'INVALID_INPUT'],
    ['unreachable', 'UNREACHABLE'],
  ])('%j becomes the problem %s', async (answer, code) => {
    await expect(connectApp('https://app.example', serve(answer).fetch).send('/x', {})).rejects.toMatchObject({ code });
  });
});
