import { afterAll, beforeAll, test } from 'vitest';
import { createFurnishedPortal, furnish } from '../fixtures/furnished-portal.ts';
import { AVA } from '../fixtures/kept-list.ts';
import { listenToSlack } from '../fixtures/slack-channel.ts';
import { describeInBrowser } from './in-browser.ts';
import { judgeEveryTab } from './judge-every-tab.ts';
import { openSandbox, type OpenSandbox } from './open-sandbox.ts';

/** Every tab of the settings, as an admin, full and with the longest names. */
describeInBrowser('every tab of the settings, as an admin,', () => {
  let sandbox: OpenSandbox;

  beforeAll(async () => {
    listenToSlack();
    sandbox = await openSandbox({ data: createFurnishedPortal(), work: true, before: furnish });
  });
  afterAll(() => sandbox?.close());

  test('is read by everybody, light or dark, in a window and at the width of a telephone', () =>
    judgeEveryTab(sandbox, { screen: 'settings', who: AVA, atLeast: 21 }));
});
