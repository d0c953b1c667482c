import { parseArgs } from 'node:util';
import { z } from 'zod';

export const USAGE = `npm run sandbox -- [options]

  --portal DIR    a folder of HubSpot's CSV exports instead of the built-in portal
  --once          stop when everything is scored and published
  --export OUT    write accounts.csv, contacts.csv and summary.json into the folder OUT
  --as-of ISO     score as though it were this moment, e.g. 2026-11-20T00:00:00Z
  --port N        port of the page (4400 by default; the next free one where it is taken)
  --folder DIR    where the sandbox keeps its state (.sandbox/<portal> by default)
  --reset         forget the state of an earlier run and start over
  --help          this text`;

export interface SandboxOptions {
  portal: string | null;
  once: boolean;
  exportTo: string | null;
  /** ISO 8601, or `null` for now. */
  asOf: string | null;
  port: number;
  folder: string | null;
  reset: boolean;
}

/** An invalid command line; its message says why. */
export class UsageError extends Error {}

const values = z.object({
  portal: z.string().min(1).optional(),
  once: z.boolean().default(false),
  export: z.string().min(1).optional(),
  'as-of': z.iso.datetime({ offset: true, error: 'must be an ISO time such as 2026-11-20T00:00:00Z' }).optional(),
  port: z.coerce.number('must be a port number').int().min(1).max(65_535).default(4400),
  folder: z.string().min(1).optional(),
  reset: z.boolean().default(false),
});

/**
 * Reads the command line; `null` if help was requested.
 * @throws UsageError naming every invalid option
 */
export function readCommandLine(args: string[]): SandboxOptions | null {
  const parsed = parse(args);
  if (parsed['help'] === true) return null;
  const checked = values.safeParse(parsed);
  if (!checked.success) {
    const faults = checked.error.issues.map((issue) => `  --${issue.path.join('.')} ${issue.message}`);
    throw new UsageError(`The command line does not hold:\n${faults.join('\n')}\n\n${USAGE}`);
  }
  const { portal, once, port, folder, reset, export: exportTo, 'as-of': asOf } = checked.data;
  return {
    portal: portal ?? null,
    once,
    exportTo: exportTo ?? null,
    asOf: asOf ?? null,
    port,
    folder: folder ?? null,
    reset,
  };
}

function parse(args: string[]): Record<string, unknown> {
  try {
    return parseArgs({
      args,
      options: {
        portal: { type: 'string' },
        once: { type: 'boolean' },
        export: { type: 'string' },
        'as-of': { type: 'string' },
        port: { type: 'string' },
        folder: { type: 'string' },
        reset: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
  }
}
