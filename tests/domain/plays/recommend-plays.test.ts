import { describe, expect, test } from 'vitest';
import { findDuePlays } from '../../../src/domain/plays/find-hit.ts';
import type { PlayDefinition, PlayStep } from '../../../src/domain/plays/play-types.ts';
import { recommendPlays } from '../../../src/domain/plays/recommend-plays.ts';
import { buildActivity, buildPerson, daysAgo, NOW } from '../../fixtures/account-facts.ts';
import { buildPlayContext } from '../../fixtures/play-context.ts';
import { CALL, EMAIL, TASK, PEOPLE, buildPlay, withUrgency, recommend, idsOf } from '../../fixtures/offered-plays.ts';

describe('which plays', () => {
  test('at most three, the most urgent first, ties by id', () => {
    const plays = [
      withUrgency('d', 0.2, ['1']),
      withUrgency('c', 0.9, ['2']),
      withUrgency('b', 0.9, ['3']),
      withUrgency('a', 0.5, ['4']),
    ];
    expect(idsOf(recommend(plays))).toEqual(['b', 'c', 'a']);
  });

  test('also at an account without a tier, where they count least', () => {
    const plays = [buildPlay('p', ['1'], { tiers: ['none'] }), buildPlay('q', ['2'], { tiers: [2] })];
    const context = buildPlayContext({ facts: { people: PEOPLE }, tier: null });
    const offers = recommendPlays(context, {}, findDuePlays(context, plays));
    expect(offers).toMatchObject([{ playId: 'p', rankScore: 0.2 * 0.5 }]);
  });

  test('only those of the tier and the stage, whose trigger holds', () => {
    const plays = [
      buildPlay('other-tier', ['1'], { tiers: [1] }),
      buildPlay('other-stage', ['2'], { stages: ['customer'] }),
      buildPlay('not-due', ['3'], { when: { risk: 'blocker_engaged' } }),
      buildPlay('due', ['4']),
    ];
    expect(idsOf(recommend(plays))).toEqual(['due']);
  });

  test('not while it runs, nor within its cool-down after a start', () => {
    const run = { runId: 'r', playId: 'p', contactIds: [], startedAt: daysAgo(29), status: 'completed' as const };
    const plays = [buildPlay('p', ['1'])];
    expect(recommend(plays, { playRuns: [run] })).toEqual([]);
    expect(recommend(plays, { playRuns: [{ ...run, startedAt: daysAgo(30) }] })).toHaveLength(1);
    expect(recommend(plays, { playRuns: [{ ...run, startedAt: daysAgo(90), status: 'running' }] })).toEqual([]);
  });

  test('not while snoozed; after a dismissal not within the cool-down', () => {
    const plays = [buildPlay('p', ['1'])];
    const feedback = { playId: 'p', kind: 'snoozed' as const, reason: null, givenAt: daysAgo(8), until: NOW + 1 };
    expect(recommend(plays, { playFeedback: [{ ...feedback, playId: 'other' }] })).toHaveLength(1);
    expect(recommend(plays, { playFeedback: [feedback] })).toEqual([]);
    expect(recommend(plays, { playFeedback: [{ ...feedback, until: NOW }] })).toHaveLength(1);
    const dismissed = { ...feedback, kind: 'dismissed' as const, until: daysAgo(7) };
    expect(recommend(plays, { playFeedback: [dismissed] })).toEqual([]);
    expect(recommend(plays, { playFeedback: [{ ...dismissed, givenAt: daysAgo(30) }] })).toHaveLength(1);
  });
});

describe('with whom', () => {
  test('one play per person: a better play takes its people first, one without people left is not offered', () => {
    const plays = [
      withUrgency('first', 1, ['1', '2']),
      withUrgency('second', 0.5, ['2', '3']),
      withUrgency('third', 0.4, ['1']),
    ];
    const offers = recommend(plays);
    expect(offers.map(({ who }) => who.map(({ contactId }) => contactId))).toEqual([['1', '2'], ['3']]);
  });

  test('whose own acts are the evidence before those of others, in the order they were told in', () => {
    const [first, second, third] = ['1', '2', '3'].map((contactId) => ({
      sentence: `${contactId} asked`,
      at: NOW,
      contactId,
    }));
    const whyNow = [
      { sentence: 'it is time', at: null },
      first!,
      second!,
      { sentence: 'nobody called', at: null },
      third!,
    ];
    const play = (mostActs?: number): PlayDefinition =>
      buildPlay('p', ['3'], {
        look: () => ({ whyNow, contactIds: ['3'], urgency: 1, ...(mostActs === undefined ? {} : { mostActs }) }),
      });
    expect(recommend([play(2)])[0]?.whyNow).toEqual([
      { sentence: 'it is time', at: null },
      { sentence: '1 asked', at: NOW },
      { sentence: 'nobody called', at: null },
      { sentence: '3 asked', at: NOW },
    ]);
    expect(recommend([play(1)])[0]?.whyNow.map(({ sentence }) => sentence)).toEqual([
      'it is time',
      'nobody called',
      '3 asked',
    ]);
    expect(recommend([play()])[0]?.whyNow).toHaveLength(5);
  });

  test('through somebody else who is active, where a step turns to them', () => {
    const activities = [buildActivity('5', 'email_reply', 3)];
    const ask: PlayStep = { ...TASK, channel: 'call', text: 'Ask {{via.firstName|your contact}} about {{company}}.' };
    const write: PlayStep = { ...EMAIL, addressee: 'via', text: 'Hello.' };
    for (const steps of [[ask], [write], [CALL, write]]) {
      const play = buildPlay('p', ['1'], { steps });
      expect(recommend([play], { activities })[0]?.via).toBe('Person 5');
      expect(recommend([play])[0]).not.toHaveProperty('via');
    }
    expect(recommend([buildPlay('p', ['1'])], { activities })[0]).not.toHaveProperty('via');
  });

  test('nobody who is in a running play', () => {
    const run = { runId: 'r', playId: 'x', contactIds: ['1'], startedAt: daysAgo(5), status: 'running' as const };
    expect(recommend([buildPlay('p', ['1'])], { playRuns: [run] })).toEqual([]);
    expect(recommend([buildPlay('p', ['1', '2'])], { playRuns: [run] })[0]?.who[0]?.contactId).toBe('2');
  });

  test('nobody we spoke to in the last three days; what they did themselves does not protect them', () => {
    for (const type of ['email_sent', 'call_unanswered', 'meeting_held'] as const) {
      expect(recommend([buildPlay('p', ['1'])], { activities: [buildActivity('1', type, 3)] })).toEqual([]);
      expect(recommend([buildPlay('p', ['1'])], { activities: [buildActivity('1', type, 4)] })).toHaveLength(1);
    }
    expect(recommend([buildPlay('p', ['1'])], { activities: [buildActivity('1', 'page_view', 1)] })).toHaveLength(1);
  });

  test('nobody who has left the account, and not at all where nobody is left', () => {
    const run = { runId: 'r', playId: 'x', contactIds: ['1'], startedAt: daysAgo(5), status: 'running' as const };
    const forAccount = { steps: [{ ...CALL, text: 'Call {{company}}.' }] };
    expect(recommend([buildPlay('p', ['99', '1'], forAccount)])[0]?.who).toMatchObject([{ contactId: '1' }]);
    expect(recommend([buildPlay('p', ['99', '1'], forAccount)], { playRuns: [run] })).toEqual([]);
    const over = [{ ...run, status: 'completed' as const }];
    expect(recommend([buildPlay('p', ['1'])], { playRuns: over })).toHaveLength(1);
  });

  test('at most three people', () => {
    expect(recommend([buildPlay('p', ['1', '2', '3', '4'])])[0]?.who).toHaveLength(3);
  });

  test('nobody who opted out or bounces is in a play that writes to its people, while others can be', () => {
    const people = [buildPerson('1', { optedOut: true }), buildPerson('2'), buildPerson('3', { bounced: true })];
    const [offer] = recommend([buildPlay('p', ['1', '2', '3'])], { people });
    expect(offer?.who.map(({ contactId }) => contactId)).toEqual(['2']);
    expect(offer?.steps.map(({ channel }) => channel)).toEqual(['call', 'email']);
  });

  test('with people who all opted out the play goes on without its emails to them', () => {
    const people = [buildPerson('1', { optedOut: true })];
    const viaSomebody: PlayStep = { ...EMAIL, addressee: 'via', text: 'Hi {{via.firstName|there}}.' };
    const [offer] = recommend([buildPlay('p', ['1'], { steps: [CALL, EMAIL, viaSomebody] })], { people });
    expect(offer?.steps.map(({ title, addressee }) => [title, addressee])).toEqual([
      ['Call', undefined],
      ['Write', 'via'],
    ]);
  });

  test('with people who all opted out it goes on without its sequence as well', () => {
    const people = [buildPerson('1', { optedOut: true })];
    const sequence: PlayStep = { ...EMAIL, channel: 'sequence' };
    const [offer] = recommend([buildPlay('p', ['1'], { steps: [CALL, sequence] })], { people });
    expect(offer?.steps.map(({ channel }) => channel)).toEqual(['call']);
  });

  test('a play of emails alone is not offered for people who opted out', () => {
    const people = [buildPerson('1', { optedOut: true })];
    expect(recommend([buildPlay('p', ['1'], { steps: [EMAIL, TASK] })], { people })).toEqual([]);
    const segment: PlayStep = { ...TASK, channel: 'ads_segment' };
    expect(recommend([buildPlay('p', ['1'], { steps: [EMAIL, segment] })], { people })).toEqual([]);
  });

  test('who opted out of email stays first in a play without any', () => {
    const people = [buildPerson('1', { optedOut: true }), buildPerson('2')];
    const [offer] = recommend([buildPlay('p', ['1', '2'], { steps: [CALL] })], { people });
    expect(offer?.who.map(({ contactId }) => contactId)).toEqual(['1', '2']);
  });

  test('takes as many as the play says, so that the others stay free', () => {
    const offers = recommend([
      { ...withUrgency('first', 1, ['1', '2']), maxPeople: 1 },
      withUrgency('second', 0.5, ['1', '2']),
    ]);
    expect(offers.map(({ who }) => who.map(({ contactId }) => contactId))).toEqual([['1'], ['2']]);
  });

  test('writes to nobody where nobody is known', () => {
    const [offer] = recommend([buildPlay('p', [], { steps: [EMAIL, TASK] })]);
    expect(offer?.steps.map(({ title }) => title)).toEqual(['Look']);
  });

  test('a play for the whole account needs nobody', () => {
    expect(recommend([buildPlay('p', [], { steps: [TASK] })])[0]?.who).toEqual([]);
  });
});

describe('what', () => {
  test('every text is resolved', () => {
    const people = [buildPerson('1', { name: 'Ana Ruiz' })];
    const [offer] = recommend([buildPlay('p', ['1'], { steps: [CALL, TASK] })], { people });
    expect(offer?.steps.map(({ resolvedText }) => resolvedText)).toEqual(['Call Ana Ruiz.', 'Look at Acme.']);
  });

  test('a step takes of the library only where it says so', () => {
    const text = { textId: 't', role: null, industry: null, channel: 'call', title: '', text: 'Library' } as const;
    const library = [{ ...text, stage: 'engaged', ratings: { successes: 0, n: 0 } } as const];
    const context = buildPlayContext({ facts: { people: PEOPLE } });
    const due = findDuePlays(context, [buildPlay('p', ['1'], { steps: [CALL, { ...CALL, fromLibrary: true }] })]);
    const [offer] = recommendPlays(context, {}, due, library);
    expect(offer?.steps.map(({ resolvedText }) => resolvedText)).toEqual(['Call Person 1.', 'Library']);
  });

  test('a play with a text that does not resolve is not offered, and its people stay free', () => {
    const unresolvable = buildPlay('p', ['1'], { steps: [{ ...CALL, text: '{{deal.name}}' }] });
    expect(idsOf(recommend([unresolvable, buildPlay('q', ['1'])]))).toEqual(['q']);
  });
});

describe('ranking', () => {
  test('multiplies urgency, tier weight, gap and the posterior mean of success', () => {
    const play = buildPlay('p', ['1'], { look: () => ({ whyNow: [], contactIds: ['1'], urgency: 0.8, gap: 0.5 }) });
    const context = buildPlayContext({ facts: { people: PEOPLE }, tier: 2 });
    const [offer] = recommendPlays(context, { p: { successes: 7, n: 10 } }, findDuePlays(context, [play]));
    expect(offer?.success).toEqual({ successes: 7, n: 10, mean: 12 / 20 });
    expect(offer?.rankScore).toBeCloseTo(0.8 * 0.7 * 0.5 * 0.6, 12);
  });

  test('the gap of a role is its share of the heaviest required role times what is missing of it', () => {
    const facts = { people: [buildPerson('1', { buyingRoles: [{ role: 'BUDGET_HOLDER', setAt: null }] })] };
    const play = buildPlay('p', [], { aim: { kind: 'role', role: 'BUDGET_HOLDER', state: 'engaged' }, steps: [TASK] });
    const context = buildPlayContext({ facts, tier: 2 });
    const [offer] = recommendPlays(context, {}, findDuePlays(context, [play]));
    expect(offer?.rankScore).toBeCloseTo(0.7 * (2 / 3) * (1 - 0.35) * 0.5, 12);
  });

  test('the gap of a role that the tier does not require is a small share of what is missing', () => {
    const facts = { people: [buildPerson('1', { buyingRoles: [{ role: 'END_USER', setAt: null }] })] };
    const play = buildPlay('p', [], { aim: { kind: 'role', role: 'END_USER', state: 'engaged' }, steps: [TASK] });
    const context = buildPlayContext({ facts, tier: 2 });
    const role = context.result.committee.roles.find(({ role: id }) => id === 'END_USER');
    expect(role).toMatchObject({ required: false });
    const [offer] = recommendPlays(context, {}, findDuePlays(context, [play]));
    expect(offer?.rankScore).toBeCloseTo(0.7 * 0.3 * (1 - (role?.value ?? 0)) * 0.5, 12);
  });

  test('a portal where a play works puts it before one that does not', () => {
    const plays = [buildPlay('a', ['1']), buildPlay('b', ['2'])];
    const context = buildPlayContext({ facts: { people: PEOPLE } });
    const success = { a: { successes: 0, n: 20 }, b: { successes: 15, n: 20 } };
    const offers = recommendPlays(context, success, findDuePlays(context, plays));
    expect(idsOf(offers)).toEqual(['b', 'a']);
  });
});
