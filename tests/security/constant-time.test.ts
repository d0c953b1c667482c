import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const SRC = fileURLToPath(new URL('../../src/', import.meta.url));
/** The one place that may compare what a caller must not guess. */
const COMPARES = 'hubspot/access/signature.ts';

/** Of the service, by its path in `src/`; the stand-in for HubSpot holds no secret. */
const sources = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.ts') && !path.startsWith('sandbox/'))
  .map((path) => ({ path, text: readFileSync(SRC + path, 'utf8') }));

const NAME = String.raw`(?:\w+(?:\?|!)?\.)*\w*(?:signature|secret|token|hmac|digest|password|verifier|challenge|cookie|stateHash|apiKey)s?`;
const CALL = String.raw`(?:(?:create)?hmac|digest|sign|readCookie|hashState)\w*\([^)\n]*\)`;
const END = String.raw`(?![\w(.])`;
const NOTHING = String.raw`(?:null|undefined|''|'string'|\d)`;
/** A comparison that stops at the first byte that differs, but one that only asks whether there is anything. */
const EARLY_STOPS = [
  new RegExp(String.raw`(?:(?<![\w.])${NAME}|${CALL})${END} *[!=]==?(?!=| *${NOTHING})`, 'i'),
  new RegExp(String.raw`[!=]==? *(?:${NAME}|${CALL})${END}`, 'i'),
  new RegExp(
    String.raw`\.(?:includes|has|indexOf|startsWith|localeCompare|equals|compare)\((?:${NAME}|${CALL})\)`,
    'i',
  ),
];

/** Comparisons that no caller's guess takes part in. */
const HARMLESS = [
  { path: 'storage/accounts/account-scores.ts', why: 'whether a text that is kept is the one computed' },
  { path: 'sync/portal-client.ts', why: 'whether the token we hold is the one that HubSpot refused' },
  { path: 'domain/committee/titles/title-words.ts', why: 'a token is a word of a title' },
];

function findEarlyStops(text: string): string[] {
  const code = text.replaceAll(/\/\*[^]*?\*\/|\/\/.*$/gm, '').replaceAll(/typeof [\w.]+/g, 'kind');
  return code.split('\n').filter((line) => EARLY_STOPS.some((words) => words.test(line)));
}

test('nothing a caller must not guess is compared but in constant time', () => {
  expect(sources.length).toBeGreaterThan(300);
  const found = sources.filter(({ path, text }) => path !== COMPARES && findEarlyStops(text).length > 0);
  expect(found.map(({ path }) => path).toSorted()).toEqual(HARMLESS.map(({ path }) => path).toSorted());
});

const pathsWith = (words: RegExp) => sources.filter(({ text }) => words.test(text)).map(({ path }) => path);

test('it is one function that compares, and whatever is signed here is compared by it', () => {
  expect(pathsWith(/timingSafeEqual/)).toEqual([COMPARES]);
  const signing = pathsWith(/createHmac\(/);
  expect(signing.length).toBeGreaterThan(2);
  const comparing = new Set(pathsWith(/equalInConstantTime\(/));
  expect(signing.filter((path) => !comparing.has(path))).toEqual([]);
});

test.each([
  'if (signature === expected) return;',
  'if (expected !== input.signature) throw new Error();',
  'return key?.secret === secret;',
  'const isOurs = secrets.includes(given.token);',
  "if (createHmac('sha256', secret).digest('hex') === given) next();",
  'return given == sign(secret, parts);',
  'if (readCookie(request) !== query.state) throw new Error();',
  'return expected.startsWith(token);',
])('one that stops early is found: %s', (line) => {
  expect(findEarlyStops(line)).toEqual([line]);
});

test.each([
  "if (timestamp === undefined || signature === undefined) return 'missing';",
  "if (typeof token === 'string') read(token);",
  'if (token.length === 0) return;',
  '// signature === expected would stop early',
])('one that tells nothing is not: %s', (line) => {
  expect(findEarlyStops(line)).toEqual([]);
});
