import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const EXTENSIONS = fileURLToPath(new URL('../../extensions', import.meta.url));

/** Whatever sets a look that HubSpot's themes do not know: a style, a written colour, a function of colours. */
const OWN_LOOK = /\bstyle=|\bclassName=|#[0-9a-f]{3,8}\b(?=['"])|\b(?:rgb|hsl)a?\(/gi;
/** HubSpot names these itself, and shows them in either theme. */
const COLOUR_PROP = /\bcolor=(?:"([^"]*)"|\{([^}]*)\})/g;

const files = globSync('app/**/*.{ts,tsx}', { cwd: EXTENSIONS, exclude: (path) => path.includes('node_modules') });
const read = (file: string): string => readFileSync(`${EXTENSIONS}/${file}`, 'utf8');

test('no extension sets a look of its own: HubSpot shows each in the theme of who looks', () => {
  expect(files.length).toBeGreaterThan(100);
  expect(files.flatMap((file) => (read(file).match(OWN_LOOK) ?? []).map((found) => `${file}: ${found}`))).toEqual([]);
});

test('a colour is named only as HubSpot names it', () => {
  const colours = files.flatMap((file) => [...read(file).matchAll(COLOUR_PROP)].map(([, word, code]) => word ?? code));
  const named = colours.flatMap((each) => (each ?? '').match(/'[^']+'|^\w+$/g) ?? []);
  expect(new Set(named.map((each) => each.replaceAll("'", '')))).toEqual(new Set(['red', 'green']));
});
