import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { describeInBrowser } from '../in-browser.ts';
import { walkLeaving, walkModel, walkSettings } from './admin.ts';
import { walkOnboarding } from './onboarding.ts';
import { walkPages } from './pages.ts';
import { walkCards } from './rep-cards.ts';
import { walkWork } from './rep-work.ts';
import { hasPortalExport } from './read-portal-export.ts';
import { walkTargetList } from './target-list.ts';
import { openWalk, type Walk } from './walk.ts';

const why = hasPortalExport ? '' : ' (skipped: ../shared/data/portal-export is absent)';

/**
 * Each thing that people see, on the portal of a thousand companies of `../shared`: whom a test looks at is asked of the stand-in while it
 * runs. The first sync takes a minute, so they share one sandbox and go one after the other, as a team does from its first day on.
 */
describeInBrowser(`a portal of a thousand companies${why}`, () => {
  describe.skipIf(!hasPortalExport)('from the install to the day it leaves', () => {
    let opened: Walk;
    beforeAll(async () => {
      opened = await openWalk();
    });
    afterAll(() => opened?.close());

    walkOnboarding(() => opened);
    walkModel(() => opened);
    walkCards(() => opened);
    walkWork(() => opened);
    walkTargetList(() => opened);
    walkPages(() => opened);
    walkSettings(() => opened);
    walkLeaving(() => opened);

    test('no screen lacked a component or complained', async () => {
      expect(opened.complaints).toEqual([]);
    });
  });
});
