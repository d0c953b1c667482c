import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { SandboxOptions } from '../command-line.ts';
import { importPortal } from '../import/import-portal.ts';
import type { ImportSummary } from '../import/import-summary.ts';
import type { PortalData } from '../portal-data.ts';
import { buildIntent, type IntentSignal } from '../world/build-intent.ts';
import { buildPastPlays } from '../world/build-past-plays.ts';
import { buildWorld } from '../world/build-world.ts';
import { expectMirror, type ExpectedMirror } from './expect-mirror.ts';
import type { SandboxFolder } from './sandbox-folder.ts';

/** The portal this sandbox started with. */
export interface OpenedPortal {
  /** `null` if the folder has it already. */
  data: PortalData | null;
  /** Of the initial portal. */
  origin: PortalOrigin;
}

export interface PortalOrigin {
  expected: ExpectedMirror;
  /** Everything expected has been mirrored once; what people change afterwards is not a loss. */
  arrived: boolean;
  imported: ImportSummary | null;
  /** Intent data from vendors about the built-in portal's companies; an export has none. */
  intent: IntentSignal[];
  /** The past plays of the built-in portal's team, as a table; `null` for an export. */
  pastPlays: string | null;
}

const counts = z.record(z.string(), z.number());
const exceptions = z.array(
  z.object({
    reason: z.string(),
    count: z.number(),
    examples: z.array(z.object({ line: z.number(), value: z.string() })),
  }),
);
const importSummary: z.ZodType<ImportSummary> = z.object({
  files: z.array(
    z.object({
      file: z.string(),
      rowsRead: z.number(),
      imported: z.array(z.object({ kind: z.string(), as: z.string(), count: z.number() })),
      skipped: exceptions,
      cellsLeftOut: exceptions,
    }),
  ),
  undatedEmailActivities: z.number(),
  addedOptions: z.record(z.string(), z.array(z.string())),
  customProperties: z.array(z.string()),
  assumptions: z.array(z.string()),
});
/** As `keepOrigin` wrote it. */
const portalOrigin: z.ZodType<PortalOrigin> = z.object({
  expected: z.object({
    companies: z.number(),
    contacts: z.number(),
    deals: z.number(),
    activities: counts,
    notMirrored: counts,
  }),
  arrived: z.boolean(),
  imported: importSummary.nullable(),
  intent: z.array(
    z.object({
      id: z.string(),
      companyId: z.string(),
      source: z.string(),
      topic: z.string(),
      strength: z.number(),
      occurredAt: z.string(),
    }),
  ),
  pastPlays: z.string().nullable(),
});

const WORLD_SEED = 20_261_122;
const FILE = 'origin.json';

/**
 * Imports the portal's files or builds the built-in portal; a resumed sandbox keeps its own.
 * @throws ImportError naming file, line and column if a file is not what it should be
 */
export async function openPortal(options: SandboxOptions, folder: SandboxFolder): Promise<OpenedPortal> {
  const path = join(folder.path, FILE);
  const held = await readFile(path, 'utf8').catch(() => null);
  if (held !== null) return { data: null, origin: portalOrigin.parse(JSON.parse(held)) };
  const now = options.asOf === null ? Date.now() : Date.parse(options.asOf);
  const { data, ...rest } = await makePortal(options, now);
  return { data, origin: { expected: expectMirror(data, now), arrived: false, ...rest } };
}

/** To be called once the stand-in has the portal: later runs then resume it. */
export async function keepOrigin(folder: SandboxFolder, origin: PortalOrigin): Promise<void> {
  await writeFile(join(folder.path, FILE), JSON.stringify(origin, null, 2));
}

async function makePortal(
  { portal }: SandboxOptions,
  now: number,
): Promise<{ data: PortalData } & Pick<PortalOrigin, 'imported' | 'intent' | 'pastPlays'>> {
  if (portal === null) {
    const data = buildWorld({ seed: WORLD_SEED, now });
    const from = { seed: WORLD_SEED, now };
    return { data, imported: null, intent: buildIntent(data, from), pastPlays: buildPastPlays(data, from) };
  }
  const { data, summary } = await importPortal(portal);
  return { data, imported: summary, intent: [], pastPlays: null };
}
