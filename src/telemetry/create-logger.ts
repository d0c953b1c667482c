import pino, { type DestinationStream, type Logger } from 'pino';
import { currentWork } from './current-work.ts';

/** Fields that hold a secret wherever they are logged. */
const SECRET_FIELDS = ['accessToken', 'refreshToken', 'clientSecret', 'authorization', 'secret', 'codeVerifier'];
/** Somebody's address, as it is written and as a query writes it. */
const EMAIL_ADDRESS = /[\w.!#$&'*+/=?^`{|}~-]+(?:@|%40)[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}/gi;
const BEARER = /\bBearer [\w.~+/=-]+/gi;

/**
 * The app's logger. What it writes names portals, jobs and record ids, never a person or a token: known fields are
 * redacted, and an address or a token that slipped into a message (PostgreSQL quotes the row it refuses) is taken out of
 * the line.
 */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    mixin: currentWork,
    redact: SECRET_FIELDS.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]),
    hooks: { streamWrite: takeOut },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

/** Inside a JSON string either replacement is text like any other. */
function takeOut(line: string): string {
  return line.replace(BEARER, 'Bearer [token]').replace(EMAIL_ADDRESS, '[address]');
}
