import { Heading, TableCell } from '@hubspot/ui-extensions';
import { expect, test } from 'vitest';
import type { ModelVersion, VersionDifference } from '../../../extensions/app/settings/model/model-data.ts';
import { readScreen } from '../text.ts';
import { data, version } from './models.ts';
import { active, showSettings } from './show-settings.tsx';

const MODEL = 'GET /api/settings/model';
const seats: VersionDifference = {
  against: 1,
  parts: ['tiering', 'committee'],
  tiers: [
    { tier: 1, before: { seats: 25, fitFloor: 70 }, after: { seats: 22, fitFloor: 70 } },
    { tier: 2, before: { seats: 150, fitFloor: 50 }, after: { seats: 120, fitFloor: 55 } },
  ],
};

const by = (changes: Partial<ModelVersion>) => version({ activatedBy: 'Ava', ...changes });

test('versions of one name are told apart by number, day, who, and what is different', async () => {
  const second = by({ version: 2, difference: seats });
  const renamed = { against: 2, parts: ['name', 'fit'], tiers: [] };
  const third = by({ version: 3, name: 'Of services', difference: renamed });
  const same = by({ version: 4, difference: { against: 3, parts: [], tiers: [] } });
  const held = { ...data, active: second, earlier: [same, third, by({ activatedAt: '2026-10-01T08:00:00Z' })] };
  const settings = showSettings([active], { [MODEL]: [held] });
  await settings.open('model');
  await settings.sees('Earlier versions');
  expect(settings.findAll(Heading).map(({ text }) => text)).toContain(
    'Version 2 scores your accounts: Starting model, with different tiers and seats, roles',
  );
  expect(settings.screen()).toContain(
    'Different from version 1: tiers and seats (Tier 1: 25 → 22 seats; Tier 2: 150 → 120 seats, fit 50 → 55 or more), roles',
  );
  const cells = settings.findAll(TableCell).map((cell) => readScreen(cell as never));
  const rows = [0, 5, 10].map((from) => cells.slice(from, from + 5));
  expect(rows).toEqual([
    [
      '4: Starting model',
      'The same as version 3',
      expect.any(String),
      expect.stringContaining('Ava'),
      'Restore this version',
    ],
    [
      '3: Of services',
      'Different from version 2: name, fit',
      expect.any(String),
      expect.stringContaining('Ava'),
      'Restore this version',
    ],
    [
      '1: Starting model',
      'The first version',
      '1 Oct 2026, 08:00 UTC',
      expect.stringContaining('Ava'),
      'Restore this version',
    ],
  ]);
});
