import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { DAY_MS } from '../../../src/domain/day-ms.ts';
import { ACTIVITY_TYPES, ROLE_IDS, type AccountFacts, type PlayRunFact } from '../../../src/domain/facts.ts';
import { listOutreach } from '../../../src/domain/plays/account-moments.ts';
import type { DueFact } from '../../../src/domain/plays/follow-dues.ts';
import { listPortalPlays } from '../../../src/domain/plays/portal-plays.ts';
import { CONTACT_REST_DAYS } from '../../../src/domain/plays/suppress-play.ts';
import { workPlays } from '../../../src/domain/plays/work-plays.ts';
import { buildActivity, buildDeal, buildPerson, buildSignal, daysAgo, NOW } from '../../fixtures/account-facts.ts';
import { buildScoredContext } from '../../fixtures/scored-context.ts';

/** The days that are lived through, to NOW. */
const DAYS = 75;
const SCORING = { plays: listPortalPlays(new Map()), successByPlay: {}, library: [] };
const PLAY_OF = new Map(SCORING.plays.map(({ play }) => [play.id, play]));

const day = fc.integer({ min: 0, max: 200 });
const contactId = fc.constantFrom('1', '2', '3', '4');
const role = fc.record({ role: fc.constantFrom(...ROLE_IDS), setAt: fc.option(day.map((days) => daysAgo(days))) });
const person = fc.record({
  title: fc.constantFrom(null, 'CFO', 'CEO', 'General Counsel', 'Procurement Manager', 'Analyst'),
  optedOut: fc.boolean(),
  bounced: fc.constantFrom(false, false, true),
  buyingRoles: fc.array(role, { maxLength: 2 }),
});
const facts = fc.record({
  people: fc
    .array(person, { maxLength: 4 })
    .map((people) => people.map((changes, index) => buildPerson(`${index + 1}`, changes))),
  activities: fc
    .tuple(
      fc.array(fc.tuple(contactId, fc.constantFrom(...ACTIVITY_TYPES), day), { maxLength: 40 }),
      // Requests among the days that are lived through: few come by chance.
      fc.array(fc.tuple(contactId, fc.constant('form_high_intent' as const), fc.integer({ min: 0, max: DAYS })), {
        maxLength: 4,
      }),
    )
    .map((parts) => parts.flat().map(([id, type, days]) => buildActivity(id, type, days))),
  deals: fc.array(
    fc
      .record({
        state: fc.constantFrom('open' as const, 'won' as const, 'lost' as const),
        probability: fc.constantFrom(null, 0.2, 0.6, 0.9),
        createdAt: day.map((days) => daysAgo(days)),
        closedAt: fc.constantFrom(null, daysAgo(200), daysAgo(10)),
      })
      .map((changes) => buildDeal({ dealId: `${changes.createdAt}`, ...changes })),
    { maxLength: 3 },
  ),
  signals: fc.array(
    day.map((days) => buildSignal({ signalId: `s${days}`, strength: 90, occurredAt: daysAgo(days) })),
    { maxLength: 2 },
  ),
});

interface Lived {
  runs: PlayRunFact[];
  dues: Map<string, DueFact>;
}

/** One night: what is offered is looked at, what ends ends, and of the offers those of these places are started. */
function live(lived: Lived, told: Partial<AccountFacts>, now: number, starts: readonly number[]): void {
  const dated = { ...told, playRuns: lived.runs };
  const context = buildScoredContext(dated, { now, tier: 1 });
  const latest = [...Map.groupBy(lived.dues.values(), ({ playId }) => playId).values()].flatMap((each) =>
    each.slice(-1),
  );
  const { plays, ends, dues } = workPlays(context, latest, SCORING);
  for (const { runId, outcome } of ends) {
    const run = lived.runs.find((each) => each.runId === runId);
    expect(run?.status).toBe('running');
    if (run !== undefined) run.status = outcome;
  }
  checkEnds(lived.runs, now);
  for (const each of dues) {
    const held = lived.dues.get(`${each.playId} ${each.dueSince}`);
    if (held !== undefined && held.outcome !== null) expect(each.outcome).toBe(held.outcome);
    lived.dues.set(`${each.playId} ${each.dueSince}`, each);
  }
  const taken = lived.runs.filter(({ status }) => status === 'running').flatMap(({ contactIds }) => contactIds);
  const offered = plays.flatMap(({ who }) => who.map((each) => each.contactId));
  expect(new Set([...taken, ...offered]).size).toBe(new Set(taken).size + offered.length);
  for (const { playId, who, whyNow } of plays) {
    expect(whyNow.length).toBeGreaterThan(0);
    for (const each of who) {
      expect(listOutreach(context.facts, CONTACT_REST_DAYS, now, each.contactId)).toEqual([]);
    }
    expect([...lived.dues.values()].some((each) => each.playId === playId)).toBe(true);
    const { cooldownDays = 0, restsByAct = false } = PLAY_OF.get(playId) ?? {};
    const resting = lived.runs.filter((run) => run.playId === playId && run.startedAt > now - cooldownDays * DAY_MS);
    // What rests by act is offered again for who was not in a run that rests, or did something since.
    const isAnew = (id: string): boolean =>
      resting.every(
        ({ contactIds, startedAt }) =>
          !contactIds.includes(id) ||
          context.facts.activities.some(
            ({ contactId: by, occurredAt }) => by === id && occurredAt > startedAt && occurredAt <= now,
          ),
      );
    if (restsByAct) expect(who.filter((each) => !isAnew(each.contactId))).toEqual([]);
    else expect(resting).toEqual([]);
    if (!starts.includes(plays.findIndex((each) => each.playId === playId))) continue;
    const contactIds = who.map((each) => each.contactId);
    lived.runs.push({ runId: `${playId} ${now}`, playId, startedAt: now, contactIds, status: 'running' });
  }
}

/** Nobody runs on beyond the days of their play. */
function checkEnds(runs: readonly PlayRunFact[], now: number): void {
  for (const { playId, startedAt, status } of runs) {
    const until = startedAt + (PLAY_OF.get(playId)?.outcomeWithinDays ?? 0) * DAY_MS;
    if (now > until) expect(status).not.toBe('running');
  }
}

test('through any days each person is in one play at a time, each play rests, and each run and period comes to one end in time', () => {
  let started = 0;
  fc.assert(
    fc.property(facts, fc.array(fc.subarray([0, 1, 2]), { minLength: DAYS, maxLength: DAYS }), (told, choices) => {
      const lived: Lived = { runs: [], dues: new Map() };
      for (const [index, starts] of choices.entries()) live(lived, told, NOW - (DAYS - index) * DAY_MS, starts);
      started += lived.runs.length;
      for (const { playId, dueSince, outcome } of lived.dues.values()) {
        const days = PLAY_OF.get(playId)?.outcomeWithinDays ?? 0;
        if (NOW - DAY_MS > dueSince + days * DAY_MS) expect(outcome).not.toBeNull();
      }
    }),
    { numRuns: 50 },
  );
  expect(started).toBeGreaterThan(10);
});
