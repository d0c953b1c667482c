import * as fc from 'fast-check';
import type { FuzzRequest } from './fuzz-request.ts';

/** What is sent: a corpus request with what was changed about it. */
export interface Shot extends FuzzRequest {
  /** Instead of `body` as JSON. */
  bytes: Buffer | null;
  headers: Record<string, string>;
  /** How far the signature's time is off, ms; `null` for a signature that is none. */
  skewMs: number | null;
}

const ODD_VALUES: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  1e308,
  2_147_483_648,
  9_007_199_254_740_991,
  9_007_199_254_740_994,
  '',
  ' ',
  '0',
  '101',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\u202etxet',
  '{{contact.firstName}}',
  '=HYPERLINK("http://evil.example")',
  '<img src=x onerror=alert(1)>',
  `'; drop table portals; --`,
  '../../etc/passwd',
  '%00',
  '2026-02-30',
  '0000-01-01T00:00:00Z',
  '9999-12-31T23:59:59-23:59',
  '2147483648',
  '9999999999:1',
  '9999999999999999999999',
  // A page's cursor that no page gave.
  btoa('["no place","1"]'),
  btoa('[9007199254740991,"1"]'),
  'x'.repeat(10_000),
  '😀'.repeat(600),
  [],
  {},
  // Far deeper than the app reads; several within each other can still be written as JSON.
  JSON.parse('['.repeat(500) + ']'.repeat(500)),
  { __proto__: null, constructor: { prototype: { admin: true } } },
  { $gt: '' },
];
const ODD_KEYS = ['__proto__', 'constructor', 'toString', '', 'portalId', 'userEmail', 'a\u0000', '$where'];

type Step = { kind: 'replace' | 'drop' | 'add' | 'repeat'; where: number; value: unknown; key: string; times: number };

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom('replace', 'replace', 'replace', 'drop', 'add', 'repeat'),
  where: fc.nat(10_000),
  value: fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...ODD_VALUES) }, { weight: 1, arbitrary: fc.jsonValue() }),
  key: fc.constantFrom(...ODD_KEYS),
  times: fc.integer({ min: 2, max: 120 }),
});

const damage = fc.record({
  at: fc.nat(100_000),
  bytes: fc.uint8Array({ minLength: 0, maxLength: 8 }),
  cut: fc.boolean(),
});

const HEADERS: readonly Record<string, string>[] = [
  {},
  { 'Content-Type': 'application/json' },
  { 'Content-Type': 'application/x-www-form-urlencoded' },
  { 'Content-Type': 'multipart/form-data; boundary=' },
  { 'Content-Encoding': 'gzip' },
  { 'Content-Encoding': 'br' },
  { 'Content-Encoding': 'nonsense' },
  { 'X-Forwarded-For': `1.2.3.4, ${'9'.repeat(200)}` },
  { Cookie: 'roundtable_install=%00; =; a' },
  { Range: 'bytes=0-,-1' },
  { 'If-None-Match': '*' },
];
const QUERY_CHANGES = [
  '',
  'portalId=1',
  'companyId=%00',
  'companyId[]=1',
  'a[b][c]=1',
  '%E0%A4%A',
  'after=-1',
  'x=%FF',
];

/** Once in `times`; `null` else. */
function seldom<T>(times: number, arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> {
  return fc.oneof({ weight: times - 1, arbitrary: fc.constant(null) }, { weight: 1, arbitrary });
}

const change = fc.record({
  steps: fc.array(step, { maxLength: 3 }),
  damage: seldom(8, damage),
  headers: fc.oneof({ weight: 6, arbitrary: fc.constant({}) }, { weight: 2, arbitrary: fc.constantFrom(...HEADERS) }),
  query: fc.oneof(
    { weight: 6, arbitrary: fc.constant(null) },
    { weight: 2, arbitrary: fc.constantFrom(...QUERY_CHANGES) },
  ),
  oddParameter: seldom(
    4,
    fc.record({
      where: fc.nat(20),
      value: fc.constantFrom(...ODD_VALUES.filter((value) => typeof value === 'string')),
    }),
  ),
  tail: seldom(15, fc.constantFrom('/', '/..', '//', '/%2e%2e/', '/x'.repeat(50), '%00', '%')),
  method: seldom(25, fc.constantFrom('PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS')),
  skewMs: fc.oneof(
    { weight: 14, arbitrary: fc.constant(0) },
    { weight: 1, arbitrary: fc.constantFrom(-400_000, 400_000, null) },
  ),
});

/** Shots by seed: the same seed and size give the same shots. */
export function drawShots(corpus: readonly FuzzRequest[], seed: number, count: number): Shot[] {
  const shot = fc.tuple(fc.constantFrom(...corpus), change).map(([request, changes]) => applyChange(request, changes));
  return fc.sample(shot, { seed, numRuns: count });
}

type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

function applyChange(request: FuzzRequest, changes: Change): Shot {
  let body = structuredClone(request.body);
  for (const each of changes.steps) body = applyStep(body, each);
  const bytes =
    changes.damage === null || body === undefined ? null : applyDamage(JSON.stringify(body), changes.damage);
  return {
    ...request,
    method: changes.method ?? request.method,
    path: changePath(request.path, changes),
    body,
    bytes,
    headers: changes.headers,
    skewMs: changes.skewMs,
  };
}

function changePath(path: string, { query, oddParameter, tail }: Change): string {
  let [base = '', parameters = ''] = path.split('?');
  if (oddParameter !== null && parameters !== '') {
    const safe = encodeURIComponent(oddParameter.value.toWellFormed().slice(0, 2_000));
    const each = parameters.split('&');
    const at = oddParameter.where % each.length;
    parameters = each.with(at, `${each[at]?.split('=')[0]}=${safe}`).join('&');
  }
  if (query !== null) parameters = [parameters, query].filter((each) => each !== '').join('&');
  base += tail ?? '';
  return parameters === '' ? base : `${base}?${parameters}`;
}

/** Changes one place of a JSON value, chosen among all its places by number. */
function applyStep(body: unknown, { kind, where, value: odd, key, times }: Step): unknown {
  // A later step may change it in place: the next shot is to find it as it was.
  const value = structuredClone(odd);
  const places: { holder: Record<string, unknown> | unknown[]; at: string }[] = [];
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    for (const at of Object.keys(node)) {
      places.push({ holder: node as Record<string, unknown>, at });
      visit((node as Record<string, unknown>)[at]);
    }
  };
  visit(body);
  const place = places[where % Math.max(1, places.length)];
  if (place === undefined) return kind === 'replace' ? value : body;
  const holder = place.holder as Record<string, unknown>;
  if (kind === 'replace') holder[place.at] = value;
  else if (kind === 'drop') delete holder[place.at];
  else if (kind === 'add')
    Object.defineProperty(holder, key, { value, enumerable: true, writable: true, configurable: true });
  else if (Array.isArray(body)) return Array.from({ length: times }, () => body[0]);
  else holder[place.at] = Array.from({ length: times }, () => holder[place.at]);
  return body;
}

function applyDamage(text: string, { at, bytes, cut }: { at: number; bytes: Uint8Array; cut: boolean }): Buffer {
  const whole = Buffer.from(text);
  const index = at % (whole.length + 1);
  return Buffer.concat([whole.subarray(0, index), bytes, cut ? Buffer.alloc(0) : whole.subarray(index + bytes.length)]);
}
