import { parseArgs } from 'node:util';
import { z } from 'zod';
import { startPostgres } from '../../storage/start-postgres.ts';
import { printFigures, type Figure } from '../support/table.ts';
import { measureNight } from './night.ts';
import { measurePureScoring } from './pure-scoring.ts';
import { measureStalls } from './stalls.ts';
import { measureTiering } from './tiering.ts';

const USAGE = `npm run bench:score -- [options]

  --only a,b,c,d   these parts: (a) accounts a second of the domain alone, beside json-rules-engine, (b) tiers of
                   200,000 accounts, (c) a night on PostgreSQL beside one statement, (d) stalls of the event loop on
                   the embedded database (all by default)
  --pure N         accounts of (a) (100,000 by default; each with 10 contacts and 50 activities)
  --night N        accounts of (c) (10,000 by default)
  --stalls N       accounts of (d) (1,000 by default)
  --strict         exit with 1 where an aim is missed
  --help           this text`;

const PARTS = ['a', 'b', 'c', 'd'] as const;

const optionsSchema = z.object({
  only: z
    .string()
    .default(PARTS.join(','))
    .transform((list) => list.split(','))
    .pipe(z.array(z.enum(PARTS))),
  pure: z.coerce.number().int().min(1).default(100_000),
  night: z.coerce.number().int().min(1).default(10_000),
  stalls: z.coerce.number().int().min(1).default(1_000),
  strict: z.boolean().default(false),
});
type Options = z.infer<typeof optionsSchema>;

function readOptions(): Options | null {
  const { values } = parseArgs({
    options: {
      only: { type: 'string' },
      pure: { type: 'string' },
      night: { type: 'string' },
      stalls: { type: 'string' },
      strict: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  return values.help === true ? null : optionsSchema.parse(values);
}

async function run({ only, pure, night, stalls }: Options): Promise<Figure[]> {
  const now = Date.now();
  const figures: Figure[] = [];
  if (only.includes('a')) figures.push(...(await measurePureScoring(pure, now)));
  if (only.includes('b')) figures.push(...measureTiering(now));
  if (only.includes('c')) {
    const { server, reason } = await startPostgres();
    if (server === null) throw new Error(reason);
    try {
      figures.push(...(await measureNight(server, night, now)));
    } finally {
      await server.stop();
    }
  }
  if (only.includes('d')) figures.push(...(await measureStalls(stalls, now)));
  return figures;
}

const options = readOptions();
if (options === null) console.log(USAGE);
else {
  const figures = await run(options);
  printFigures('bench:score', figures);
  const missed = figures.some(({ met }) => met === false);
  process.exit(missed && options.strict ? 1 : 0);
}
