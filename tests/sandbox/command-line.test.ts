import { expect, test } from 'vitest';
import { UsageError, readCommandLine } from '../../src/sandbox/command-line.ts';

test('starts the built-in portal and stays where nothing is said', () => {
  expect(readCommandLine([])).toMatchObject({ portal: null, once: false, exportTo: null, asOf: null, port: 4400 });
});

test('reads every option', () => {
  const args = ['--portal', 'in', '--once', '--export', 'out', '--as-of', '2026-11-20T00:00:00Z', '--port', '5000'];
  expect(readCommandLine([...args, '--folder', 'state', '--reset'])).toEqual({
    portal: 'in',
    once: true,
    exportTo: 'out',
    asOf: '2026-11-20T00:00:00Z',
    port: 5000,
    folder: 'state',
    reset: true,
  });
});

test('asks for help', () => {
  expect(readCommandLine(['--help'])).toBeNull();
});

test('names every option that is wrong', () => {
  const args = ['--as-of', 'yesterday', '--port', 'http'];
  expect(() => readCommandLine(args)).toThrow(UsageError);
  expect(() => readCommandLine(args)).toThrow(/--as-of must be an ISO time.*\n.*--port must be a port number/);
});

test('refuses an option it does not know', () => {
  expect(() => readCommandLine(['--protal', 'x'])).toThrow(/--protal/);
});
