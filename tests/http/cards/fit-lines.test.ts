import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApp, type Json, type TestApp } from '../../fixtures/running-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
  await app.installAndSync();
});
afterAll(() => app.stop());

const linesOf = async (companyId: string): Promise<Json[]> =>
  (await app.call(`/api/cards/account?companyId=${companyId}`)).body.fit.lines;

test('lines of fit name what was read as the portal calls it, and the property to fill in by its own name', async () => {
  const lines = await linesOf('101');
  expect(lines.map(({ evidence }) => evidence)).toContainEqual(expect.stringMatching(/^Number of Employees = /));
  expect(lines.map(({ evidence }) => evidence)).toContain('Industry = Computer Software');
  expect(lines).toContainEqual(
    expect.objectContaining({
      kind: 'assumed',
      property: 'hs_ideal_customer_profile',
      evidence: expect.stringMatching(/^Ideal Customer Profile Tier is unknown/),
    }),
  );
});
