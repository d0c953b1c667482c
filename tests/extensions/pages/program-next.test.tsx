import { Button, Link } from '@hubspot/ui-extensions';
import { expect, test } from 'vitest';
import { chooseNextStep } from '../../../extensions/app/pages/program/choose-next-step.ts';
import type { ProgramGroup } from '../../../extensions/app/pages/program/program-data.ts';
import { group, middle, program, rate } from './measured-program.ts';
import { show } from './show-program.tsx';

/** All halfway or more. */
const done = { roleCoverage: middle(50, 40), engagementRate: rate(20, 40) };
const tiers = (...[first, second, third]: Partial<ProgramGroup>[]) =>
  program({
    groups: [
      group('tier_1', { ...done, ...first }),
      group('tier_2', { ...done, ...second }),
      group('tier_3', { ...done, ...third }),
      group('on_list', done),
      group('off_list', {}),
    ],
  });

test('the next step is the first that the highest tier is not halfway with', () => {
  const lacking = { contactCoverage: rate(19, 40), reach: rate(1, 40), engagementRate: rate(0, 40) };
  expect(chooseNextStep(tiers({ roleCoverage: middle(49, 40) }, lacking))).toMatchObject({
    tier: 'tier_1',
    step: 'coverage',
  });
  expect(chooseNextStep(tiers({}, lacking, lacking))).toEqual({
    tier: 'tier_2',
    step: 'contacts',
    percent: 48,
    accounts: 40,
  });
  expect(chooseNextStep(tiers({}, { ...lacking, contactCoverage: rate(20, 40) }))?.step).toBe('reach');
  expect(chooseNextStep(tiers({ roleCoverage: middle(49.6, 40) }))?.percent).toBe(49);
  expect(chooseNextStep(tiers({}, {}, { engagementRate: rate(0, 40) }))).toMatchObject({
    tier: 'tier_3',
    step: 'engagement',
  });
});

test('there is none where every tier is halfway, has no accounts, or nothing is known of it', async () => {
  const nobody = { accounts: 0, contactCoverage: rate(0, 0), reach: rate(0, 0), engagementRate: rate(0, 0) };
  const none = tiers({}, { ...nobody, roleCoverage: middle(null, 0) }, { roleCoverage: middle(null, 0) });
  expect(chooseNextStep(none)).toBeNull();
  const page = show({ '/api/program': none });
  await page.sees('Nothing stands out: every tier is at least halfway');
});

test('it is said with what to do, and its button opens the accounts of the tier', async () => {
  const page = show({
    '/api/program': tiers({ roleCoverage: middle(38, 40) }),
    '/api/program/accounts?group=tier_1&figure=all&stage=&after=': {
      accounts: [
        {
          id: '7',
          name: 'Acme',
          rank: 1,
          tier: 1,
          stage: 'Aware',
          engagement: 40,
          coverage: 38,
          pipeline: 0,
          revenue: 0,
        },
      ],
      total: 1,
      before: 0,
      next: null,
    },
  });
  await page.sees('Next: fill the buying committees of Tier 1. Their coverage is 38 of 100.');
  await page.sees('its committee says which roles are missing');
  const primary = page.findAll(Button).filter(({ props }) => props.variant === 'primary');
  expect(primary.map(({ text }) => text)).toEqual(['See the 40 accounts of Tier 1']);
  page.press('See the 40 accounts of Tier 1');
  await page.waitFor(() => expect(page.findAll(Link).map(({ text }) => text)).toEqual(['Acme']));
});

test('where nobody is on the list there is nothing to do for it', async () => {
  const none = { accounts: 0 };
  const page = show({
    '/api/program': program({
      groups: [
        group('tier_1', none),
        group('tier_2', none),
        group('tier_3', none),
        group('on_list', none),
        group('off_list'),
      ],
    }),
  });
  await page.sees('No account is on the target account list yet');
  expect(page.screen()).not.toContain('Nothing stands out');
});
