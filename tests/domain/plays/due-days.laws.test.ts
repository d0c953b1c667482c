import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { DAY_MS } from '../../../src/domain/day-ms.ts';
import { localDay } from '../../../src/domain/local-time.ts';
import { findDealAhead, listDueDays, listDueTimes } from '../../../src/domain/plays/due-days.ts';
import { buildDeal, buildFacts, NOW } from '../../fixtures/account-facts.ts';
import { buildPlay, TASK } from '../../fixtures/offered-plays.ts';

const MINUTE_MS = 60_000;
/** Across both changes of the clocks. */
const minutes = (days: number) => fc.integer({ min: 0, max: days * 1_440 }).map((each) => each * MINUTE_MS);
const timed = fc.record({
  timeZone: fc.constantFrom('UTC', 'Europe/Berlin', 'America/Los_Angeles', 'Asia/Kolkata', 'Pacific/Auckland'),
  startedAt: minutes(365).map((after) => NOW + after),
  closesIn: minutes(60).filter((after) => after > 0),
  dueInDays: fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 8 }),
});

function start({ timeZone, startedAt, closesIn, dueInDays }: typeof timed extends fc.Arbitrary<infer T> ? T : never) {
  const closesAt = startedAt + closesIn;
  const facts = buildFacts({ timeZone, deals: [buildDeal({ closedAt: closesAt })] });
  const steps = dueInDays.map((days) => ({ ...TASK, dueInDays: days }));
  const deal = findDealAhead(buildPlay('p', []), facts, startedAt);
  if (deal === null) throw new Error('The deal is ahead.');
  return { closesAt, steps, play: { steps, deal }, dayOf: (at: number) => localDay(at, timeZone) };
}

test('no task is due before now or after the deal closes, and what is not for today is due by the day before', () => {
  fc.assert(
    fc.property(timed, (scene) => {
      const { startedAt } = scene;
      const { closesAt, play, dayOf } = start(scene);
      const days = listDueDays(play, startedAt);
      for (const [index, at] of listDueTimes(play, startedAt).entries()) {
        expect(at).toBeGreaterThan(startedAt);
        expect(at).toBeLessThanOrEqual(closesAt);
        if (days[index] === 0) continue;
        expect(dayOf(at)).toBeLessThan(dayOf(closesAt));
      }
      expect(Math.min(...days)).toBeGreaterThanOrEqual(0);
    }),
    { numRuns: 500 },
  );
});

test('the steps stay in their order, none is due later than it is written, and what is early enough is left alone', () => {
  fc.assert(
    fc.property(timed, (scene) => {
      const { startedAt, dueInDays } = scene;
      const { play, closesAt } = start(scene);
      const days = listDueDays(play, startedAt);
      for (const [index, day] of days.entries()) {
        expect(day).toBeLessThanOrEqual(dueInDays[index] ?? -1);
        for (const [other, later] of days.entries()) {
          if ((dueInDays[index] ?? 0) <= (dueInDays[other] ?? 0)) expect(day).toBeLessThanOrEqual(later);
        }
      }
      const roomy = {
        ...play,
        deal: { ...play.deal, closesAt: closesAt + 61 * DAY_MS, lastAt: closesAt + 60 * DAY_MS },
      };
      expect(listDueDays(roomy, startedAt)).toEqual(dueInDays);
    }),
    { numRuns: 300 },
  );
});

test('without a close ahead every step is due when it is written, and one for today has some hours', () => {
  const steps = [{ dueInDays: 0 }, { dueInDays: 9 }];
  const times = [NOW + 4 * 3_600_000, NOW + 9 * DAY_MS];
  expect(listDueTimes({ steps }, NOW)).toEqual(times);
  const passed = { name: 'Acme platform', closesAt: NOW, lastAt: NOW - DAY_MS };
  expect(listDueTimes({ steps, deal: passed }, NOW)).toEqual(times);
  expect(listDueTimes({ steps, deal: { ...passed, closesAt: NOW + 60_000 } }, NOW)).toEqual([
    NOW + 60_000,
    NOW + 60_000,
  ]);
});
