import { expect, test } from 'vitest';
import { compareOutcomes } from '../../../src/domain/plays/compare-outcomes.ts';
import { findPlay } from '../../../src/domain/plays/play-registry.ts';
import { buildPastPlays, PAST_PLAYS } from '../../../src/sandbox/world/build-past-plays.ts';
import { buildWorld } from '../../../src/sandbox/world/build-world.ts';

const NOW = Date.parse('2026-11-20T00:00:00Z');
const data = buildWorld({ seed: 7, now: NOW });
const table = buildPastPlays(data, { seed: 7, now: NOW });
const rows = table
  .split('\n')
  .slice(1)
  .map((line) => line.split(','));

test('one play works, one is proposed for retirement, others lie between or are too few to say', () => {
  const verdicts = PAST_PLAYS.map(({ play, run, notRun }) =>
    compareOutcomes({
      playId: play,
      runs: { successes: run.worked, n: run.n },
      notRun: { successes: notRun.worked, n: notRun.n },
    }),
  );
  expect(verdicts.filter(({ verdict }) => verdict.startsWith('works')).map(({ playId }) => playId)).toEqual(['surge']);
  const retired = verdicts.filter(({ retire }) => retire !== null);
  expect(retired.map(({ playId }) => playId)).toEqual(['high-fit-no-engagement']);
  expect(verdicts.filter(({ verdict }) => verdict.startsWith('no difference')).length).toBeGreaterThanOrEqual(4);
  expect(verdicts.filter(({ verdict }) => verdict.startsWith('too few')).length).toBeGreaterThanOrEqual(2);
});

test('the table holds what is planted: each row of a company and a play there is, within the year, over and rested', () => {
  const ids = new Set(data.objects.companies.map(({ id }) => id));
  for (const { play, run, notRun } of PAST_PLAYS) {
    const of = rows.filter(([, name]) => name === play);
    const count = (wasRun: string) => of.filter((row) => row[3] === wasRun);
    expect([count('yes').length, count('no').length]).toEqual([run.n, notRun.n]);
    expect(count('yes').filter((row) => row[4] === 'yes')).toHaveLength(run.worked);
    expect(count('no').filter((row) => row[4] === 'yes')).toHaveLength(notRun.worked);
    const { cooldownDays = Infinity } = findPlay(play) ?? {};
    for (const [company = '', , started = ''] of of) {
      expect(ids.has(company)).toBe(true);
      const daysAgo = (NOW - Date.parse(started)) / 86_400_000;
      expect(daysAgo).toBeGreaterThan(cooldownDays);
      expect(daysAgo).toBeLessThan(400);
    }
  }
  expect(new Set(rows.map((row) => row.slice(0, 3).join())).size).toBe(rows.length);
});

test('the same seed gives the same table', () => {
  expect(buildPastPlays(data, { seed: 7, now: NOW })).toBe(table);
});
