import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { classifyTitle } from '../../src/domain/committee/classify-title.ts';
import { wilsonInterval, type Interval } from '../../src/domain/statistics/proportion.ts';
import { LABEL_OF_FUNCTION, LABEL_OF_SENIORITY } from '../fixtures/title-labels.ts';

/** A file of labelled titles that cannot be read as such. */
export class TitlesError extends Error {}

export interface TitleAccuracy extends Interval {
  what: 'seniority' | 'function';
  right: number;
  n: number;
}

interface Labelled {
  title: string;
  label: string;
}

/**
 * How many titles of `seniority.tsv` and `function.tsv` (a header, then title, tab, label) are classified as they are
 * labelled; of functions those labelled Technical or Sales-Marketing alone. A file that is not there is left out.
 * @throws TitlesError naming file and line where neither is there or a line is not what it should be
 */
export async function evaluateTitles(folder: string): Promise<TitleAccuracy[]> {
  const seniority = await readLabelled(join(folder, 'seniority.tsv'));
  const functions = await readLabelled(join(folder, 'function.tsv'));
  if (seniority === null && functions === null) {
    throw new TitlesError(`${folder}: neither seniority.tsv nor function.tsv is there`);
  }
  const compared = functions?.filter(({ label }) => Object.values(LABEL_OF_FUNCTION).includes(label));
  return [
    ...(seniority === null
      ? []
      : [
          accuracy(
            'seniority',
            seniority,
            ({ title }) => LABEL_OF_SENIORITY[classifyTitle(title).seniority ?? 'individual'],
          ),
        ]),
    ...(compared === undefined
      ? []
      : [
          accuracy('function', compared, ({ title }) => LABEL_OF_FUNCTION[classifyTitle(title).jobFunction ?? 'other']),
        ]),
  ];
}

function accuracy(
  what: TitleAccuracy['what'],
  rows: readonly Labelled[],
  labelOf: (row: Labelled) => string | undefined,
): TitleAccuracy {
  const right = rows.filter((row) => labelOf(row) === row.label).length;
  return { what, right, n: rows.length, ...wilsonInterval(right, rows.length) };
}

async function readLabelled(path: string): Promise<Labelled[] | null> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw new TitlesError(`${path}: cannot be read (${error.code})`, { cause: error });
  });
  if (text === null) return null;
  return text
    .trimEnd()
    .split(/\r?\n/)
    .slice(1)
    .map((line, index) => {
      const [title, label, ...rest] = line.split('\t');
      if (title === undefined || title === '' || label === undefined || rest.length > 0) {
        throw new TitlesError(`${path}, line ${index + 2}: expected a title, a tab and a label; found: ${line}`);
      }
      return { title, label: label.trim() };
    });
}
