import type { Page } from 'playwright-core';

/** Waits until each extension, and the open tab of each row of tabs, shows something that has stopped loading. */
export async function settle(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.waitForFunction(
    () =>
      // Nothing may be there yet: what a worker draws arrives piece by piece, later than the network is idle.
      [...document.querySelectorAll('main, .extension, [role=tabpanel]')].every((part) => part.childElementCount > 0) &&
      document.querySelector('main') !== null &&
      document.querySelector('.hs-loading') === null,
  );
}

/**
 * Opens every tab of the screen, and the tabs inside it, and calls `look` with the names on the way there: `['Data', 'Export']`. The tabs are
 * those that it finds, so that a new one is not forgotten. Gives how many it opened.
 */
export async function walkTabs(
  page: Page,
  look: (path: readonly string[]) => Promise<void>,
  above: readonly string[] = [],
): Promise<number> {
  const row = page.getByRole('tablist').nth(above.length);
  const tabs = (await row.count()) === 0 ? 0 : await row.getByRole('tab').count();
  let opened = tabs;
  for (let index = 0; index < tabs; index += 1) {
    const tab = row.getByRole('tab').nth(index);
    await tab.click();
    // A bundle draws in a worker, later than the click: what is still there of the tab before would be looked at.
    await row.getByRole('tab', { selected: true }).and(tab).waitFor();
    await settle(page);
    const path = [...above, await tab.innerText()];
    // A tab that holds tabs shows the first of them.
    const inside = await walkTabs(page, look, path);
    if (inside === 0) await look(path);
    opened += inside;
  }
  return opened;
}
