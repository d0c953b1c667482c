import pino, { type DestinationStream, type Logger } from 'pino';
import { currentWork } from './current-work.ts';

/** Fields that hold a secret wherever they are logged. */
const SECRET_FIELDS = ['accessToken', 'refreshToken', 'clientSecret', 'authorization', 'secret', 'codeVerifier'];
/** Fields of PostgreSQL's errors that quote the row they are about. */
const QUOTING_FIELDS = ['detail', 'where'];
/** An e-mail address, plain or URL-encoded. */
const EMAIL_ADDRESS = new RegExp(
  // Never starts inside an escape of the line's JSON. Parts have the lengths of RFC 5321, which also keeps a long line
  // fast.
  String.raw`(?<!\\(?:u[\da-f]{0,3})?)[\p{L}\p{M}\p{N}_.!#$&'*+/=?^\x60{|}~%-]{1,64}(?:@|%40)` +
    String.raw`[\p{L}\p{M}\p{N}-]{1,63}(?:\.[\p{L}\p{M}\p{N}-]{1,63}){0,8}\.[\p{L}\p{M}]{2,63}`,
  'giu',
);
const BEARER = /Bearer [\w.~+/=-]+/gi;

/**
 * The app's logger. It names portals, jobs and record ids, never a person or a token: known fields are redacted, and
 * an address or a token that slipped into a message is removed from the line.
 */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    mixin: currentWork,
    redact: [...SECRET_FIELDS, ...QUOTING_FIELDS].flatMap((field) => [field, `*.${field}`, `*.*.${field}`]),
    hooks: { streamWrite: redactLine },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

/** Inside a JSON string either replacement is plain text. */
function redactLine(line: string): string {
  return line.replace(BEARER, 'Bearer [token]').replace(EMAIL_ADDRESS, '[address]');
}
