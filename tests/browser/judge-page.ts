import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds wrong with the page as it stands: the rule and the first element that breaks it. */
export async function findBarriers(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const results = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run: () => Promise<AxeResults> } }).axe.run(),
  );
  return results.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}

/** What of the extensions reaches beyond the window's right edge; tables and rows of tabs scroll in their own boxes. */
export function findOverflowing(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const beyond = [...document.querySelectorAll('.extension *')].filter(
      (element) =>
        element.closest('.hs-table') === null &&
        element.closest('[role=tab]') === null &&
        element.getClientRects().length > 0 &&
        element.getBoundingClientRect().right > innerWidth + 1,
    );
    const wide = document.documentElement.scrollWidth > innerWidth ? ['the page itself'] : [];
    return [...wide, ...beyond.map((element) => `${element.className}: ${element.textContent.slice(0, 60)}`)];
  });
}

/** Opens everything that is folded, menus aside. */
export async function unfold(page: Page): Promise<void> {
  const closed = page.locator('.extension button[aria-expanded=false]:not([aria-haspopup])');
  while ((await closed.count()) > 0) await closed.first().click();
}
