import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../../fixtures/running-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
  await app.installAndSync();
});
afterAll(() => app.stop());

const read = async (companyId: string) => (await app.call(`/api/cards/account?companyId=${companyId}`)).body;

test('a card tells by what the accounts are ranked, the heaviest first', async () => {
  const { tier, ranking } = await read('101');
  expect(tier.reason).toContain('rank');
  expect(ranking).toEqual([
    { by: 'fit', percent: 45 },
    { by: 'engagement', percent: 25 },
    { by: 'intent', percent: 20 },
    { by: 'dealPotential', percent: 10 },
  ]);
});

test('of an account that got its tier, or none, without a rank it tells nothing of the kind', async () => {
  const cards = await Promise.all(['101', '102', '103', '104'].map(read));
  const unranked = cards.filter(({ tier }) => !tier.reason.includes('rank'));
  expect(unranked.length).toBeGreaterThan(0);
  for (const { ranking } of unranked) expect(ranking).toEqual([]);
});
