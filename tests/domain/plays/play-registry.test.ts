import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkExpression } from '../../../src/domain/condition/check-expression.ts';
import { findHit } from '../../../src/domain/plays/find-hit.ts';
import { listFieldNames, MERGE_FIELD_NAMES } from '../../../src/domain/plays/merge-fields.ts';
import { findPlay, PLAYS } from '../../../src/domain/plays/play-registry.ts';
import { toEdit } from '../../../src/domain/plays/portal-plays.ts';
import { playEditSchema } from '../../../src/sync/plays/play-edit.ts';
import { buildPlayContext } from '../../fixtures/play-context.ts';

const FOLDER = new URL('../../../src/domain/plays/plays/', import.meta.url);
const TEST_FOLDER = new URL('plays/', import.meta.url);

test('every file of the folder is registered under its own name, once', () => {
  const files = readdirSync(FOLDER).map((file) => file.replace(/\.ts$/, ''));
  expect(PLAYS.map(({ id }) => id).sort()).toEqual(files.sort());
});

test('finds a play by its id, and knows that others are none', () => {
  for (const play of PLAYS) expect(findPlay(play.id)).toBe(play);
  expect(findPlay('retired-long-ago')).toBeNull();
});

describe.each(PLAYS)('$id', (play) => {
  test('has a test of its own', () => {
    expect(existsSync(new URL(`${play.id}.test.ts`, TEST_FOLDER))).toBe(true);
  });

  test('uses only merge fields that exist', () => {
    for (const { text } of play.steps) {
      expect(MERGE_FIELD_NAMES).toEqual(expect.arrayContaining(listFieldNames(text)));
      // What is left once the fields are out holds no brace and no gap for the reader to fill.
      expect(text.replaceAll(/\{\{[^{}]*\}\}/g, '')).not.toMatch(/[{}[\]]/);
    }
  });

  test('names a deal to ourselves alone: a customer does not know what we call it', () => {
    const told = play.steps.filter(({ channel }) => channel !== 'task').flatMap(({ text }) => listFieldNames(text));
    expect(told.filter((name) => /deal/i.test(name))).toEqual([]);
  });

  test('is complete: steps in the order they are due, an aim that an admin could have written, a prior, a cool-down', () => {
    expect(play.steps.length).toBeGreaterThanOrEqual(2);
    const dueDays = play.steps.map(({ dueInDays }) => dueInDays);
    expect(dueDays).toEqual(dueDays.toSorted((a, b) => a - b));
    expect(playEditSchema.parse(JSON.parse(JSON.stringify(toEdit(play)))).aim).toEqual(play.aim);
    expect(play.tiers.length).toBeGreaterThan(0);
    expect(play.stages.length).toBeGreaterThan(0);
    expect(play.cooldownDays).toBeGreaterThanOrEqual(play.outcomeWithinDays > 14 ? 21 : 14);
    expect(Math.min(play.prior.a, play.prior.b)).toBeGreaterThan(0);
  });

  test('has a trigger that an admin could have written', () => {
    expect(checkExpression(JSON.parse(JSON.stringify(play.when))).faults).toEqual([]);
  });

  test('says nothing of an account of which nothing is known, and does not fail on it', () => {
    const hit = findHit(play, buildPlayContext({ tier: 3, stage: 'unaware', fit: null }));
    if (play.id === 'coverage-under-half') {
      expect(hit?.whyNow[0]?.sentence).toBe('Coverage 0 of 100; missing: decision maker, champion, influencer');
    } else expect(hit).toBeNull();
  });
});
