import { z } from 'zod';
import { InvalidInputError } from './errors.ts';
import type { InputFault } from './errors.ts';
import type { DatabaseLocation } from './storage/connection/database.ts';

export interface Config {
  /** Which parts this process runs: the HTTP server, the jobs, or both. */
  role: 'web' | 'worker' | 'all';
  port: number;
  host: string;
  /** Where metrics and health are served, apart from everything else; `null` for nowhere. */
  operatorPort: number | null;
  /**
   * Addresses of the proxies in front of the app, trusted to say which client they forward; as Express's `trust proxy`.
   */
  trustedProxies: string[];
  /** Where people and HubSpot reach the app, without a slash at the end. */
  appBaseUrl: string;
  hubspot: {
    clientId: string;
    /** The current secret first; the others are still accepted while one is rotated. */
    clientSecrets: readonly [string, ...string[]];
    appId: number;
    apiUrl: string;
    appUrl: string;
  };
  database: DatabaseLocation;
  /** 32 bytes each; the first encrypts, all decrypt. */
  encryptionKeys: { id: string; key: Buffer }[];
  logLevel: (typeof LOG_LEVELS)[number];
  /** Score as though it were this moment (epoch ms), for trials; `null` is now. */
  asOf: number | null;
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
const KEY_BYTES = 32;

const requiredText = z.string('is missing').trim().min(1, 'is missing');
const baseUrl = z
  .url({ protocol: /^https?$/, error: (issue) => missingOr(issue.input, 'must be a URL as https://app.example.com') })
  .transform((url) => url.replace(/\/+$/, ''));

const port = z.coerce.number('must be a port number, 1 to 65535').int().min(1).max(65_535);

/** What identifies a proxy's own address; `*` or a number of hops would let any client claim an address. */
const proxy = z.union(
  [z.enum(['loopback', 'linklocal', 'uniquelocal']), z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()],
  'must be addresses (10.0.0.7), networks (10.0.0.0/8) or loopback, linklocal, uniquelocal, separated by commas',
);

const environment = z
  .object({
    ROLE: z.enum(['web', 'worker', 'all'], 'must be web, worker or all').default('all'),
    PORT: port.default(3000),
    OPERATOR_PORT: port.optional(),
    HOST: z.string().trim().min(1).default('0.0.0.0'),
    TRUSTED_PROXIES: z.string().default('').transform(splitList).pipe(z.array(proxy)),
    APP_BASE_URL: baseUrl,
    HUBSPOT_CLIENT_ID: requiredText,
    HUBSPOT_CLIENT_SECRET: requiredText.transform(splitList).refine((secrets) => secrets.length > 0, 'is missing'),
    HUBSPOT_APP_ID: requiredText
      .regex(/^[1-9]\d{0,14}$/, 'must be the whole number HubSpot shows for the app')
      .transform(Number),
    HUBSPOT_API_URL: baseUrl.default('https://api.hubapi.com'),
    HUBSPOT_APP_URL: baseUrl.default('https://app.hubspot.com'),
    DATABASE_URL: z
      .url({
        protocol: /^postgres(ql)?$/,
        error:
          'must be as postgres://user:password@host:5432/database, where / ? # @ : of a password are %2F %3F %23 %40 %3A',
      })
      .optional(),
    DATA_DIR: z.string().trim().min(1).optional(),
    ENCRYPTION_KEYS: requiredText.transform(parseKeys),
    LOG_LEVEL: z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`).default('info'),
    AS_OF: z.iso
      .datetime({ offset: true, error: 'must be an ISO time as 2026-01-31T09:00:00Z' })
      .transform((text) => Date.parse(text))
      .optional(),
  })
  .check((context) => {
    const { DATABASE_URL: databaseUrl, DATA_DIR: folder } = context.value;
    if ((databaseUrl === undefined) === (folder === undefined)) {
      const problem =
        databaseUrl === undefined
          ? 'is missing: give DATABASE_URL (PostgreSQL, for production) or DATA_DIR (a folder, for one process)'
          : 'and DATA_DIR are both given: give one of them';
      context.issues.push({ code: 'custom', path: ['DATABASE_URL'], message: problem, input: databaseUrl });
    }
  });

/**
 * Reads the configuration; an empty variable counts as absent.
 * @throws InvalidInputError naming every variable that is missing or wrong; it never shows a value (they are secrets)
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
  const parsed = environment.safeParse(given);
  if (!parsed.success) throw toConfigError(parsed.error, given);
  const values = parsed.data;
  return {
    role: values.ROLE,
    port: values.PORT,
    host: values.HOST,
    operatorPort: values.OPERATOR_PORT ?? null,
    trustedProxies: values.TRUSTED_PROXIES,
    appBaseUrl: values.APP_BASE_URL,
    hubspot: {
      clientId: values.HUBSPOT_CLIENT_ID,
      clientSecrets: values.HUBSPOT_CLIENT_SECRET as [string, ...string[]],
      appId: values.HUBSPOT_APP_ID,
      apiUrl: values.HUBSPOT_API_URL,
      appUrl: values.HUBSPOT_APP_URL,
    },
    database:
      values.DATABASE_URL === undefined ? { folder: values.DATA_DIR ?? '' } : { databaseUrl: values.DATABASE_URL },
    encryptionKeys: values.ENCRYPTION_KEYS,
    logLevel: values.LOG_LEVEL,
    asOf: values.AS_OF ?? null,
  };
}

/**
 * The configuration in the environment this process was started with.
 * @throws InvalidInputError naming each variable that is missing or wrong
 */
export function readProcessConfig(): Config {
  return readConfig(readEnvironment());
}

/** The variables this process was started with, unread. */
export function readEnvironment(): Readonly<Record<string, string | undefined>> {
  return process.env;
}

function toConfigError(error: z.ZodError, given: Record<string, string | undefined>): InvalidInputError {
  const faults: InputFault[] = error.issues.map((issue) => ({
    field: issue.path.join('.'),
    problem: issue.message,
  }));
  // Zod runs a check over the whole object only where every field holds; both faults of a start belong in one message.
  const hasStorage = given['DATABASE_URL'] !== undefined || given['DATA_DIR'] !== undefined;
  if (!hasStorage && !faults.some(({ field }) => field === 'DATABASE_URL')) {
    faults.push({ field: 'DATABASE_URL', problem: 'is missing: give it (PostgreSQL) or DATA_DIR (a folder)' });
  }
  const lines = faults.map(({ field, problem }) => `  ${field} ${problem}`);
  return new InvalidInputError(
    `The configuration has ${faults.length === 1 ? 'a fault' : `${faults.length} faults`} (.env.example documents each variable):\n${lines.join('\n')}`,
    faults,
  );
}

function missingOr(input: unknown, problem: string): string {
  return input === undefined ? 'is missing' : problem;
}

function splitList(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function parseKeys(text: string, context: z.RefinementCtx): { id: string; key: Buffer }[] {
  const keys = splitList(text).map((entry) => {
    const colon = entry.indexOf(':');
    return { id: entry.slice(0, Math.max(colon, 0)), key: Buffer.from(entry.slice(colon + 1), 'base64') };
  });
  const sound = keys.every(({ id, key }) => /^[\w-]+$/.test(id) && key.length === KEY_BYTES);
  const unique = new Set(keys.map(({ id }) => id)).size === keys.length;
  if (keys.length === 0 || !sound || !unique) {
    context.addIssue(
      `must be id:key,… with an id of letters, digits, - or _ (each once) and a key of ${KEY_BYTES} bytes in base64 ` +
        '(openssl rand -base64 32)',
    );
  }
  return keys;
}
