import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds wrong with the page as it stands: the rule and the first element that breaks it. */
export function findBarriers(page: Page): Promise<string[]> {
  return runAxe(page, {});
}

/** What axe finds wrong with the page's headings: a level that is left out, one without words, no first one. */
export function judgeHeadings(page: Page): Promise<string[]> {
  return runAxe(page, { runOnly: ['heading-order', 'empty-heading', 'page-has-heading-one'] });
}

async function runAxe(page: Page, options: RunOptions): Promise<string[]> {
  await page.evaluate(AXE);
  const results = await page.evaluate(
    (given) => (globalThis as unknown as { axe: { run: (options: RunOptions) => Promise<AxeResults> } }).axe.run(given),
    options,
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

/** Cells of tables that have a sentence to show and not the width of three words for it: a table that is wider than its place scrolls. */
export function findSqueezed(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('.extension .hs-table :is(td, th)')]
      .filter((cell) => cell.innerText.length > 30 && cell.clientWidth < 90)
      .map((cell) => `${cell.clientWidth} px: ${cell.innerText.slice(0, 60)}`),
  );
}

/** Opens everything that is folded, menus aside. */
export async function unfold(page: Page): Promise<void> {
  const closed = page.locator('.extension button[aria-expanded=false]:not([aria-haspopup])');
  while ((await closed.count()) > 0) await closed.first().click();
}
