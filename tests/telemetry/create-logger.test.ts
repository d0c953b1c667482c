import { expect, test } from 'vitest';
import { createLogger } from '../../src/telemetry/create-logger.ts';

/** What a message is in the log. */
function logged(message: string): string {
  return write((log) => log.info(message)).msg;
}

function write(say: (log: ReturnType<typeof createLogger>) => void): { msg: string; err?: Record<string, string> } {
  const lines: string[] = [];
  say(createLogger('info', { write: (line) => void lines.push(line) }));
  return JSON.parse(lines[0] ?? '');
}

test.each([
  ['an address at the beginning of a line', 'said\nada@acme.example', 'said\n[address]'],
  ['one behind a character that JSON escapes', '\u0007ada@acme.example', '\u0007[address]'],
  ['one of other alphabets, whole', 'to Petra.Müller@firma-süd.example!', 'to [address]!'],
  ['one as a query writes it', '?userEmail=ada%40acme.example&a=b', '[address]&a=b'],
  ['a token at the beginning of a line', 'Authorization:\nBearer abc.def-123', 'Authorization:\nBearer [token]'],
  ['a version of a package stays', 'node_modules/express@5.1.0/lib', 'node_modules/express@5.1.0/lib'],
])('%s', (_what, message, expected) => {
  expect(logged(message)).toBe(expected);
});

test('the row that PostgreSQL quotes is left out', () => {
  const refused = Object.assign(new Error('duplicate key'), { detail: 'Key (name)=(Ada Byron) already exists.' });
  const { err } = write((log) => log.error({ err: refused }, 'as PostgreSQL says'));
  expect(err?.['message']).toBe('duplicate key');
  expect(JSON.stringify(err)).not.toContain('Byron');
});

test.each(['a', 'a@', 'a@b.', '%40', 'Bearer '])('a message of a million characters that are %j is written', (text) => {
  expect(logged(text.repeat(1_000_000 / text.length)).length).toBeGreaterThan(100_000);
});
