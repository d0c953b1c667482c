import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { classifyTitle } from '../../src/domain/committee/classify-title.ts';
import type { JobFunction } from '../../src/domain/committee/title-class.ts';
import { wilsonInterval, type Interval } from '../../src/domain/statistics/proportion.ts';
import { LABEL_OF_FUNCTION, LABEL_OF_SENIORITY } from '../fixtures/title-labels.ts';

/** A file of labelled titles that cannot be read as such. */
export class TitlesError extends Error {}

/** How many of some labelled titles are classified as they are labelled. */
export interface TitleAccuracy extends Share {
  what: 'seniority' | 'function';
  /** The one label they have; `null` for all that are compared. */
  label: string | null;
  /** Of those a fifth that the tables are not to be tuned on from now on (decision 021). */
  aside: Share;
}

interface Share extends Interval {
  right: number;
  n: number;
}

interface Labelled {
  title: string;
  label: string;
}

/**
 * How many titles of `seniority.tsv` and `function.tsv` (a header, then title, tab, label) are classified as they are
 * labelled: all, then those of each label. "All" functions are those that mean the same on both sides, Technical and
 * Sales-Marketing; the other two follow the rank (decision 021). A file that is not there is left out.
 * @throws TitlesError naming file and line where neither is there or a line is not what it should be
 */
export async function evaluateTitles(folder: string): Promise<TitleAccuracy[]> {
  const seniority = await readLabelled(join(folder, 'seniority.tsv'));
  const functions = await readLabelled(join(folder, 'function.tsv'));
  if (seniority === null && functions === null) {
    throw new TitlesError(`${folder}: neither seniority.tsv nor function.tsv is there`);
  }
  return [
    ...compare(
      'seniority',
      seniority ?? [],
      (title) => LABEL_OF_SENIORITY[classifyTitle(title).seniority ?? 'individual'],
    ),
    ...compare('function', functions ?? [], (title) => nameFunction(classifyTitle(title).jobFunction ?? 'other')),
  ];
}

/** Each function of ours standing for one label. */
function nameFunction(jobFunction: JobFunction): string {
  return LABEL_OF_FUNCTION[jobFunction] ?? (jobFunction === 'other' ? 'Other' : 'Business');
}

function compare(
  what: TitleAccuracy['what'],
  rows: readonly Labelled[],
  labelOf: (title: string) => string,
): TitleAccuracy[] {
  if (rows.length === 0) return [];
  const measure = (label: string | null, some: readonly Labelled[]): TitleAccuracy => ({
    what,
    label,
    ...shareOf(some, labelOf),
    aside: shareOf(some.filter(wasKeptAside), labelOf),
  });
  const compared = what === 'seniority' ? rows : rows.filter(({ label }) => SAME_ON_BOTH_SIDES.has(label));
  const byLabel = Map.groupBy(rows, ({ label }) => label);
  return [
    measure(null, compared),
    ...[...byLabel.keys()].sort().map((label) => measure(label, byLabel.get(label) ?? [])),
  ];
}

const SAME_ON_BOTH_SIDES: ReadonlySet<string | undefined> = new Set(Object.values(LABEL_OF_FUNCTION));

function shareOf(rows: readonly Labelled[], labelOf: (title: string) => string): Share {
  const right = rows.filter(({ title, label }) => labelOf(title) === label).length;
  return { right, n: rows.length, ...wilsonInterval(right, rows.length) };
}

const FOLDS = 5;
const HASH_BYTES = 6;

/** By a hash of the title, so that a title stays in its fold whatever else is in the file. */
function wasKeptAside({ title }: Labelled): boolean {
  return createHash('sha256').update(title).digest().readUIntBE(0, HASH_BYTES) % FOLDS === 0;
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
