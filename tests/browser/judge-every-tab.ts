import { expect } from 'vitest';
import type { AVA } from '../fixtures/kept-list.ts';
import { findBarriers, findOverflowing, findSqueezed, unfold } from './judge-page.ts';
import type { OpenSandbox } from './open-sandbox.ts';
import { settle, walkTabs } from './walk-tabs.ts';

const WINDOW = { width: 1280, height: 900 };
const TELEPHONE = { width: 320, height: 900 };

interface Walk {
  /** Of the sandbox: `settings`. */
  screen: string;
  who: typeof AVA;
  /** A walk that finds fewer tabs has not come round. */
  atLeast: number;
}

/**
 * Opens every tab of a screen, unfolds what is folded there, and expects that axe finds nothing, light or dark, and that nothing
 * overflows or is squeezed at 320 px. A tab that is added is walked without being named anywhere.
 */
export async function judgeEveryTab(sandbox: OpenSandbox, { screen, who, atLeast }: Walk): Promise<void> {
  const { page } = sandbox;
  const faults: Record<string, string[]> = {};
  const judge = async (path: readonly string[], how: string): Promise<void> => {
    const name = [screen, who.userEmail.split('@')[0], ...path, how].join('-');
    await sandbox.shoot(`every-${name.replaceAll(/\W+/g, '-')}`);
    const unknown = await page.locator('[data-unknown-component]').allInnerTexts();
    const found = [...(await findOverflowing(page)), ...(await findSqueezed(page)), ...(await findBarriers(page))];
    if (found.length + unknown.length > 0) faults[[...path, how].join(' › ')] = [...found, ...unknown];
  };
  await sandbox.comeAs(who, screen);
  await settle(page);
  const walked = await walkTabs(page, async (path) => {
    await unfold(page);
    await judge(path, 'light');
    await page.getByLabel('Theme').selectOption('Dark');
    await judge(path, 'dark');
    await page.getByLabel('Theme').selectOption('Light');
    await page.setViewportSize(TELEPHONE);
    await judge(path, 'narrow');
    await page.setViewportSize(WINDOW);
  });
  expect(faults).toEqual({});
  expect(walked).toBeGreaterThanOrEqual(atLeast);
}
