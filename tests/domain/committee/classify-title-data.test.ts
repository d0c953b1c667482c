import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { classifyTitle } from '../../../src/domain/committee/classify-title.ts';
import { LABEL_OF_FUNCTION, LABEL_OF_SENIORITY } from '../../fixtures/title-labels.ts';

const TITLES = resolve(import.meta.dirname, '../../../../shared/data/titles');
const hasTitles = existsSync(TITLES);

/** Rows of [title, human label]. */
function readLabels(name: string): [string, string][] {
  const lines = readFileSync(resolve(TITLES, `${name}.tsv`), 'utf8')
    .trim()
    .split(/\r?\n/)
    .slice(1);
  return lines.map((line) => {
    const [title = '', label = ''] = line.split('\t');
    return [title, label.trim()];
  });
}

function shareRight(rows: readonly [string, string][], isRight: (title: string, label: string) => boolean): number {
  return rows.filter(([title, label]) => isRight(title, label)).length / rows.length;
}

describe.skipIf(!hasTitles)('classifyTitle on labelled titles (skipped where ../shared is absent)', () => {
  test('agrees with the human seniority label of at least 93 in 100', () => {
    const share = shareRight(
      readLabels('seniority'),
      (title, label) => LABEL_OF_SENIORITY[classifyTitle(title).seniority ?? 'individual'] === label,
    );
    expect(share).toBeGreaterThanOrEqual(0.93);
  });

  test('finds the technical and the sales and marketing people: at least 85 in 100', () => {
    const rows = readLabels('function').filter(([, label]) => label === 'Technical' || label === 'Sales-Marketing');
    const share = shareRight(
      rows,
      (title, label) => LABEL_OF_FUNCTION[classifyTitle(title).jobFunction ?? 'other'] === label,
    );
    expect(share).toBeGreaterThanOrEqual(0.85);
  });

  test('reads the 74,393 titles of the gazetteer in under 2 s of processor time, each to a class', () => {
    const titles = gunzipSync(readFileSync(resolve(TITLES, 'gazetteer.txt.gz')))
      .toString('utf8')
      .trim()
      .split('\n');
    const started = process.threadCpuUsage();
    const unread = titles.filter((title) => classifyTitle(title).seniority === null);
    const { user, system } = process.threadCpuUsage(started);
    expect((user + system) / 1_000).toBeLessThan(2_000);
    expect(titles.length).toBeGreaterThan(74_000);
    expect(unread).toEqual([]);
  });
});
