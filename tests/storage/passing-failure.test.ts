import { DatabaseError } from 'pg';
import { expect, test } from 'vitest';
import {
  connectPatiently,
  DatabaseUnavailableError,
  toPassingFailure,
} from '../../src/storage/connection/passing-failure.ts';

/** As the server sends it, with its SQLSTATE. */
function fromServer(code: string): DatabaseError {
  return Object.assign(new DatabaseError(`SQLSTATE ${code}`, 0, 'error'), { code });
}

const judge = (error: unknown, isConnectionGone = false): unknown => toPassingFailure(error, { isConnectionGone });

test.each([
  ['08006', 'connection failure'],
  ['40001', 'serialization failure'],
  ['40P01', 'deadlock'],
  ['53300', 'too many connections'],
  ['57014', 'statement time-out'],
  ['57P01', 'shutdown'],
  ['57P03', 'starting up'],
])('%s (%s) passes by itself', (code) => {
  const cause = fromServer(code);
  expect(judge(cause)).toBeInstanceOf(DatabaseUnavailableError);
  expect(judge(cause)).toMatchObject({ code: 'DATABASE_UNAVAILABLE', retry: 'backoff', cause });
});

test.each([
  ['22P02', 'a value that is none'],
  ['23505', 'a key that is there'],
  ['28P01', 'a wrong password'],
  ['42P01', 'a table that is missing'],
])('%s (%s) does not, whatever became of the connection', (code) => {
  const error = fromServer(code);
  expect(judge(error)).toBe(error);
  expect(judge(error, true)).toBe(error);
});

test("of the driver's own errors those of a connection that is gone pass, and no fault of ours", () => {
  expect(judge(new Error('Connection terminated unexpectedly'), true)).toBeInstanceOf(DatabaseUnavailableError);
  const fault = new RangeError('a bigint that does not fit');
  expect(judge(fault)).toBe(fault);
});

test('a connection is tried again while what fails passes, and nothing else is', async () => {
  let tries = 0;
  const third = connectPatiently(() => {
    tries += 1;
    return tries < 3 ? Promise.reject(new DatabaseUnavailableError(tries)) : Promise.resolve(tries);
  });
  expect(await third).toBe(3);
  const fault = new Error('a wrong password');
  let asked = 0;
  const refused = connectPatiently(() => {
    asked += 1;
    return Promise.reject(fault);
  });
  await expect(refused).rejects.toBe(fault);
  expect(asked).toBe(1);
});

test('who cannot be connected for seconds is told so', async () => {
  const began = performance.now();
  const refused = connectPatiently(() => Promise.reject(new DatabaseUnavailableError('it starts up')));
  await expect(refused).rejects.toBeInstanceOf(DatabaseUnavailableError);
  expect(performance.now() - began).toBeGreaterThan(1_000);
});
