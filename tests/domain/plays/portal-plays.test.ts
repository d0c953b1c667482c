import { describe, expect, test } from 'vitest';
import { ROLE_LABELS } from '../../../src/domain/committee/role-labels.ts';
import type { RoleId } from '../../../src/domain/facts.ts';
import { findHit } from '../../../src/domain/plays/find-hit.ts';
import { describeAim } from '../../../src/domain/plays/play-aim.ts';
import { PLAYS } from '../../../src/domain/plays/play-registry.ts';
import { requestUnanswered } from '../../../src/domain/plays/plays/request-unanswered.ts';
import { surge } from '../../../src/domain/plays/plays/surge.ts';
import {
  AS_SHIPPED,
  isSame,
  listPortalPlays,
  toEdit,
  type PlayChoice,
  type PlayEdit,
  type WordedPlay,
} from '../../../src/domain/plays/portal-plays.ts';
import { workPlays } from '../../../src/domain/plays/work-plays.ts';
import { buildActivity, buildDeal, buildPerson, buildSignal, daysAgo } from '../../fixtures/account-facts.ts';
import { buildPlayContext } from '../../fixtures/play-context.ts';

const edited = (changes: Partial<PlayEdit>): PlayEdit => ({ ...toEdit(surge), ...changes });
const chosen = (playId: string, choice: Partial<PlayChoice>) =>
  listPortalPlays(new Map([[playId, { ...AS_SHIPPED, ...choice }]]));
const playOf = (edit: PlayEdit, playId = 'surge') =>
  chosen(playId, { edit }).find(({ play }) => play.id === playId)?.play as WordedPlay;

describe('the plays of a portal', () => {
  test('are those that ship where nobody chose anything', () => {
    const plays = listPortalPlays(new Map());
    expect(plays.map(({ play: { outcome: _words, ...play } }) => play)).toEqual(PLAYS);
    expect(plays.every(({ choice, isOwn }) => choice === AS_SHIPPED && !isOwn)).toBe(true);
  });

  test('an edit that changes nothing gives the play that ships, whatever the order of its keys', () => {
    for (const play of PLAYS) {
      const made = playOf(JSON.parse(JSON.stringify(toEdit(play))), play.id);
      expect(made).toEqual({ ...play, outcome: describeAim(play) });
      expect(made.look).toBe(play.look);
    }
    expect(isSame({ a: 1, b: { c: [2], d: 3 } }, { b: { d: 3, c: [2] }, a: 1 })).toBe(true);
    expect(isSame({ a: [1, 2] }, { a: [2, 1] })).toBe(false);
    expect(isSame({ a: null }, { a: null })).toBe(true);
    expect(isSame({ a: null }, { a: {} })).toBe(false);
  });

  test('the aim of one that ships calls a role as the portal does; what it closes stays what an admin edits', () => {
    const named = listPortalPlays(new Map(), { ...ROLE_LABELS, BUDGET_HOLDER: 'CFO or delegate' });
    const play = named.find(({ play: { id } }) => id === 'no-budget-holder-at-proposal')?.play;
    expect(play).toMatchObject({ outcome: 'CFO or delegate engaged within 21 days', closes: 'Budget holder' });
    const kept = edited({ ...toEdit(play as (typeof PLAYS)[number]), name: 'Other' });
    const again = listPortalPlays(new Map([['no-budget-holder-at-proposal', { ...AS_SHIPPED, edit: kept }]]), {
      ...ROLE_LABELS,
      BUDGET_HOLDER: 'CFO or delegate',
    });
    expect(again.find(({ play: { name } }) => name === 'Other')?.play.outcome).toBe(play?.outcome);
  });

  test('one that rests by act does so for its own trigger alone: that of a portal does not name whose act it is', () => {
    const shipped = toEdit(requestUnanswered);
    expect(playOf({ ...shipped, cooldownDays: 5 }, 'request-unanswered').restsByAct).toBe(true);
    const when = { score: 'engagement', min: 20 } as const;
    expect(playOf({ ...shipped, when }, 'request-unanswered').restsByAct).toBeUndefined();
  });

  test('an edited aim is what is shown', () => {
    expect(playOf(edited({ outcomeWithinDays: 30 })).outcome).toBe(
      'a meeting held with one of its people within 30 days',
    );
    const aim = { kind: 'role', role: 'BUDGET_HOLDER', state: 'reached' } as const;
    expect(playOf(edited({ aim, outcomeWithinDays: 10 }))).toMatchObject({
      aim,
      outcome: 'budget holder reached within 10 days',
    });
  });

  test('hold its own ones beside them, and none without an edit', () => {
    const own = chosen('own-1', { edit: edited({ name: 'Ours' }) });
    expect(own.find(({ isOwn }) => isOwn)?.play).toMatchObject({ id: 'own-1', name: 'Ours', prior: { a: 3, b: 7 } });
    expect(chosen('own-1', {})).toHaveLength(PLAYS.length);
    const first = chosen('a-own', { edit: edited({}), enabled: false });
    expect(first[0]).toMatchObject({ play: { id: 'a-own' }, choice: { enabled: false }, isOwn: true });
    expect(first).toHaveLength(PLAYS.length + 1);
  });

  test('an edited one stays one of those that ship', () => {
    const plays = chosen('surge', { edit: edited({ name: 'Ours' }) });
    expect(plays).toHaveLength(PLAYS.length);
    expect(plays.some(({ isOwn }) => isOwn)).toBe(false);
  });
});

test('a play that is switched off is not offered nor due, and its runs still end', () => {
  const people = [buildPerson('1')];
  const activities = [buildActivity('1', 'page_view', 3)];
  const run = { runId: 'r', playId: 'surge', startedAt: daysAgo(60), contactIds: [], status: 'running' } as const;
  const context = buildPlayContext({ facts: { people, activities, playRuns: [run] }, surging: true });
  const work = (enabled: boolean) =>
    workPlays(context, [], { plays: chosen('surge', { enabled }), successByPlay: {}, library: [] });
  expect(work(true).plays.map(({ playId }) => playId)).toContain('surge');
  expect(work(false).plays.map(({ playId }) => playId)).not.toContain('surge');
  expect(work(false).dues.map(({ playId }) => playId)).not.toContain('surge');
  expect(work(false).ends).toMatchObject([{ runId: 'r', outcome: 'abandoned', stage: 'engaged' }]);
});

test('a run that ends now rests: its play is not offered again at once', () => {
  const people = [buildPerson('1')];
  const run = { runId: 'r', playId: 'surge', contactIds: [], status: 'running' } as const;
  const offer = (days: number) => {
    const playRuns = [{ ...run, startedAt: daysAgo(days) }];
    const facts = { people, activities: [buildActivity('1', 'page_view', 0)], playRuns };
    const context = buildPlayContext({ facts, surging: true });
    const scoring = { plays: chosen('surge', {}), successByPlay: {}, library: [] };
    return workPlays(context, [], scoring).plays.map(({ playId }) => playId);
  };
  expect(offer(20)).not.toContain('surge');
  expect(offer(21)).toContain('surge');
});

describe('a play with a trigger of the portal', () => {
  const facts = {
    people: [buildPerson('1', { name: 'Ana Ruiz' }), buildPerson('2', { bounced: true })],
    activities: [buildActivity('1', 'form_high_intent', 4, 'Contact us'), buildActivity('1', 'page_view', 2)],
    signals: [buildSignal({ source: 'G2', topic: 'ERP', strength: 80, occurredAt: daysAgo(1) })],
    deals: [buildDeal({ name: 'Acme platform', state: 'lost', closedAt: daysAgo(50) })],
    properties: { industry: 'Retail' },
  };
  const evidence = (when: PlayEdit['when']) => {
    const hit = findHit(playOf(edited({ when })), buildPlayContext({ facts, fit: 80, engagement: 40 }));
    return hit?.whyNow.map(({ sentence }) => sentence) ?? null;
  };

  test('tells the parts that hold, dated ones first, each once', () => {
    const asked = { activity: { by: 'theirs', types: ['form_high_intent'] }, withinDays: 10 } as const;
    expect(
      evidence({
        all: [
          { score: 'fit', min: 70 },
          { any: [asked, { risk: 'champion_gone' }, { signal: { minStrength: 90 }, withinDays: 5 }] },
          { signal: { minStrength: 70 }, withinDays: 5 },
          asked,
        ],
      }),
    ).toEqual([
      'G2: "ERP" at 80 of 100 on ⟦2026-11-19T12:00Z⟧',
      'Ana Ruiz: demo or sales request "Contact us" on ⟦2026-11-16T12:00Z⟧',
      'Fit is 80',
    ]);
  });

  test('tells of deals, properties, roles, what is not, and of what nobody did', () => {
    expect(
      evidence({
        all: [
          { deal: { state: 'lost' } },
          { property: 'industry', when: { kind: 'oneOf', values: ['retail'] } },
          { role: 'CHAMPION', state: ['missing'] },
          { not: { deal: { state: 'open' } } },
        ],
      }),
    ).toEqual([
      '"Acme platform" was lost on ⟦2026-10-01T12:00Z⟧',
      'industry = Retail',
      'Champion: missing',
      'No deal is open',
    ]);
    expect(evidence({ activity: { by: 'outreach' }, withinDays: 30, atMost: 0 })).toEqual([
      'No email, call or meeting from us in the last 30 days',
    ]);
    expect(evidence({ score: 'fit', min: 90 })).toBeNull();
  });

  test('turns to who may hold its role, else to who is active, and never to an address that bounces', () => {
    const when = { score: 'fit', min: 70 } as const;
    const people = [...facts.people, buildPerson('3', { title: 'Chief Financial Officer' })];
    const hit = (role: RoleId | null, known: Partial<typeof facts>) =>
      findHit(
        playOf(edited({ when, ...(role === null ? {} : { aim: { kind: 'role', role, state: 'engaged' } }) })),
        buildPlayContext({ facts: { ...facts, people, ...known }, fit: 80 }),
      );
    expect(hit('BUDGET_HOLDER', {})?.contactIds).toEqual(['3']);
    expect(hit('CHAMPION', {})?.contactIds).toEqual(['1']);
    expect(hit(null, { activities: [] })?.contactIds).toEqual(['1', '3']);
  });
});
