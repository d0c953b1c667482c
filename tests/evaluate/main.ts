import { parseArgs } from 'node:util';
import { z } from 'zod';
import { ImportError } from '../../src/sandbox/import/import-error.ts';
import { printRows } from '../bench/support/table.ts';
import { day, describeEvaluation } from './describe-evaluation.ts';
import { evaluatePortal } from './evaluate-portal.ts';
import { TitlesError } from './evaluate-titles.ts';

const USAGE = `npm run evaluate -- --portal DIR [--titles DIR] [--as-of ISO]

  --portal DIR    a folder of HubSpot's CSV exports, as the sandbox reads it
  --titles DIR    a folder with seniority.tsv or function.tsv: title, tab, label
  --as-of ISO     judge as though it were this moment; the last thing known of the portal by default`;

const optionsSchema = z.object({
  portal: z.string('is missing').min(1, 'is missing'),
  titles: z.string().min(1).optional(),
  'as-of': z.iso.datetime({ offset: true, error: 'must be an ISO time such as 2026-11-20T00:00:00Z' }).optional(),
});

/** Prints how the scores, as they ship, agree with what happened in a portal; ends with 2 where the input does not hold. */
async function main(args: string[]): Promise<number> {
  const options = readOptions(args);
  if (typeof options === 'string') {
    console.error(`${options}\n\n${USAGE}`);
    return 2;
  }
  const { portal, titles = null, 'as-of': asOf } = options;
  try {
    const evaluation = await evaluatePortal(portal, { titles, asOf: asOf === undefined ? null : Date.parse(asOf) });
    const { accounts, people, activities, deals } = evaluation;
    console.log(
      `${portal}, as of ${day(evaluation.asOf)}: ${accounts} accounts, ${people} people, ${activities} activities, ${deals} deals.` +
        '\nThe models are those that ship; nothing was tuned on this portal.',
    );
    for (const { title, header, rows, notes } of describeEvaluation(evaluation)) {
      printRows(title, header, rows);
      console.log(notes.join('\n'));
    }
    return 0;
  } catch (error) {
    if (!(error instanceof ImportError || error instanceof TitlesError)) throw error;
    console.error(error.message);
    return 2;
  }
}

/** What was wrong in words where the command line does not hold. */
function readOptions(args: string[]): z.infer<typeof optionsSchema> | string {
  try {
    const { values } = parseArgs({
      args,
      options: { portal: { type: 'string' }, titles: { type: 'string' }, 'as-of': { type: 'string' } },
    });
    const parsed = optionsSchema.safeParse(values);
    if (parsed.success) return parsed.data;
    return parsed.error.issues.map(({ path, message }) => `--${path.join('.')} ${message}`).join('\n');
  } catch (error) {
    return (error as Error).message;
  }
}

process.exitCode = await main(process.argv.slice(2));
