import { expect, test } from 'vitest';
import { UnauthenticatedError } from '../../src/errors.ts';
import { assertLink, signLink } from '../../src/http/download-link.ts';
import type { HttpContext } from '../../src/http/http-context.ts';

const context = { clientSecrets: ['new', 'old'], now: () => 1_000 } as unknown as HttpContext;
const signed = ['file', 7, 2_000];
const token = signLink(context, signed);
const check = (given: Partial<Parameters<typeof assertLink>[1]>) => () =>
  assertLink(context, { signed, token, expires: 2_000, ...given });

test('a link holds until its end, and for what it says alone', () => {
  expect(check({})).not.toThrow();
  expect(check({ expires: 999 })).toThrow(UnauthenticatedError);
  expect(check({ signed: ['file', 8, 2_000] })).toThrow(UnauthenticatedError);
});

test('a link given out before the secret was rotated holds', () => {
  const earlier = signLink({ ...context, clientSecrets: ['old'] }, signed);
  expect(check({ token: earlier })).not.toThrow();
});

test.each(['', `é${token.slice(1)}`, token.toLowerCase(), `${token}=`])(
  'the token %j is refused as no token',
  (wrong) => {
    expect(check({ token: wrong })).toThrow(UnauthenticatedError);
  },
);
