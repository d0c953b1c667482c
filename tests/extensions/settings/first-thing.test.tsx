import { describe, expect, test } from 'vitest';
import { GUIDE } from '../../../extensions/app/settings/guide/guide-texts.ts';
import type { SyncData } from '../../../extensions/app/settings/portal-data/sync-data.ts';
import { active, showSettings } from './show-settings.tsx';

const calm: SyncData = { ...active, refused: 0, waiting: { stale: 0, unpublished: 0 } };

async function show(data: Partial<SyncData>) {
  const page = showSettings([{ ...calm, ...data }], {
    'GET /api/settings/guide': ['never'],
    'GET /api/settings/keys': ['never'],
    'GET /api/settings/problems': ['never'],
  });
  await page.sees('Check again');
  return page;
}

describe('the top of the settings', () => {
  test.each<[Partial<SyncData>, string]>([
    [{}, 'Nothing to do: everything is set up and up to date.'],
    [{ waiting: { stale: 3, unpublished: 0 } }, 'Nothing to do: Roundtable is catching up by itself.'],
    [{ status: 'syncing' }, 'Nothing to do: your records are being read.'],
    [{ mayChange: false }, 'Nothing to do: everything is set up and up to date.'],
    [
      { mayChange: false, lacksApprovers: true },
      'Nothing for you to do: an admin has yet to choose who approves the target account list.',
    ],
  ])('of %j says %s', async (data, words) => {
    expect((await show(data)).screen()).toContain(words);
  });

  test('names what nothing goes on without before what is behind, and leads there', async () => {
    const page = await show({ lacksApprovers: true, refused: 4 });
    expect(page.screen()).toContain('Do this first: choose who approves the target account list.');
    page.press('Open approval keys');
    await page.sees('Reading who holds the approval keys');
    expect(page.screen()).not.toContain('Do this first');
    expect(page.screen()).not.toContain('Nothing to do');
  });

  test('leads whoever looks to the problems', async () => {
    const page = await show({ refused: 1, mayChange: false });
    expect(page.screen()).toContain('Do this first: look at the problem under Sync.');
    page.press('Open the problems');
    await page.sees('Reading the problems');
  });

  test('leads back to a guided start that is not over, also while records are read', async () => {
    const page = await show({ guide: 'open', status: 'syncing', settled: ['model', 'keys'] });
    await page.sees(GUIDE.reading);
    expect(page.screen()).not.toContain('Setup:');
    await page.open('sync');
    await page.sees('Setup: 2 of 4 steps are done, next: Capacity.');
    page.press('Continue');
    await page.sees(GUIDE.reading);
  });

  test('is not on the tabs that say by themselves what is to be done there', async () => {
    const page = await show({ guide: 'open', settled: ['model'] });
    for (const tab of ['keys', 'problems']) {
      await page.open(tab);
      await page.waitFor(() => expect(page.screen()).toContain('Reading'));
      expect(page.screen()).not.toContain('Setup:');
    }
  });

  test.each<[SyncData['settled'], string]>([
    [[], 'Setup: 0 of 4 steps are done, next: Model.'],
    [['model', 'keys'], 'Setup: 2 of 4 steps are done, next: Capacity.'],
    [['model', 'capacity', 'roles', 'keys'], 'Setup: 4 of 4 steps are done, next: Finish.'],
  ])('counts the steps that are decided, of %j: %s', async (settled, words) => {
    const page = await show({ guide: 'open', settled });
    await page.open('sync');
    await page.sees(words);
  });

  test('tells whoever may not change it that an admin has not finished the guided start', async () => {
    const page = await show({ guide: 'open', mayChange: false, lacksApprovers: true });
    await page.open('sync');
    await page.sees('Nothing for you to do: an admin has not finished the guided start yet.');
    expect(page.screen()).not.toContain('everything is set up');
  });

  test('says nothing where an alert does', async () => {
    const page = await show({ unwritable: { count: 1, of: 16, why: 'A property is in the way' } });
    expect(page.screen()).not.toMatch(/Do this first|Nothing to do/);
    const ofRevoked = (await show({ status: 'revoked' })).screen();
    expect(ofRevoked.match(/Do this first.*?\.|Nothing to do/g)).toEqual(['Do this first: install the app again.']);
  });
});
