import pino, { type DestinationStream, type Logger } from 'pino';
import { currentWork } from './current-work.ts';

/** Fields that hold a secret wherever they are logged. */
const SECRET_FIELDS = ['accessToken', 'refreshToken', 'clientSecret', 'authorization', 'secret', 'codeVerifier'];
/** Where PostgreSQL's errors quote the row they are about. */
const QUOTING_FIELDS = ['detail', 'where'];
/** Somebody's address, as it is written and as a query writes it. */
const EMAIL_ADDRESS = new RegExp(
  // Never from within an escape of the line's JSON. Parts have the lengths of RFC 5321, which also keeps a long line quick.
  String.raw`(?<!\\(?:u[\da-f]{0,3})?)[\p{L}\p{M}\p{N}_.!#$&'*+/=?^\x60{|}~%-]{1,64}(?:@|%40)` +
    String.raw`[\p{L}\p{M}\p{N}-]{1,63}(?:\.[\p{L}\p{M}\p{N}-]{1,63}){0,8}\.[\p{L}\p{M}]{2,63}`,
  'giu',
);
const BEARER = /Bearer [\w.~+/=-]+/gi;

/**
 * The app's logger. What it writes names portals, jobs and record ids, never a person or a token: known fields are
 * redacted, and an address or a token that slipped into a message is taken out of the line.
 */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    mixin: currentWork,
    redact: [...SECRET_FIELDS, ...QUOTING_FIELDS].flatMap((field) => [field, `*.${field}`, `*.*.${field}`]),
    hooks: { streamWrite: takeOut },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

/** Inside a JSON string either replacement is text like any other. */
function takeOut(line: string): string {
  return line.replace(BEARER, 'Bearer [token]').replace(EMAIL_ADDRESS, '[address]');
}
