/** What the tests of the domain use of vitest, collecting tests instead of running them; `expect` is vitest's own. */
import { expect } from 'vitest';

export interface CollectedTest {
  id: string;
  name: string;
  file: string;
  run: () => unknown;
}

type Body<Args extends unknown[]> = (...args: Args) => unknown;

export { expect };

const collected: CollectedTest[] = [];
let file = '';
let titles: string[] = [];
let skipping = false;

/** Collects the tests of one file while `load` imports it. */
export async function collectTests(path: string, load: () => Promise<unknown>): Promise<CollectedTest[]> {
  file = path;
  titles = [];
  const before = collected.length;
  await load();
  return collected.slice(before);
}

export const test = Object.assign(collect, { each: eachOf(collect) });
export const it = Object.assign(collect.bind(null), { each: eachOf(collect) });

export const describe = Object.assign(
  (title: string, body: () => void) => {
    titles.push(title);
    body();
    titles.pop();
  },
  {
    each: eachOf((title, run) => describe(title, run)),
    skipIf: (skip: boolean) => (title: string, body: () => void) => {
      const before = skipping;
      skipping ||= skip;
      describe(title, body);
      skipping = before;
    },
  },
);

function collect(title: string, ...rest: unknown[]): void {
  const run = rest.find((value): value is () => unknown => typeof value === 'function');
  if (skipping || run === undefined) return;
  const name = [...titles, title].join(' > ');
  collected.push({ id: `${file}#${collected.length} ${name}`, name, file, run });
}

function eachOf(add: (title: string, run: () => void) => void) {
  return (cases: readonly unknown[]) =>
    (title: string, body: Body<unknown[]>): void => {
      for (const [index, each] of cases.entries()) {
        add(`${title} [${index}]`, () => body(...(Array.isArray(each) ? each : [each])));
      }
    };
}
